/** The first page: every cluster, one's own first, then country by country. */
import type { ClusterEntry } from '../../schema/cluster.ts';
import type { Membership } from '../../schema/person.ts';
import { Layout } from '../layout.tsx';
import { Done } from '../parts/done.tsx';
import { siteData } from '../parts/linked-data.ts';
import { SearchField } from '../parts/search-field.tsx';
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
  const others = Map.groupBy(
    clusters.filter(({ slug }) => !roles.has(slug)),
    ({ country }) => country,
  );
  return (
    <Layout view={view} title={text.home.title} tab={null} description={text.home.lead} shared={{ path: '/', data: siteData(view) }} wide>
      <Done view={view} word={done} />
      <h1>{text.home.title}</h1>
      <p class="lead">{text.home.lead}</p>
      <form class="search-box" action="/search" role="search">
        <SearchField view={view} label={text.catalogue.title} />
      </form>
      {mine.length ? (
        <section>
          <h2>{text.home.mine}</h2>
          <ul class="cards">
            {mine.map((cluster) => clusterCard(view, cluster, view.format.country(cluster.country), roles.get(cluster.slug) === 'manager'))}
          </ul>
        </section>
      ) : null}
      {[...others].map(([country, there]) => (
        <section>
          <h2>{others.size > 1 ? view.format.country(country) : mine.length ? text.home.others : text.home.all}</h2>
          <ul class="cards">
            {there.map((cluster) => clusterCard(view, cluster, others.size > 1 ? null : view.format.country(country), false))}
          </ul>
        </section>
      ))}
      {clusters.length ? null : <p class="empty">{text.home.none}</p>}
    </Layout>
  );
}

/** `country` is said where the heading above does not. */
function clusterCard({ text, format, locale }: View, cluster: ClusterEntry, country: string | null, manager: boolean) {
  const { slug, names, about, sector, firms, offers, needs } = cluster;
  return (
    <li class="card cluster">
      <p class="tag">
        {text.sectors[sector]}
        {country ? ` · ${country}` : null}
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
