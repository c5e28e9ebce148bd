/** What waits for a firm among the ways of working together, counted. */
import type { Together } from '../../schema/together.ts';
import type { Db } from './store.ts';

const counts = `select
  (select count(*) from listing l cross join match m on m.need_id = l.id cross join listing o on o.id = m.offer_id
    where l.firm_id = ?1 and l.listed = 1 and l.direction = 'need' and o.listed = 1 and o.direction = 'offer' and m.need_dismissed is null)
  + (select count(*) from listing l cross join match m on m.offer_id = l.id cross join listing o on o.id = m.need_id
    where l.firm_id = ?1 and l.listed = 1 and l.direction = 'offer' and o.listed = 1 and o.direction = 'need' and m.offer_dismissed is null) as matches,
  (select count(*) from pool p cross join firm f on f.id = p.firm_id where p.state = 'open' and f.state = 'active') as pools,
  (select count(*) from coalition_part where firm_id = ?1 and state = 'invited') as coalitions,
  (select count(*) from circle_leg g cross join circle c on c.id = g.circle_id
    where g.giver_id = ?1 and g.accepted_at is null and c.state = 'proposed') as circles,
  (select count(*) from chain where state = 'open') as chains`;

export function countTogether(db: Db, firmId: number): Together {
  return db.$client.sql.exec(counts, firmId).one() as unknown as Together;
}
