/** The firms of the cluster as a manager looks after them: the list, and the decisions on one of them. */
import { type FirmCard, type FirmQuery, type FirmsFound, type FirmView, roles } from '../../../schema/firm.ts';
import type { FirmDecision } from '../../../schema/moderation.ts';
import type { Refusal } from '../../../schema/refusal.ts';
import { Pager } from '../../parts/pager.tsx';
import type { Typed, View } from '../../view.ts';
import { ActForm, ActRefused, JustDone, ManageFrame, managePath } from './frame.tsx';

export function ManagedFirmsPage({ view, query, found }: { view: View; query: FirmQuery; found: FirmsFound }) {
  const { format } = view;
  const text = view.text.manage.firms;
  const path = managePath(view, 'firms');
  const at = (page: number) =>
    `${path}?${new URLSearchParams({ ...(query.q && { q: query.q }), ...(query.role && { role: query.role }), page: String(page) })}`;
  return (
    <ManageFrame view={view} title={text.title} part="firms">
      <JustDone view={view} />
      <h1>{text.title}</h1>
      <search>
        <form method="get" action={path} class="find">
          <div class="field">
            <label for="q">{text.search}</label>
            <input id="q" name="q" type="search" value={query.q} dir="auto" maxlength={200} />
          </div>
          <div class="field">
            <label for="role">{text.role}</label>
            <select id="role" name="role">
              <option value="">{text.anyRole}</option>
              {roles.map((role) => (
                <option value={role} selected={role === query.role}>
                  {view.text.roles[role]}
                </option>
              ))}
            </select>
          </div>
          <button type="submit" class="button">
            {text.find}
          </button>
        </form>
      </search>
      <p class="hint">{text.count(found.total, format.number(found.total))}</p>
      {found.firms.length === 0 ? <p>{text.none}</p> : null}
      <ul class="rows">
        {found.firms.map((firm) => (
          <FirmRow view={view} firm={firm} />
        ))}
      </ul>
      <Pager view={view} page={found.page} pages={found.pages} at={at} />
    </ManageFrame>
  );
}

function FirmRow({ view, firm }: { view: View; firm: FirmCard }) {
  const text = view.text.manage.firms;
  return (
    <li>
      <a href={`${managePath(view, 'firms')}/${firm.id}`} dir="auto">
        {firm.name}
      </a>
      <p>
        {view.text.roles[firm.role]} · {text.listings(firm.listings, view.format.number(firm.listings))}{' '}
        <Standing view={view} firm={firm} />
      </p>
    </li>
  );
}

function Standing({ view, firm }: { view: View; firm: FirmCard }) {
  const text = view.text.manage.firms;
  return (
    <>
      {firm.trusted ? <span class="state good">{text.trusted}</span> : null}
      {firm.state === 'suspended' ? <span class="state bad">{text.suspended}</span> : null}
    </>
  );
}

interface FirmProps {
  view: View;
  firm: FirmView;
  keyOf: (act: string) => string;
  again?: { typed: Typed; refusal: Refusal };
}

export function ManagedFirmPage({ view, firm, keyOf, again }: FirmProps) {
  const { format } = view;
  const text = view.text.manage.firm;
  const path = managePath(view, 'firms');
  const acts: FirmDecision['act'][] = [firm.trusted ? 'distrust' : 'trust', firm.state === 'active' ? 'suspend' : 'restore'];
  return (
    <ManageFrame view={view} title={firm.name} part="firms" below>
      <JustDone view={view} />
      <ActRefused view={view} again={again} lastManager={text.hasManager} wordsLabel={text.words} />
      <h1 dir="auto">{firm.name}</h1>
      <p>
        {view.text.roles[firm.role]} · {view.text.manage.firms.listings(firm.listings, format.number(firm.listings))}{' '}
        <Standing view={view} firm={firm} />
      </p>
      <p class="hint">{text.since(format.day(firm.since))}</p>
      {firm.about ? (
        <p class="said" dir="auto">
          {firm.about}
        </p>
      ) : null}
      {firm.address ? <p dir="auto">{firm.address}</p> : null}
      {firm.contacts.length ? (
        <ul class="plain">
          {firm.contacts.map((contact) => (
            <li>
              {view.text.contactKinds[contact.kind]}: <bdi dir="ltr">{contact.value}</bdi>
            </li>
          ))}
        </ul>
      ) : null}
      <p class="buttons">
        <a class="button quiet" href={`/c/${view.cluster?.slug}/f/${firm.id}`}>
          {text.see}
        </a>
        <a class="button quiet" href={`${managePath(view, 'invitations')}?firm=${firm.id}`}>
          {text.invite}
        </a>
      </p>
      {acts.map((act) => (
        <ActForm
          view={view}
          action={`${path}/${firm.id}`}
          act={act}
          keyValue={keyOf(act)}
          heading={text[`${act}Heading`]}
          hint={text[`${act}Hint`]}
          wordsLabel={text.words}
          button={text[act]}
          grave={act === 'suspend'}
          again={again?.typed.act === act ? again : undefined}
        />
      ))}
      <p>
        <a class="all" href={path}>
          {text.back}
        </a>
      </p>
    </ManageFrame>
  );
}
