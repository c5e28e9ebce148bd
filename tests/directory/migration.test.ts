/** A directory of before: its tables change, and nothing is lost. */
import { applyD1Migrations } from 'cloudflare:test';
import { expect, test } from 'vitest';
import { environment, migrations } from './directory.ts';

test('people, sessions and messages of before are there afterwards, and a message was a text', async () => {
  const { DIRECTORY } = environment();
  const rows = async (table: string) => (await DIRECTORY.prepare(`SELECT * FROM ${table}`).all()).results;
  await applyD1Migrations(DIRECTORY, migrations.slice(0, 1));
  await DIRECTORY.batch(
    [
      `INSERT INTO person (id, name, email, phone, created_at, updated_at) VALUES ('p', 'خالد', 'p@phone', '+201001234567', 1, 1)`,
      `INSERT INTO session (id, token, person, expires_at, created_at, updated_at) VALUES ('s', 't', 'p', 9, 1, 1)`,
      `INSERT INTO membership (person, cluster, role, firm) VALUES ('p', 'robbiki', 'member', 'مدبغة النيل')`,
      `INSERT INTO outbox_message (at, recipient, text) VALUES (1, '+201001234567', '123456')`,
    ].map((text) => DIRECTORY.prepare(text)),
  );
  const tables = ['person', 'session', 'membership', 'outbox_message'];
  const before = await Promise.all(tables.map(rows));

  await applyD1Migrations(DIRECTORY, migrations);
  for (const [at, table] of tables.entries()) expect(await rows(table), table).toMatchObject(before[at] as object[]);
  expect(await rows('outbox_message')).toMatchObject([{ channel: 'sms' }]);
  await DIRECTORY.prepare(`INSERT INTO reach (person, muted, texts) VALUES ('p', '[]', 1)`).run();
  await DIRECTORY.prepare(`DELETE FROM person WHERE id = 'p'`).run();
  expect(await rows('reach')).toEqual([]);
});
