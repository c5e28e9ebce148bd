/** One pool: how full it is, what each step costs, how much one takes, and what came of it. */
import type { Child } from 'hono/jsx';
import type { PoolView } from '../../schema/pool.ts';
import { thousandthsToDecimal } from '../../schema/quantity.ts';
import type { Refusal } from '../../schema/refusal.ts';
import { Layout } from '../layout.tsx';
import { Done } from '../parts/done.tsx';
import { type Filled, Key, TextArea, TextField } from '../parts/form.tsx';
import { apart } from '../parts/marked.ts';
import { poolLeft, priceWords } from '../parts/pool-words.ts';
import { Refused } from '../parts/refused.tsx';
import { ShareButton } from '../parts/share.tsx';
import { Vessel } from '../parts/vessel.tsx';
import type { Typed, View } from '../view.ts';

interface Props {
  view: View;
  pool: PoolView;
  typed?: Typed;
  refusal?: Refusal;
  /** Of the form that commits, of the supplier's answer, and of the one that calls off. */
  keyOf: (form: 'commitment' | 'answers' | 'cancellation') => string;
  done?: string | undefined;
}

export function PoolPage({ view, pool, typed, refusal, keyOf, done }: Props) {
  const { text, format, cluster } = view;
  const words = text.pools;
  const { id, title, state, opener, unit, mine, acts } = pool;
  const base = `/c/${cluster?.slug}`;
  const filled: Filled = { view, typed: { amount: mine > 0 ? thousandthsToDecimal(mine) : '', ...typed }, refusal };
  return (
    <Layout view={view} title={title} tab={null} together>
      <Done view={view} word={done} />
      <p class="over">
        <a href={`${base}/pools`}>{words.title}</a>
      </p>
      <h1>
        <bdi>{title}</bdi>
      </h1>
      <Refused filled={filled} labels={{ amount: words.take.amount(format.unit(unit)), words: words.calling.words }} />
      <p class="by">
        <span class="state">{words.states[state]}</span>
        {state === 'open' ? <span>{poolLeft(view, pool)}</span> : null}
        <span>{words.firms(pool.firms, format.number(pool.firms))}</span>
      </p>
      <Outcome view={view} pool={pool} />
      {acts.includes('refuse') ? (
        <SellForm view={view} pool={pool} action={`${base}/pools/${id}/answers`} formKey={keyOf('answers')} />
      ) : null}
      <Vessel view={view} pool={pool} />
      {state === 'open' ? <p class="figures">{priceWords(view, pool)}</p> : null}
      {acts.includes('commit') || acts.includes('withdraw') ? (
        <TakeForm pool={pool} filled={filled} action={`${base}/pools/${id}/commitment`} formKey={keyOf('commitment')} />
      ) : null}
      <Prices view={view} pool={pool} />
      {pool.text ? (
        <p class="words" dir="auto">
          {pool.text}
        </p>
      ) : null}
      <Facts view={view} pool={pool} base={base} />
      <Members view={view} pool={pool} base={base} />
      <p class="ways">
        {state === 'open' && cluster ? <ShareButton view={view} what={{ cluster: cluster.slug, pool: id }} title={title} /> : null}
        <a class="button quiet" href={`${base}/pools`}>
          {words.all}
        </a>
      </p>
      {acts.includes('cancel') ? (
        <details open={typed !== undefined && 'words' in typed}>
          <summary>{words.calling.title}</summary>
          <form method="post" action={`${base}/pools/${id}/cancellation`}>
            <Key value={keyOf('cancellation')} />
            <p>{words.calling.sure(apart(opener.name))}</p>
            <TextArea filled={filled} name="words" label={words.calling.words} rows={2} maxlength={500} />
            <button type="submit" class="button grave">
              {words.calling.send}
            </button>
          </form>
        </details>
      ) : null}
    </Layout>
  );
}

/** What came of it, or what stands in its way. */
function Outcome({ view, pool }: { view: View; pool: PoolView }) {
  const { text, format } = view;
  const words = text.pools.outcome;
  const { state, missed, bought, got, mine, unit, currency, pack, supplier } = pool;
  if (state === 'cancelled' && pool.words)
    return (
      <div class="note">
        <p dir="auto">{pool.words}</p>
      </div>
    );
  if (missed) return <p class="note">{state === 'open' ? words.halted[missed] : words.missed[missed]}</p>;
  if (!bought) return null;
  return (
    <section class="note" aria-labelledby="outcome">
      <h2 id="outcome">{words.bought(format.quantity({ amount: bought.quantity, unit }), format.money(bought.amount, currency))}</h2>
      {supplier.confirmed === false && supplier.firm ? <p>{words.unconfirmed(apart(supplier.firm.name))}</p> : null}
      {supplier.firm || supplier.name ? null : <p>{words.noSeller}</p>}
      <p>{words.priced(format.money(bought.price, currency), format.unit(unit))}</p>
      {got && got.quantity > 0 ? (
        <p class="figures">
          <span>{words.yours}</span> <b>{format.quantity({ amount: got.quantity, unit })}</b> <b>{format.money(got.amount, currency)}</b>
        </p>
      ) : null}
      {got?.quantity === 0 ? <p>{words.nothing}</p> : null}
      {got && got.quantity !== mine && pack !== null ? (
        <p class="hint">{words.rounded(format.quantity({ amount: mine, unit }), format.quantity({ amount: pack, unit }))}</p>
      ) : null}
    </section>
  );
}

