/** The first page: every cluster, one's own first. */
import type { ClusterEntry } from '../../schema/cluster.ts';
import type { Membership } from '../../schema/person.ts';
import { Layout } from '../layout.tsx';
import { Done } from '../parts/done.tsx';
import type { View } from '../view.ts';

export function HomePage({
  view,
  clusters,
  memberships,
  done,
}: {
  view: View;
  clusters: ClusterEntry[];
  memberships: Membership[];
  done: string | undefined;
}) {
  const { text } = view;
  const roles = new Map(memberships.map(({ cluster, role }) => [cluster, role]));
  const mine = clusters.filter(({ slug }) => roles.has(slug));
  const others = clusters.filter(({ slug }) => !roles.has(slug));
  return (
    <Layout view={view} title={text.home.title} tab={null} description={text.home.lead} wide>
      <Done view={view} word={done} />
      <h1>{text.home.title}</h1>
      <p class="lead">{text.home.lead}</p>
      {mine.length ? (
        <section>
          <h2>{text.home.mine}</h2>
          <ul class="cards">{mine.map((cluster) => clusterCard(view, cluster, roles.get(cluster.slug) === 'manager'))}</ul>
        </section>
      ) : null}
      {others.length ? (
        <section>
          <h2>{mine.length ? text.home.others : text.home.all}</h2>
          <ul class="cards">{others.map((cluster) => clusterCard(view, cluster, false))}</ul>
        </section>
      ) : null}
      {clusters.length ? null : <p class="empty">{text.home.none}</p>}
    </Layout>
  );
}

function clusterCard({ text, format, locale }: View, cluster: ClusterEntry, manager: boolean) {
  const { slug, names, about, sector, country, firms, offers, needs } = cluster;
  return (
    <li class="card cluster">
      <p class="tag">
        {text.sectors[sector]} · {format.country(country)}
      </p>
      <h3>
        <a href={`/c/${slug}`}>{names[locale]}</a>
      </h3>
      <p class="about">{about[locale]}</p>
      <p class="figures">
        <span>{text.market.firmsCount(firms, format.number(firms))}</span>
        <span>{text.market.offers(offers, format.number(offers))}</span>
        <span>{text.market.needs(needs, format.number(needs))}</span>
      </p>
      {manager ? <p class="by">{text.home.manager}</p> : null}
    </li>
  );
}
