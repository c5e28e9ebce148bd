/** The log of decisions: who decided what, when and why. */
import { MarketSettings } from '../../../schema/cluster.ts';
import { ImportLogged } from '../../../schema/import.ts';
import { ReturnReason } from '../../../schema/listing.ts';
import type { LogEntry, LogPage } from '../../../schema/moderation.ts';
import type { View } from '../../view.ts';
import { ManageFrame, managePath } from './frame.tsx';

export function DecisionLogPage({ view, log, before }: { view: View; log: LogPage; before: number | null }) {
  const text = view.text.manage.log;
  const path = managePath(view, 'log');
  return (
    <ManageFrame view={view} title={text.title} part="log">
      <h1>{text.title}</h1>
      <p class="hint">{text.promise}</p>
      {log.entries.length === 0 ? <p>{before === null ? text.empty : text.end}</p> : null}
      <ol class="rows log">
        {log.entries.map((entry) => (
          <Entry view={view} entry={entry} />
        ))}
      </ol>
      <p class="buttons">
        {log.older === null ? null : (
          <a class="button quiet" rel="next" href={`${path}?before=${log.older}`}>
            {text.older}
          </a>
        )}
        {before === null ? null : (
          <a class="button quiet" href={path}>
            {text.newest}
          </a>
        )}
      </p>
    </ManageFrame>
  );
}

function Entry({ view, entry }: { view: View; entry: LogEntry }) {
  const text = view.text.manage.log;
  const reason = ReturnReason.safeParse(entry.reason);
  return (
    <li>
      <p>
        <strong>{view.text.decisionActs[entry.act]}</strong> <Subject view={view} entry={entry} />
      </p>
      {reason.success ? (
        <p>
          {text.reason}: {view.text.returnReasons[reason.data]}
        </p>
      ) : null}
      {entry.words ? (
        <p>
          {text.words}: <q dir="auto">{entry.words}</q>
        </p>
      ) : null}
      <p class="hint">
        <time datetime={new Date(entry.at).toISOString()}>{view.format.time(entry.at)}</time> · <bdi>{text.by(entry.by)}</bdi>
      </p>
    </li>
  );
}

/** By name, with a link where what was decided on still has a page. */
function Subject({ view, entry }: { view: View; entry: LogEntry }) {
  const market = `/c/${view.cluster?.slug}`;
  if (entry.act === 'settings') return <span>{settingsText(view, entry.subject)}</span>;
  if (entry.act === 'import') return <span>{importText(view, entry.subject)}</span>;
  const href =
    entry.listing === null
      ? entry.firm === null
        ? null
        : `${market}/manage/firms/${entry.firm}`
      : `${market}/manage/listings/${entry.listing}`;
  if (!entry.subject) return null;
  return href ? (
    <a href={href} dir="auto">
      {entry.subject}
    </a>
  ) : (
    <span dir="auto">{entry.subject}</span>
  );
}

/** The log keeps settings as they were written. */
function settingsText(view: View, subject: string): string {
  const text = view.text.manage.log;
  try {
    const read = MarketSettings.safeParse(JSON.parse(subject));
    return read.success ? (read.data.trustedPublishAtOnce ? text.trustedAtOnce : text.trustedWait) : subject;
  } catch {
    return subject;
  }
}

/** And how much an import brought. */
function importText(view: View, subject: string): string {
  try {
    const read = ImportLogged.safeParse(JSON.parse(subject));
    if (!read.success) return subject;
    const { of, created, updated } = read.data;
    return view.text.manage.log.imported[of](view.format.number(created), view.format.number(updated));
  } catch {
    return subject;
  }
}
