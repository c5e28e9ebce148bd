/** The plans of the hot queries at 50 000 rows. */
import { runInDurableObject } from 'cloudflare:test';
import { it } from 'vitest';
import { join, manager, openMarket, person, query } from '../support/market.ts';

it('plans', async () => {
  const o = await openMarket(`plans-${crypto.randomUUID().slice(0, 8)}`);
  const who = person('Plan Person');
  const firm = await join(o, who);
  await runInDurableObject(o.stub, (_, s) => {
    const e = (q: string) => s.storage.sql.exec(q);
    e(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000)
      insert into firm (name, role, about, machines, certificates, address, languages, contacts, trusted, state, revision, created_at, searchable, lat, lng)
      select 'Firm ' || i, 'tannery', hex(randomblob(400)), '[]', '[]', '', '[]', '[]', 0, 'active', 1, i, 'firm ' || i, 30, 31 from n`);
    e(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 50000)
      insert into listing (firm_id, by, direction, kind, role, state, listed, visibility, title, price_form, price_min, currency, barter, process, languages, standing, term, expires_at, published_at, return_words, revision, created_at, updated_at, text)
      select 1 + i % 2000, 'x', case i % 2 when 0 then 'offer' else 'need' end, case i % 3 when 0 then 'input' when 1 then 'labour' else 'technology' end, 'tannery', case when i % 10 < 7 then 'published' else 'expired' end, i % 10 < 7, case i % 5 when 0 then 'cluster' else 'public' end, 'T' || i, 'fixed', i, 'EGP', 0, '', '[]', 0, 60, 4000000000000 + i, i, '', 1, i, i, hex(randomblob(600)) from n`);
    e(
      `insert into listing_index (rowid, title, body, facets) select id, title || ' common', 'body', 'd.' || direction || ' k.' || kind || ' r.tannery v.' || visibility from listing where listed = 1`,
    );
    e(`insert into tally select visibility, direction, kind, role, count(*) from listing where listed = 1 group by 1, 2, 3, 4`);
    e(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 50000)
      insert into notice (firm_id, person, kind, listing_id, words, at, read_at) select case when i % 5 = 0 then ${firm} else i % 2000 end, null, 'listing-renewed', i, '', ${Date.now()}, case when i % 20 = 0 then null else 1 end from n`);
    e(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 50000)
      insert into inquiry (listing_id, firm_id, asker, asker_firm_id, asker_name, asker_phone, message, state, answer, answerer_name, answerer_phone, created_at)
      select i, case when i % 5 = 0 then ${firm} else 1 + i % 2000 end, 'p' || (i % 999), null, 'n', '+20', hex(randomblob(200)), 'declined', '', '', '', i from n`);
    const plan = (name: string, q: string, ...v: unknown[]) => {
      const rows = s.storage.sql
        .exec(`explain query plan ${q}`, ...(v as string[]))
        .toArray()
        .map((r) => r.detail);
      const t = Date.now();
      const c = s.storage.sql.exec(q, ...(v as string[]));
      const n = c.toArray().length;
      console.log(`PLAN ${name}: rowsRead=${c.rowsRead} out=${n}\n   ${rows.join('\n   ')}`);
      void t;
    };
    plan('countUnread', 'select count(*) from notice where (person = ? or firm_id = ?) and read_at is null', who.id, firm);
    plan(
      'listNotices',
      'select notice.*, listing.title from notice left join listing on listing.id = notice.listing_id where (notice.person = ? or notice.firm_id = ?) order by notice.id desc limit 50',
      who.id,
      firm,
    );
    plan('forgetOldNotices', 'select id from notice where at < ?', 5);
    plan(
      'received',
      'select * from inquiry inner join listing on listing.id = inquiry.listing_id inner join firm on firm.id = inquiry.firm_id left join firm af on af.id = inquiry.asker_firm_id where inquiry.firm_id = ? order by inquiry.id desc limit 50',
      firm,
    );
    plan(
      'sent',
      'select * from inquiry inner join listing on listing.id = inquiry.listing_id inner join firm on firm.id = inquiry.firm_id left join firm af on af.id = inquiry.asker_firm_id where (inquiry.asker = ? or inquiry.asker_firm_id = ?) order by inquiry.id desc limit 50',
      who.id,
      firm,
    );
    plan('ownInquiry', 'select id from inquiry where listing_id = ? and asker = ? order by id desc', 7, who.id);
    plan('countWaiting', `select count(*) from listing where state = 'waiting'`);
    plan('nextExpiry', `select min(expires_at) from listing where state = 'published'`);
    plan('runClock', `select * from listing where state in ('published', 'paused') and expires_at <= ? order by expires_at limit 200`, 5);
    plan('countListed', `select count(*) as n from listing where firm_id = ? and listed = 1 and visibility = 'public'`, 7);
    plan('tooMany', `select count(*) from listing where firm_id = ? and (state = 'draft' or state = 'published')`, 7);
    plan('waitingOf', `select count(*) from listing where state = 'waiting' and firm_id = ?`, 7);
    plan(
      'listOwn',
      `select * from listing inner join firm on firm.id = listing.firm_id where listing.firm_id = ? order by case listing.state when 'returned' then 0 else 1 end, listing.updated_at desc limit 200`,
      7,
    );
    plan(
      'newest public offers',
      `select l.id, l.title, f.name from listing l cross join firm f on f.id = l.firm_id where l.listed = 1 and l.visibility = 'public' and l.direction = ? order by l.published_at desc, l.id desc limit 6`,
      'offer',
    );
    plan(
      'newest kind only',
      `select l.id, l.title, f.name from listing l cross join firm f on f.id = l.firm_id where l.listed = 1 and l.visibility = 'public' and l.kind = ? order by l.published_at desc, l.id desc limit 20`,
      'input',
    );
    plan(
      'role',
      `select l.id, l.title, f.name from listing l cross join firm f on f.id = l.firm_id where l.listed = 1 and l.visibility = 'public' and l.role = ? order by l.published_at desc, l.id desc limit 20`,
      'tannery',
    );
    plan(
      'rare role empty direction',
      `select l.id, l.title, f.name from listing l cross join firm f on f.id = l.firm_id where l.listed = 1 and l.visibility = 'public' and l.direction = ? and l.kind = ? and l.role = ? order by l.published_at desc, l.id desc limit 20`,
      'offer',
      'input',
      'tannery',
    );
    plan(
      'price count',
      `select l.direction, l.kind, l.role, count(*) as n from listing l where l.listed = 1 and l.visibility = 'public' and l.currency = ? and l.price_min <= ? group by 1, 2, 3`,
      'EGP',
      100,
    );
    plan(
      'fts page',
      `select l.id from (select rowid, bm25(listing_index, 4, 1, 0) as score from listing_index where listing_index match ? order by score, rowid desc limit 20 offset 0) i cross join listing l on l.id = i.rowid cross join firm f on f.id = l.firm_id order by score, l.id desc`,
      '{title body} : ("common") AND facets : ("v.public")',
    );
    plan(
      'fts count',
      `select l.direction, l.kind, l.role, count(*) as n from (select rowid from listing_index where listing_index match ?) i cross join listing l on l.id = i.rowid where l.listed = 1 and l.visibility = 'public' group by 1, 2, 3`,
      '{title body} : ("common") AND facets : ("v.public")',
    );
    plan('findFirms page', `select * from firm where state = 'active' order by name limit 24 offset 0`);
    plan('findFirms roles', `select role, count(*) from firm where state = 'active' group by role`);
    plan('forgetSubmissions', 'select key from submission where at < ?', 5);
    plan('figures tally', 'select * from tally where count > 0');
    plan('countFirms', `select count(*) from firm where state = 'active'`);
    plan('alarm countdown', `select min(due_at) from outbox`);
  });
  for (const [name, call] of [
    ['listing as member', () => o.market.visitor(who).listing(7)],
    ['inbox', () => o.market.buyer(who).inbox()],
    ['search common', () => o.market.visitor(null).search(query({ q: 'common' }))],
    ['search empty', () => o.market.visitor(null).search(query())],
    ['search price', () => o.market.visitor(null).search(query({ priceMax: '100' }))],
    ['search nearest', () => o.market.visitor(null).search(query({ near: '30,31', sort: 'nearest' }))],
    ['firms', () => o.market.visitor(null).firms({ q: '', page: 1 })],
    ['myFirm', () => o.market.member(who).myFirm()],
    ['front', () => o.market.visitor(null).front()],
    ['front member', () => o.market.visitor(who).front()],
    ['invitations page firms x5', () => Promise.all([1, 2, 3, 4, 5].map((page) => o.market.manager(manager).firms({ q: '', page })))],
  ] as const) {
    await call();
    const t = performance.now();
    for (let i = 0; i < 5; i++) await call();
    console.log(`TIME ${name}: ${((performance.now() - t) / 5).toFixed(1)} ms`);
  }
}, 120_000);
