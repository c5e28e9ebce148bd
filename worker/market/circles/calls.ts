/** What others call when something happens that circles depend on; the alarm does the rest. */
import type { Db } from '../store.ts';

/** Exchanges have changed: circles are looked for when it has been quiet for a while. */
export function askForCircles(db: Db, now: number): void {
  db.$client.sql.exec(
    `insert into circle_search (id, asked, answered, since, last_at) values (1, 1, 0, ?1, ?1)
    on conflict (id) do update set since = iif(asked = answered, ?1, since), asked = asked + 1, last_at = ?1`,
    now,
  );
}

/** A listing changed or left the market: open circles that have it are looked at at once. */
export function shakeCircles(db: Db, listing: number): void {
  db.$client.sql.exec(
    `update circle set check_at = 1 where state = 'proposed' and id in
    (select circle_id from circle_leg where offer_id = ?1 union all select circle_id from circle_leg where need_id = ?1)`,
    listing,
  );
}

/** A firm allows more or less cash than before: the same for its own. */
export function shakeCirclesOf(db: Db, firm: number): void {
  db.$client.sql.exec(
    "update circle set check_at = 1 where state = 'proposed' and id in (select circle_id from circle_leg where giver_id = ?)",
    firm,
  );
}
