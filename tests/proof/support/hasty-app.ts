import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { StaffMember } from '@/lib/access/actor';
import { openDatabase } from '@/lib/db/client';
import { insertDepartment } from '@/lib/db/departments';
import { readApart } from '@/lib/reading/read-apart';
import { command } from '@/lib/usecases/command';
import { KeptCatalog } from '@/lib/usecases/kept-catalog';
import type { Context } from '@/lib/usecases/context';
import { recordAudit } from '@/lib/usecases/record-audit';

// The planted fault of durability-app.proof.test.ts, and no part of the product: it adds departments as the product does, but
// tells the caller that it is done before the transaction has committed.
const actor = JSON.parse(process.argv[2] ?? 'null') as StaffMember;
const database = openDatabase({
  app: process.env['APP_DATABASE_URL'] ?? '',
  public: process.env['PUBLIC_DATABASE_URL'] ?? '',
});

async function addInHaste(): Promise<void> {
  const key = randomUUID();
  const ctx: Context = {
    actor,
    now: new Date().toISOString(),
    requestId: randomUUID(),
    newId: randomUUID,
    readApart,
    database,
    catalog: KeptCatalog.readEachTime(database),
    idempotencyKey: key,
  };
  const input = { code: key.slice(0, 13), name: key };
  await command(ctx, 'department.save', input, async (tx) => {
    const id = ctx.newId();
    await insertDepartment(tx, { tenantId: actor.tenantId, id, ...input });
    await recordAudit(tx, ctx, 'department.save', { objectType: 'department', objectId: id, after: input });
    process.stdout.write(`${key}\n`);
    await pause(100);
    return { id };
  });
}

await Promise.all(
  Array.from({ length: 4 }, async () => {
    for (;;) await addInHaste();
  }),
);
