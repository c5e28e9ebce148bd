/** The list of firms: by name, trade and role. */
import type { Cluster } from '../../schema/cluster.ts';
import { type FirmsFound, roles } from '../../schema/firm.ts';
import { Layout } from '../layout.tsx';
import { addressWith } from '../parts/address.ts';
import { Pager } from '../parts/pager.tsx';
import { SearchField } from '../parts/search-field.tsx';
import type { Typed, View } from '../view.ts';

export function FirmsPage({ view, cluster, typed, found }: { view: View; cluster: Cluster; typed: Typed; found: FirmsFound }) {
  const { text, format } = view;
  const path = `/c/${cluster.slug}/firms`;
  const q = typeof typed.q === 'string' ? typed.q : '';
  return (
    <Layout view={view} title={text.firms.title} tab={null} shared={{ path }} wide>
      <h1>{text.firms.title}</h1>
      <div id="firms" hx-sync="this:replace">
        <form action={path} role="search" data-renew="firms">
          <div class="search-box">
            <SearchField view={view} label={text.firms.q} value={q} id="q" />
          </div>
          <div class="field">
            <label for="role">{text.firms.role}</label>
            <select id="role" name="role">
              <option value="">{text.firms.anyRole}</option>
              {roles.map((role) => {
                const n = found.roles[role] ?? 0;
                return n > 0 || role === typed.role ? (
                  <option value={role} selected={role === typed.role}>
                    {text.roles[role]} ({format.number(n)})
                  </option>
                ) : null;
              })}
            </select>
          </div>
        </form>
        <h2 aria-live="polite" id="count">
          {text.firms.found(found.total, format.number(found.total))}
        </h2>
        {found.firms.length ? (
          <ul class="cards">
            {found.firms.map(({ id, name, role, about, address, trusted, state, listings }) => (
              <li class="card firm">
                <p class="tag">
                  <i class="i i-firm"></i>
                  {text.roles[role]}
                  {state === 'suspended' ? <b class="state">{text.firms.suspended}</b> : null}
                </p>
                <h3>
                  <a href={`/c/${cluster.slug}/f/${id}`} dir="auto">
                    {name}
                  </a>
                  {trusted ? <i class="i i-check" role="img" aria-label={text.market.trusted}></i> : null}
                </h3>
                {about ? (
                  <p class="about" dir="auto">
                    {about}
                  </p>
                ) : null}
                <p class="by">
                  <span>{text.market.listings(listings, format.number(listings))}</span>
                  {address ? (
                    <span>
                      <i class="i i-pin"></i>
                      <bdi>{address}</bdi>
                    </span>
                  ) : null}
                </p>
              </li>
            ))}
          </ul>
        ) : (
          <p class="empty">{text.firms.emptyHint}</p>
        )}
        <Pager
          view={view}
          page={found.page}
          pages={found.pages}
          at={(to) => addressWith(path, typed, { page: to > 1 ? to : undefined })}
          renew="firms"
        />
      </div>
    </Layout>
  );
}
