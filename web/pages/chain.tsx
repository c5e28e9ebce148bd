/** A chain: its stages from the first to the last with their gaps, what the whole makes, and what was agreed. */
import type { ChainNote, ChainView, StageView } from '../../schema/chain.ts';
import { Layout } from '../layout.tsx';
import { AgreementRows } from '../parts/agreement-rows.tsx';
import { Done } from '../parts/done.tsx';
import { Key } from '../parts/form.tsx';
import { Icon } from '../parts/icons.tsx';
import { apart } from '../parts/marked.ts';
import { Why } from '../parts/reasons.tsx';
import type { View } from '../view.ts';

interface Props {
  view: View;
  chain: ChainView;
  newKey: () => string;
  done?: string | undefined;
}

export function ChainPage({ view, chain, newKey, done }: Props) {
  const { text, format, cluster } = view;
  const words = text.chains;
  const here = `/c/${cluster?.slug}/chains/${chain.id}`;
  return (
    <Layout view={view} title={chain.title} tab={null} wide together>
      <Done view={view} word={done} />
      <p class="over">
        <a href={`/c/${cluster?.slug}/chains`}>{words.title}</a>
      </p>
      <h1 dir="auto">{chain.title}</h1>
      <p class="by">
        <a href={`/c/${cluster?.slug}/f/${chain.firm.id}`}>
          <bdi>{chain.firm.name}</bdi>
        </a>
        <span>{words.opened(format.day(chain.createdAt))}</span>
        {chain.state === 'closed' ? <span class="state">{words.closed}</span> : null}
      </p>
      {chain.text ? (
        <p class="words" dir="auto">
          {chain.text}
        </p>
      ) : null}
      {chain.state === 'closed' ? <p class="empty">{words.closedNote}</p> : null}
      {chain.state === 'open' ? <FlowPanel view={view} chain={chain} /> : null}
      <h2 class="unseen">{words.stagesTitle}</h2>
      <ol class="chain">
        {chain.stages.map((stage) => (
          <StageLink view={view} chain={chain} stage={stage} here={here} newKey={newKey} />
        ))}
      </ol>
      <Agreed view={view} chain={chain} here={here} newKey={newKey} />
      {chain.acts.includes('edit') ? (
        <p class="buttons">
          <a class="button quiet" href={`${here}/edit`}>
            {words.edit}
          </a>
        </p>
      ) : null}
      {chain.acts.includes('close') ? (
        <form method="post" action={`${here}/closure`}>
          <Key value={newKey()} />
          <button type="submit" class="button quiet danger" aria-describedby="close-hint">
            {words.close}
          </button>
          <p class="hint" id="close-hint">
            {words.closeHint}
          </p>
        </form>
      ) : null}
    </Layout>
  );
}

function FlowPanel({ view, chain }: { view: View; chain: ChainView }) {
  const { text, format } = view;
  const words = text.chains.flow;
  const { joined } = chain.flow;
  return (
    <section class="panel" aria-labelledby="flow-title">
      <h2 id="flow-title">{words.title}</h2>
      <p>
        <b>{flowSentence(view, chain)}</b>
      </p>
      {joined.perMonth && joined.perMonth.amount > 0 ? <p>{words.joined(format.quantity(joined.perMonth))}</p> : null}
      {chain.perMonth ? <p class="hint">{text.chains.wanted(format.quantity(chain.perMonth))}</p> : null}
      <Why view={view} reasons={chain.reasons} lacks={chain.lacks} />
    </section>
  );
}

function flowSentence({ text, format }: View, { stages, flow, perMonth: wanted }: ChainView): string {
  const words = text.chains.flow;
  const open = stages.filter(({ state }) => state === 'open');
  const list = open.map(({ name }) => apart(name));
  if (open.length) return words.open(list.join(text.chains.comma));
  const { perMonth, bottleneck } = flow.cluster;
  const weakest = apart(stages.find(({ id }) => id === bottleneck)?.name ?? '');
  if (bottleneck === null) return words.unknown;
  if (!perMonth || !wanted) return words.weakest(weakest);
  return words[perMonth.amount >= wanted.amount ? 'enough' : 'makes'](format.quantity(perMonth), weakest);
}

