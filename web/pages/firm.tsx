/** One firm: what it does, where it is, how to reach it. */
import type { Cluster } from '../../schema/cluster.ts';
import type { FirmView } from '../../schema/firm.ts';
import { Layout } from '../layout.tsx';
import { Done } from '../parts/done.tsx';
import { languageList } from '../parts/language-list.ts';
import { firmData } from '../parts/linked-data.ts';
import { ShareButton } from '../parts/share.tsx';
import type { Shared } from '../parts/shared-meta.tsx';
import { addressOf, firmPicture } from '../parts/shared-picture.ts';
import type { View } from '../view.ts';

export function FirmPage({ view, cluster, firm, done }: { view: View; cluster: Cluster; firm: FirmView; done: string | undefined }) {
  const { text, format, you } = view;
  const t = text.firm;
  const base = `/c/${cluster.slug}`;
  const mine = you?.firm?.id === firm.id;
  const rows: [label: string, values: string[]][] = [
    [t.machines, firm.machines],
    [t.certificates, firm.certificates],
    [t.size, firm.size ? [text.sizes[firm.size]] : []],
    [t.address, firm.address ? [firm.address] : []],
    [t.languages, firm.languages.length ? [languageList(view, firm.languages)] : []],
    [t.since, [format.day(firm.since)]],
  ];
  return (
    <Layout
      view={view}
      title={firm.name}
      tab={mine ? 'firm' : null}
      description={firm.about.slice(0, 160) || undefined}
      shared={sharedOf(view, cluster, firm)}
    >
      <Done view={view} word={done} />
      <article>
        <p class="tag">
          <i class="i i-firm"></i>
          {text.roles[firm.role]}
          {firm.trusted ? (
            <b>
              <i class="i i-check"></i> {text.market.trusted}
            </b>
          ) : null}
        </p>
        <h1>
          <bdi>{firm.name}</bdi>
        </h1>
        {firm.state === 'suspended' ? <p class="state">{t.suspended}</p> : null}
        {mine || you?.role === 'manager' ? (
          <p class="ways">
            {mine ? (
              <a class="button" href={`${base}/firm/edit`}>
                <i class="i i-edit"></i>
                {t.edit}
              </a>
            ) : null}
            {you?.role === 'manager' ? (
              <a class="button quiet" href={`${base}/manage/firms/${firm.id}`}>
                <i class="i i-manage"></i>
                {t.manage}
              </a>
            ) : null}
          </p>
        ) : null}
        {firm.about ? (
          <p class="words" dir="auto">
            {firm.about}
          </p>
        ) : null}
        <section class="panel">
          <h2>{t.contacts}</h2>
          {firm.contacts.length ? (
            <ul class="contacts">
              {firm.contacts.map(({ kind, value }) => (
                <li>
                  <a class="button quiet" href={reach(kind, value)} rel="noopener">
                    <i class={`i i-${kind}`}></i>
                    <span>
                      {text.contactKinds[kind]}
                      <bdi dir="ltr">{kind === 'site' ? value.replace(/^https?:\/\/|\/$/g, '') : value}</bdi>
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          ) : (
            <p>{t.noContacts}</p>
          )}
        </section>
        <dl>
          {rows.map(([label, values]) =>
            values.length ? (
              <div>
                <dt>{label}</dt>
                {values.map((value) => (
                  <dd>
                    <bdi>{value}</bdi>
                  </dd>
                ))}
              </div>
            ) : null,
          )}
        </dl>
        <p class="ways">
          <a class="button" href={`${base}/search?firm=${firm.id}`}>
            {t.listings} ({format.number(firm.listings)})
          </a>
          {firm.state === 'active' ? <ShareButton view={view} what={{ cluster: cluster.slug, firm: firm.id }} title={firm.name} /> : null}
          {firm.place ? (
            <>
              <a
                class="button quiet"
                href={`https://www.openstreetmap.org/?mlat=${firm.place.lat}&mlon=${firm.place.lng}#map=17/${firm.place.lat}/${firm.place.lng}`}
                rel="noopener noreferrer"
              >
                <i class="i i-pin"></i>
                {t.map}
              </a>
              <a class="button quiet" href={`${base}/search?near=${coordinate(firm.place.lat)},${coordinate(firm.place.lng)}&sort=nearest`}>
                {t.nearest}
              </a>
            </>
          ) : null}
        </p>
      </article>
    </Layout>
  );
}

function sharedOf(view: View, cluster: Cluster, firm: FirmView): Shared | undefined {
  if (firm.state !== 'active') return undefined;
  return {
    path: `/c/${cluster.slug}/f/${firm.id}`,
    picture: addressOf(firmPicture(view, cluster, firm)),
    type: 'profile',
    data: firmData(view, cluster, firm),
  };
}

/** As an address carries it: at most six decimals. */
const coordinate = (degrees: number) => String(Math.round(degrees * 1e6) / 1e6);

function reach(kind: FirmView['contacts'][number]['kind'], value: string): string {
  if (kind === 'phone') return `tel:${value}`;
  if (kind === 'whatsapp') return `https://wa.me/${value.replace(/\D/g, '')}`;
  return kind === 'email' ? `mailto:${value}` : value;
}
