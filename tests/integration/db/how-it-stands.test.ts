import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '@/lib/db/client';
import { howItStands } from '@/lib/db/how-it-stands';
import { env } from '@/lib/env';
import { AddDepartment, addDepartment } from '@/lib/usecases/department/save-department';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { inRolledBackTransaction, publicConnection, queryAsSuperuser } from '@/tests/support/db';

const database = openDatabase({ app: env().APP_DATABASE_URL, public: env().PUBLIC_DATABASE_URL });
afterAll(() => database.close());

test('tells what waits in the outbox, what was given up, and for how long the oldest waits', async () => {
  await queryAsSuperuser(`DELETE FROM outbox_message`);
  expect(await howItStands(database)).toMatchObject({ mailWaiting: 0, mailGivenUp: 0, oldestMail: null });
  const { id } = await anInstitution({ policy: false });
  await queryAsSuperuser(
    `INSERT INTO outbox_message (tenant_id, kind, dedupe_key, payload, created_at, sent_at, attempts)
     SELECT $1, 'x', n::text, '{}', now() - make_interval(secs => n), CASE WHEN n = 900 THEN now() END, CASE WHEN n = 800 THEN 10 ELSE 1 END
       FROM unnest(ARRAY[60, 120, 800, 900]) n`,
    [id],
  );
  const { oldestMail, ...rest } = await howItStands(database);
  expect(rest).toMatchObject({ mailWaiting: 2, mailGivenUp: 1 });
  expect(oldestMail).toBeGreaterThanOrEqual(120);
  expect(oldestMail).toBeLessThan(180);
});

test('tells the heads of all audit chains, which move when something goes on record', async () => {
  const before = await howItStands(database);
  const here = await anInstitution({ policy: false });
  const ctx = ctxOf(await aPerson(here, 'administrator'));
  await addDepartment(ctx, AddDepartment.parse({ code: 'WATCH', name: 'Watching' }));
  const after = await howItStands(database);
  expect(after.chains).toBe(before.chains + 1);
  expect(after.auditEntries).toBeGreaterThan(before.auditEntries);
  expect(after.longestChain).toBeGreaterThan(0);
});

test('whoever reads public data alone is not told', async () => {
  await inRolledBackTransaction(publicConnection, async (client) => {
    await expect(client.query('SELECT how_it_stands()')).rejects.toThrow('permission denied');
  });
});