/** For the supplier: one tap says whether it sells, and until the deadline another one that it no longer does. */
function SellForm({ view, pool, action, formKey }: { view: View; pool: PoolView; action: string; formKey: string }) {
  const words = view.text.pools.selling;
  const { opener, acts, supplier } = pool;
  return (
    <section class="panel" aria-labelledby="sell">
      <h2 id="sell">{supplier.confirmed ? words.confirmed : words.title}</h2>
      {supplier.confirmed ? null : <p>{words.lead(apart(opener.name))}</p>}
      <form method="post" action={action}>
        <Key value={formKey} />
        <p class="buttons">
          {acts.includes('confirm') ? (
            <button type="submit" class="button" name="accept" value="yes">
              {words.yes}
            </button>
          ) : null}
          <button type="submit" class="button quiet" name="accept" value="no">
            {supplier.confirmed ? words.takeBack : words.no}
          </button>
        </p>
      </form>
    </section>
  );
}

function TakeForm({ pool, filled, action, formKey }: { pool: PoolView; filled: Filled; action: string; formKey: string }) {
  const { text, format } = filled.view;
  const words = text.pools.take;
  const { unit, mine, pack, cap, most, acts, now, currency } = pool;
  const hint = [
    // without a cap the most is what a sum can hold, which means nothing to anybody
    ...(cap === null ? [] : [words.most(format.quantity({ amount: most, unit }))]),
    ...(pack === null ? [] : [words.packs(format.quantity({ amount: pack, unit }))]),
  ];
  return (
    <section class="panel" aria-labelledby="take">
      <h2 id="take">{mine > 0 ? words.mine(format.quantity({ amount: mine, unit })) : words.title}</h2>
      {now ? <p>{words.now(format.quantity({ amount: now.quantity, unit }), format.money(now.amount, currency))}</p> : null}
      {now && now.quantity !== mine ? (
        <p class="hint">{words[now.quantity > mine ? 'more' : 'less'](format.quantity({ amount: Math.abs(now.quantity - mine), unit }))}</p>
      ) : null}
      <form method="post" action={action} novalidate>
        <Key value={formKey} />
        {acts.includes('commit') ? (
          <TextField
            filled={filled}
            name="amount"
            label={words.amount(format.unit(unit))}
            {...(hint.length ? { hint: hint.join(' ') } : {})}
            inputmode="decimal"
            dir="ltr"
            bare
          />
        ) : null}
        <p class="buttons">
          {acts.includes('commit') ? (
            <button type="submit" class="button" name="act" value="commit">
              {mine > 0 ? words.change : words.send}
            </button>
          ) : null}
          {acts.includes('withdraw') ? (
            <button type="submit" class="button quiet" name="act" value="withdraw">
              {words.withdraw}
            </button>
          ) : null}
        </p>
      </form>
      <p class="hint">{words.promise}</p>
    </section>
  );
}

function Prices({ view, pool }: { view: View; pool: PoolView }) {
  const { text, format } = view;
  const words = text.pools.prices;
  const { steps, unit, currency, costs, step } = pool;
  return (
    <table class="prices">
      <caption>{words.title}</caption>
      <thead>
        <tr>
          <th scope="col">{words.from}</th>
          <th scope="col">{words.price(format.unit(unit))}</th>
          {costs.length ? <th scope="col">{words.cost}</th> : null}
        </tr>
      </thead>
      <tbody>
        {steps.map(({ from, price }, i) => (
          <tr aria-current={i === step ? 'step' : undefined}>
            <td>{format.quantity({ amount: from, unit })}</td>
            <td>{format.money(price, currency)}</td>
            {costs.length ? <td>{format.money(costs[i] ?? 0, currency)}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Facts({ view, pool, base }: { view: View; pool: PoolView; base: string }) {
  const { text, format } = view;
  const words = text.pools.facts;
  const { supplier, opener, unit, pack, cap, deadline, total, state } = pool;
  const answered = supplier.confirmed ? words.confirmed : state === 'open' ? words.asked : words.unconfirmed;
  const firm = (one: { id: number; name: string }) => (
    <a href={`${base}/f/${one.id}`}>
      <bdi>{one.name}</bdi>
    </a>
  );
  const rows: [label: string, value: Child][] = [
    [words.opener, firm(opener)],
    [
      words.supplier,
      supplier.firm ? (
        <>
          {firm(supplier.firm)}
          {supplier.listing ? (
            <>
              {' · '}
              <a href={`${base}/l/${supplier.listing.id}`}>
                <bdi>{supplier.listing.title}</bdi>
              </a>
            </>
          ) : null}
          {' · '}
          {answered}
        </>
      ) : supplier.name ? (
        <bdi>{supplier.name}</bdi>
      ) : (
        words.noSupplier
      ),
    ],
    [words.deadline, format.time(deadline)],
    [words.total, format.quantity({ amount: total, unit })],
    [words.pack, pack === null ? null : format.quantity({ amount: pack, unit })],
    [words.cap, cap === null ? null : format.quantity({ amount: cap, unit })],
  ];
  return (
    <dl>
      {rows.map(([label, value]) =>
        value ? (
          <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

/** Who takes part; with what came of it, where the reader sees to the purchase. */
function Members({ view, pool, base }: { view: View; pool: PoolView; base: string }) {
  const { text, format } = view;
  const { members, agreements, unit, currency } = pool;
  if (members.length === 0) return null;
  return (
    <section aria-labelledby="members">
      <h2 id="members">{text.pools.members}</h2>
      <ul class="rows">
        {members.map(({ firm, quantity }) => {
          const line = agreements.find(({ taker }) => taker.id === firm.id);
          return (
            <li class="row">
              <a href={`${base}/f/${firm.id}`}>
                <bdi>{firm.name}</bdi>
              </a>
              {line?.quantity ? (
                <span>
                  {format.quantity(line.quantity)} · {format.money(line.amount ?? 0, currency)}
                </span>
              ) : quantity === null ? null : (
                <span>{format.quantity({ amount: quantity, unit })}</span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
