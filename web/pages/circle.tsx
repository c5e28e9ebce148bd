/** One exchange without cash: who gives what to whom, as a ring and as a list, and the answer to it. */
import type { CircleLeg, CircleView } from '../../schema/circle.ts';
import type { Refusal } from '../../schema/refusal.ts';
import { Layout } from '../layout.tsx';
import { exchangeText, passesText } from '../parts/circle-words.ts';
import { Done } from '../parts/done.tsx';
import { type Filled, Key, TextArea } from '../parts/form.tsx';
import { apart } from '../parts/marked.ts';
import { Why } from '../parts/reasons.tsx';
import { Refused } from '../parts/refused.tsx';
import { Ring } from '../parts/ring.tsx';
import type { Typed, View } from '../view.ts';

interface Props {
  view: View;
  circle: CircleView;
  typed?: Typed;
  refusal?: Refusal;
  formKey: string;
  done?: string | undefined;
}

export function CirclePage({ view, circle, typed = {}, refusal, formKey, done }: Props) {
  const { text, format, cluster, you } = view;
  const words = text.circles;
  const filled: Filled = { view, typed, refusal };
  const mine = you?.firm?.id ?? null;
  const legs = fromMine(circle.legs, mine);
  const own = legs.find(({ giver }) => giver.id === mine);
  const title = legs.length > 0 ? words.of(legs.length, format.number(legs.length)) : words.title;
  return (
    <Layout view={view} title={title} tab={null} together>
      <Done view={view} word={done} />
      <p class="over">
        <a href={`/c/${cluster?.slug}/circles`}>{words.title}</a>
      </p>
      <h1>{title}</h1>
      <Refused filled={filled} labels={{ words: words.answer.words }} />
      <p class="by">
        <span class="state">{words.states[circle.state]}</span>
        {circle.answerBy === null ? null : <span>{words.until(format.time(circle.answerBy))}</span>}
      </p>
      <p class="lead">{exchangeText(view, circle)}</p>
      {circle.state === 'proposed' && own?.accepted ? <p class="note">{words.answer.waits}</p> : null}
      {circle.state === 'agreed' ? <p class="note">{words.agreed}</p> : null}
      {legs.length > 0 ? (
        <>
          <Ring view={view} legs={legs} mine={mine} />
          <ol class="rows">
            {legs.map((leg) => (
              <Passing view={view} leg={leg} shown={circle.state} own={leg === own} />
            ))}
          </ol>
          <Why view={view} reasons={circle.reasons} lacks={circle.lacks} />
        </>
      ) : null}
      {circle.left.length > 0 ? (
        <section aria-labelledby="left">
          <h2 id="left">{words.leftTitle}</h2>
          <ul class="rows">
            {circle.left.map(({ firm, how, words: said }) => (
              <li class="row">
                <div>
                  <bdi>{firm.name}</bdi>
                  <p class="by">{words.left[how]}</p>
                  {said ? <p dir="auto">{said}</p> : null}
                </div>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {circle.state === 'proposed' && own ? (
        <form class="panel" method="post" action={`/c/${cluster?.slug}/circles/${circle.id}/answers`}>
          <Key value={formKey} />
          <h2>{own.accepted ? words.answer.again : words.answer.title}</h2>
          <TextArea filled={filled} name="words" label={words.answer.words} hint={words.answer.wordsHint} rows={2} maxlength={1000} />
          <p class="buttons">
            {own.accepted ? null : (
              <button type="submit" class="button" name="accept" value="yes">
                {words.answer.accept}
              </button>
            )}
            <button type="submit" class="button quiet" name="accept" value="no">
              {own.accepted ? words.answer.leave : words.answer.decline}
            </button>
          </p>
          <p class="hint">{words.answer.promise}</p>
        </form>
      ) : null}
      <p class="ways">
        <a class="button quiet" href={`/c/${cluster?.slug}/circles`}>
          {words.all}
        </a>
      </p>
    </Layout>
  );
}

function Passing({ view, leg, shown, own }: { view: View; leg: CircleLeg; shown: CircleView['state']; own: boolean }) {
  const { text, format, cluster } = view;
  const words = text.circles;
  const { giver, taker, offer, need, topUp, value, accepted } = leg;
  const base = `/c/${cluster?.slug}`;
  const link = (path: string, name: string) => <a href={`${base}/${path}`}>{name}</a>;
  return (
    <li class="row">
      <div>
        <p class="passing">
          {link(`f/${giver.id}`, apart(giver.name))} {words.gives} {link(`l/${offer.id}`, passesText(view, leg))} {words.to}{' '}
          {link(`f/${taker.id}`, apart(taker.name))}
        </p>
        <p class="by passing">
          <span>
            {words.wants} {link(`l/${need.id}`, apart(need.title))}
          </span>
          {value === null || !cluster ? null : <span>{words.worth(format.money(value, cluster.currency))}</span>}
        </p>
        {topUp ? (
          <p>
            <b>{words.adds(apart(topUp.by === 'taker' ? taker.name : giver.name), format.money(topUp.amount, topUp.currency))}</b>
          </p>
        ) : null}
        {shown === 'proposed' && !own ? (
          <p class="by">{accepted ? words.said.yes(apart(giver.name)) : words.said.waiting(apart(giver.name))}</p>
        ) : null}
        {leg.words ? <p dir="auto">{leg.words}</p> : null}
      </div>
    </li>
  );
}

/** In the order of giving, from one's own firm on. */
function fromMine(legs: CircleLeg[], mine: number | null): CircleLeg[] {
  const first = Math.max(
    0,
    legs.findIndex(({ giver }) => giver.id === mine),
  );
  return [...legs.slice(first), ...legs.slice(0, first)];
}