function StageLink(props: { view: View; chain: ChainView; stage: StageView; here: string; newKey: () => string }) {
  const { view, chain, stage, here, newKey } = props;
  const { text, format } = view;
  const words = text.chains;
  const others = new Set(stage.offers.map(({ firm }) => firm.id)).size;
  return (
    <li class={`${chain.state === 'open' ? `${stage.state} ` : ''}k-${stage.kind}`}>
      <p class="tag">
        <Icon name={stage.kind} />
        {text.kinds[stage.kind]}
      </p>
      <h3>
        <a href={`${here}/stages/${stage.id}`} dir="auto">
          {stage.name}
        </a>
      </h3>
      {chain.state === 'open' ? (
        <>
          <p class="by">
            <StateOf view={view} stage={stage} />
            {stage.id === chain.flow.cluster.bottleneck && stage.state === 'short' ? <Icon name="warn" /> : null}
            {stage.missing ? <span>{words.missing(format.quantity(stage.missing))}</span> : null}
          </p>
          <StageFigures view={view} stage={stage} />
        </>
      ) : null}
      {stage.members.length ? <p>{words.joined(stage.members.map(({ firm }) => apart(firm.name)).join(words.comma))}</p> : null}
      {others ? <p class="by">{words.alsoOffer(others, format.number(others))}</p> : null}
      {stage.invited ? <p class="state good">{words.invited}</p> : null}
      <Gap view={view} chain={chain} stage={stage} here={here} newKey={newKey} />
    </li>
  );
}

export function StateOf({ view, stage: { state, missing, unsaid } }: { view: View; stage: StageView }) {
  // nobody said how much: whether it is too little is not known
  const said = state === 'short' && !missing && unsaid > 0 ? 'unsaid' : state;
  return <span class={`state${state === 'covered' ? ' good' : state === 'open' ? ' bad' : ''}`}>{view.text.chains.states[said]}</span>;
}

/** How much there is of how much is needed, as a bar and in figures. */
export function StageFigures({ view: { text, format }, stage }: { view: View; stage: StageView }) {
  const words = text.chains;
  const { has, needed, unsaid } = stage;
  return (
    <>
      {has && needed && has.amount > 0 ? (
        <p class="figures">
          <meter value={Math.min(1, has.amount / needed.amount)} low={0} high={0.999} optimum={1} aria-hidden="true"></meter>
          <span>{words.has(format.quantity(has), format.quantity(needed))}</span>
        </p>
      ) : null}
      {unsaid > 0 ? <p class="by">{words.unsaid(unsaid, format.number(unsaid))}</p> : null}
    </>
  );
}

/** A gap becomes a need with one tap; what it became stands there afterwards. */
export function Gap(props: { view: View; chain: ChainView; stage: StageView; here: string; newKey: () => string; explained?: boolean }) {
  const { view, chain, stage, here, newKey, explained } = props;
  const words = view.text.chains;
  if (stage.need)
    return (
      <p>
        <a class="all" href={`/c/${view.cluster?.slug}/l/${stage.need.id}`}>
          {words.asked}
        </a>{' '}
        <span class="state">{view.text.listingStates[stage.need.state]}</span>
      </p>
    );
  if (chain.mine !== 'opener' || chain.state === 'closed' || stage.state === 'covered') return null;
  return (
    <form method="post" action={`${here}/stages/${stage.id}/needs`}>
      <Key value={newKey()} />
      <button type="submit" class="button need" aria-label={`${words.ask}${view.text.phone.form.colon}${stage.name}`}>
        {words.ask}
      </button>
      {explained ? <p class="hint">{words.askHint}</p> : null}
    </form>
  );
}

function Agreed({ view, chain, here, newKey }: { view: View; chain: ChainView; here: string; newKey: () => string }) {
  const words = view.text.chains.agreements;
  if (!chain.mine && chain.agreements.length === 0) return null;
  return (
    <section aria-labelledby="agreed-title">
      <h2 id="agreed-title">{words.title}</h2>
      {chain.notes.length ? (
        <ul class="rows">
          {chain.notes.map((note) => (
            <NoteRow view={view} note={note} here={here} newKey={newKey} />
          ))}
        </ul>
      ) : null}
      {chain.agreements.length ? <AgreementRows view={view} agreements={chain.agreements} /> : <p class="empty">{words.none}</p>}
    </section>
  );
}

function NoteRow({ view, note, here, newKey }: { view: View; note: ChainNote; here: string; newKey: () => string }) {
  const { text, format } = view;
  const words = text.chains.agreements;
  const mine = note.acts.includes('withdraw');
  return (
    <li>
      <p class="by">
        <span class="state">{mine ? words.written : words.waiting}</span>
        {mine ? <bdi>{note.to.name}</bdi> : <span>{words.by(apart(note.by.name))}</span>}
      </p>
      <p>
        <b dir="auto">{note.stage.name}</b> {note.quantity ? <span>{format.quantity(note.quantity)}</span> : null}
      </p>
      {note.words ? <p dir="auto">{note.words}</p> : null}
      <form class="buttons" method="post" action={`${here}/notes/${note.id}/answer`}>
        <Key value={newKey()} />
        {note.acts.map((act) => (
          <button type="submit" name="act" value={act} class={act === 'confirm' ? 'button' : 'button quiet'}>
            {words[act]}
          </button>
        ))}
      </form>
    </li>
  );
}
