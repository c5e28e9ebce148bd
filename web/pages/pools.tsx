/** What is bought together: the pools of a cluster, those that are open first, and the form that opens one. */
import { Currency } from '../../schema/money.ts';
import { mostSteps, type PoolCard, type PoolsFound } from '../../schema/pool.ts';
import type { Refusal } from '../../schema/refusal.ts';
import { Layout } from '../layout.tsx';
import { Done } from '../parts/done.tsx';
import { type Filled, Key, Select, TextArea, TextField, Tick, typedOf } from '../parts/form.tsx';
import { apart } from '../parts/marked.ts';
import { Pager } from '../parts/pager.tsx';
import { poolLeft, priceWords } from '../parts/pool-words.ts';
import { Refused } from '../parts/refused.tsx';
import { UnitSelect } from '../parts/unit-select.tsx';
import { SmallVessel } from '../parts/vessel.tsx';
import type { Typed, View } from '../view.ts';

export function PoolsPage({ view, found, done }: { view: View; found: PoolsFound; done?: string | undefined }) {
  const { text, cluster } = view;
  const words = text.pools;
  const base = `/c/${cluster?.slug}/pools`;
  return (
    <Layout view={view} title={words.title} tab={null} together>
      <Done view={view} word={done} />
      <p class="over">
        <a href={`/c/${cluster?.slug}/together`}>{text.matching.together.title}</a>
      </p>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <p class="ways">
        <a class="button" href={`${base}/new`}>
          {words.open}
        </a>
      </p>
      {found.pools.length ? (
        <ul class="rows">
          {found.pools.map((pool) => (
            <Row view={view} pool={pool} />
          ))}
        </ul>
      ) : (
        <p class="empty">{words.none}</p>
      )}
      <Pager view={view} page={found.page} pages={found.pages} at={(page) => `${base}?page=${page}`} />
    </Layout>
  );
}

function Row({ view, pool }: { view: View; pool: PoolCard }) {
  const { text, format, cluster } = view;
  const words = text.pools;
  const { id, title, state, total, firms, unit, mine } = pool;
  return (
    <li class="pool">
      <SmallVessel pool={pool} />
      <div>
        <a href={`/c/${cluster?.slug}/pools/${id}`} dir="auto">
          {title}
        </a>
        <p>{state === 'open' ? priceWords(view, pool) : words.states[state]}</p>
        <p class="by">
          <span>{words.firms(firms, format.number(firms))}</span>
          <span>{format.quantity({ amount: total, unit })}</span>
          {state === 'open' ? <span>{poolLeft(view, pool)}</span> : null}
          {mine > 0 ? <b>{words.inIt}</b> : null}
        </p>
      </div>
    </li>
  );
}

interface OpeningProps {
  view: View;
  typed: Typed;
  refusal?: Refusal;
  formKey: string;
  /** The offer that it may be bought from. */
  offer: { id: number; title: string; firm: string } | null;
}

export function PoolOpeningPage({ view, typed, refusal, formKey, offer }: OpeningProps) {
  const { text, cluster, format } = view;
  const words = text.pools.opening;
  const filled: Filled = { view, typed, refusal };
  const rows = Array.from({ length: mostSteps }, (_, i) => i);
  const wrong = (i: number) => refusal?.fields?.some(({ path }) => path.startsWith(`steps.${i}`)) ?? false;
  const later = rows.slice(3).some((i) => wrong(i) || typedOf(filled, `steps.${i}.from`) !== '');
  return (
    <Layout view={view} title={words.title} tab={null} together>
      <p class="over">
        <a href={`/c/${cluster?.slug}/pools`}>{text.pools.title}</a>
      </p>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <Refused filled={filled} labels={poolLabels(view, format.currency(currencyOf(filled)))} />
      <form method="post" action={`/c/${cluster?.slug}/pools`} novalidate>
        <Key value={formKey} />
        <input type="hidden" name="currency" value={currencyOf(filled)} />
        <input type="hidden" name="listing" value={offer ? String(offer.id) : ''} />
        <TextField filled={filled} name="title" label={words.what} hint={words.whatHint} maxlength={120} required />
        <UnitSelect filled={filled} name="unit" label={words.unit} />
        <h2>{words.steps}</h2>
        <p class="hint">{words.stepsHint}</p>
        {rows.slice(0, 3).map((i) => (
          <StepFields filled={filled} i={i} />
        ))}
        <details class="more" open={later}>
          <summary>{words.moreSteps}</summary>
          {rows.slice(3).map((i) => (
            <StepFields filled={filled} i={i} />
          ))}
        </details>
        <h2>{words.when}</h2>
        <div class="pair">
          <TextField filled={filled} name="deadlineDay" label={words.day} type="date" required paths={['deadlineDay']} />
          <Select
            filled={filled}
            name="deadlineHour"
            label={words.hour}
            required
            choices={Array.from({ length: 24 }, (_, i) => ({ value: String(i), label: format.clock(i * 60) }))}
          />
        </div>
        <h2>{words.supplier}</h2>
        {offer ? <Tick filled={filled} name="fromOffer" label={words.fromOffer(apart(offer.title), apart(offer.firm))} /> : null}
        <TextField filled={filled} name="supplierName" label={words.supplierName} hint={words.supplierHint} maxlength={120} />
        <div class="pair">
          <TextField filled={filled} name="pack" label={words.pack} hint={words.packHint} inputmode="decimal" dir="ltr" />
          <TextField filled={filled} name="cap" label={words.cap} hint={words.capHint} inputmode="decimal" dir="ltr" />
        </div>
        <TextArea filled={filled} name="text" label={words.text} hint={words.textHint} rows={4} maxlength={2000} />
        <p class="hint">{words.promise}</p>
        <button type="submit" class="button">
          {words.send}
        </button>
      </form>
    </Layout>
  );
}

function StepFields({ filled, i }: { filled: Filled; i: number }) {
  const { text, format } = filled.view;
  const words = text.pools.opening;
  const money = format.currency(currencyOf(filled));
  const optional = i > 0;
  return (
    <div class="pair">
      <TextField
        filled={filled}
        name={`steps.${i}.from`}
        label={i === 0 ? words.minimum : words.stepFrom(format.number(i + 1))}
        inputmode="decimal"
        dir="ltr"
        required={!optional}
        bare
      />
      <TextField
        filled={filled}
        name={`steps.${i}.price`}
        label={words.stepPrice(format.number(i + 1), money)}
        inputmode="decimal"
        dir="ltr"
        required={!optional}
        bare
      />
    </div>
  );
}

/** Prices are in the cluster's currency, or in that of the offer that it begins with. */
function currencyOf(filled: Filled): Currency {
  return Currency.safeParse(typedOf(filled, 'currency')).data ?? filled.view.cluster?.currency ?? 'EGP';
}

function poolLabels({ text, format }: View, money: string): Record<string, string> {
  const words = text.pools.opening;
  const steps = Array.from({ length: mostSteps }, (_, i) => [
    [`steps.${i}.from`, i === 0 ? words.minimum : words.stepFrom(format.number(i + 1))],
    [`steps.${i}.price`, words.stepPrice(format.number(i + 1), money)],
  ]).flat();
  return {
    title: words.what,
    unit: words.unit,
    ...Object.fromEntries(steps),
    deadlineDay: words.day,
    deadlineHour: words.hour,
    supplierName: words.supplierName,
    fromOffer: words.supplier,
    pack: words.pack,
    cap: words.cap,
    text: words.text,
  };
}
