/** Chains: the products that firms make together, and the known products that a new one can begin with. */
import type { ChainCard, ChainsFound, ChainTemplate } from '../../schema/chain.ts';
import { Layout } from '../layout.tsx';
import { Done } from '../parts/done.tsx';
import { Pager } from '../parts/pager.tsx';
import type { View } from '../view.ts';

export function ChainsPage({ view, found, done }: { view: View; found: ChainsFound; done?: string | undefined }) {
  const words = view.text.chains;
  const at = `/c/${view.cluster?.slug}/chains`;
  return (
    <Layout view={view} title={words.title} tab={null} together>
      <Done view={view} word={done} />
      <p class="over">
        <a href={`/c/${view.cluster?.slug}/together`}>{view.text.matching.together.title}</a>
      </p>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <p class="buttons">
        <a class="button" href={`${at}/new`}>
          {words.start}
        </a>
      </p>
      {found.chains.length ? (
        <ul class="rows">
          {found.chains.map((chain) => (
            <Row view={view} chain={chain} />
          ))}
        </ul>
      ) : (
        <p class="empty">{words.none}</p>
      )}
      <Pager view={view} page={found.page} pages={found.pages} at={(page) => `${at}?page=${page}`} />
    </Layout>
  );
}

function Row({ view, chain }: { view: View; chain: ChainCard }) {
  const { text, format, cluster } = view;
  const words = text.chains;
  const filled = chain.stages.filter(({ firms }) => firms > 0).length;
  return (
    <li>
      <h2>
        <a href={`/c/${cluster?.slug}/chains/${chain.id}`} dir="auto">
          {chain.title}
        </a>
      </h2>
      <p class="by">
        <bdi>{chain.firm.name}</bdi>
        {chain.perMonth ? <span>{words.wanted(format.quantity(chain.perMonth))}</span> : null}
      </p>
      <p class="by">
        <span class="beads" aria-hidden="true">
          {chain.stages.map(({ firms }) => (firms > 0 ? '●' : '○')).join('')}
        </span>
        <span>{words.staffed(format.number(filled), format.number(chain.stages.length))}</span>
        {chain.state === 'closed' ? <span class="state">{words.closed}</span> : null}
        {chain.mine ? <span class="state good">{words.mine[chain.mine]}</span> : null}
      </p>
    </li>
  );
}

/** The first step of a new chain: from which product to begin. */
export function ChainBeginPage({ view, templates }: { view: View; templates: ChainTemplate[] }) {
  const { text, format, locale, cluster } = view;
  const words = text.chains;
  const at = `/c/${cluster?.slug}/chains/new`;
  return (
    <Layout view={view} title={words.begin.title} tab={null} together>
      <p class="over">
        <a href={`/c/${cluster?.slug}/chains`}>{words.title}</a>
      </p>
      <h1>{words.begin.title}</h1>
      <p class="lead">{words.begin.lead}</p>
      <ul class="rows">
        {templates.map(({ slug, title, stages }) => (
          <li>
            <a class="all" href={`${at}?template=${slug}`}>
              {title[locale]}
            </a>
            <p class="by">{words.begin.stages(stages.length, format.number(stages.length))}</p>
          </li>
        ))}
      </ul>
      <p class="buttons">
        <a class="button quiet" href={`${at}?template=none`}>
          {words.begin.blank}
        </a>
      </p>
    </Layout>
  );
}
