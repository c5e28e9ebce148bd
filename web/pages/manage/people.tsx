/** The members of the cluster as a manager looks after them: by firm, and the decisions on one of them. */
import type { Colleague } from '../../../schema/firm.ts';
import type { MemberDecision } from '../../../schema/moderation.ts';
import type { Refusal } from '../../../schema/refusal.ts';
import type { Typed, View } from '../../view.ts';
import { ActForm, ActRefused, JustDone, ManageFrame, managePath } from './frame.tsx';

/** `people` come sorted by firm. */
export function PeoplePage({ view, q, people }: { view: View; q: string; people: Colleague[] }) {
  const text = view.text.manage.people;
  const path = managePath(view, 'people');
  const firms = Map.groupBy(people, ({ firm }) => firm.id);
  return (
    <ManageFrame view={view} title={text.title} part="people">
      <JustDone view={view} />
      <h1>{text.title}</h1>
      <search>
        <form method="get" action={path} class="find">
          <div class="field">
            <label for="q">{text.search}</label>
            <input id="q" name="q" type="search" value={q} dir="auto" maxlength={80} />
          </div>
          <button type="submit" class="button">
            {text.find}
          </button>
        </form>
      </search>
      <p class="hint">{people.length === 0 ? text.none : text.count(people.length, view.format.number(people.length))}</p>
      {[...firms.values()].map((group) => (
        <section aria-labelledby={`firm-${group[0]?.firm.id}`}>
          <h2 id={`firm-${group[0]?.firm.id}`}>
            <a href={`${managePath(view, 'firms')}/${group[0]?.firm.id}`} dir="auto">
              {group[0]?.firm.name}
            </a>
          </h2>
          <ul class="rows">
            {group.map((person) => (
              <li>
                <a href={`${path}/${person.person}`} dir="auto">
                  {person.name || text.nameless}
                </a>
                <p>
                  <bdi dir="ltr">{person.phone}</bdi> <Standing view={view} person={person} />
                </p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </ManageFrame>
  );
}

function Standing({ view, person }: { view: View; person: Colleague }) {
  const text = view.text.manage.people;
  return (
    <>
      {person.manager ? <span class="state good">{text.manager}</span> : null}
      {person.state === 'suspended' ? <span class="state bad">{text.suspended}</span> : null}
      {person.person === view.you?.person ? <span class="state">{text.you}</span> : null}
    </>
  );
}

interface PersonProps {
  view: View;
  person: Colleague;
  keyOf: (act: string) => string;
  again?: { typed: Typed; refusal: Refusal };
}

export function PersonPage({ view, person, keyOf, again }: PersonProps) {
  const text = view.text.manage.person;
  const path = managePath(view, 'people');
  const name = person.name || view.text.manage.people.nameless;
  return (
    <ManageFrame view={view} title={name} part="people" below>
      <JustDone view={view} />
      <ActRefused view={view} again={again} lastManager={text.lastManager} wordsLabel={text.words} />
      <h1 dir="auto">{name}</h1>
      <p>
        <a class="all" href={`tel:${person.phone}`}>
          <bdi dir="ltr">{person.phone}</bdi>
        </a>{' '}
        <Standing view={view} person={person} />
      </p>
      <p>
        {text.firm}{' '}
        <a href={`${managePath(view, 'firms')}/${person.firm.id}`} dir="auto">
          {person.firm.name}
        </a>
        <br />
        <span class="hint">{text.joined(view.format.day(person.joinedAt))}</span>
      </p>
      {actsOf(person).map((act) => (
        <ActForm
          view={view}
          action={`${path}/${person.person}`}
          act={act}
          keyValue={keyOf(act)}
          heading={text[`${act}Heading`]}
          hint={text[`${act}Hint`]}
          wordsLabel={text.words}
          button={text[act]}
          grave={act === 'suspend' || act === 'dismiss'}
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

function actsOf(person: Colleague): MemberDecision['act'][] {
  if (person.state === 'suspended') return person.manager ? ['restore', 'dismiss'] : ['restore'];
  return [person.manager ? 'dismiss' : 'appoint', 'suspend'];
}
