import { expect, test } from 'vitest';
import { readingLimits } from '@/lib/import/reading';
import { parseNotes } from '@/lib/import/note';
import type { Context } from '@/lib/usecases/context';
import { workThrough } from '@/lib/usecases/command';
import { applyImport, startImport } from '@/lib/usecases/import/apply-import';
import { listImports } from '@/lib/usecases/import/list-imports';
import { viewImport } from '@/lib/usecases/import/view-import';
import { refuse } from '@/lib/kernel/refusal';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { refusal } from '../review/arrange';
import { check, versionOf } from './import-files';

const file = `code,title\n${Array.from({ length: 2_500 }, (_, n) => `C-${n},Course ${n}\n`).join('')}`;

/** The same context, whose reader gives up behind the second portion. */
const stopping = (ctx: Context): Context => ({
  ...ctx,
  async *readApart(bytes, plan) {
    let portions = 0;
    for await (const portion of ctx.readApart(bytes, plan)) {
      portions += 1;
      if (portions > 2) refuse('invalid_input', 'file/stopped-time', { seconds: 20 });
      yield portion;
    }
  },
});

test('a file that is too much is stopped: the batch says so, and of its rows nothing is kept', async () => {
  const institution = await anInstitution();
  const registrar = ctxOf(await aPerson(institution, 'registrar'));
  await expect(check(stopping(registrar), 'courses', file)).rejects.toEqual(
    refusal('invalid_input', 'file/stopped-time'),
  );
  const [listed] = (await listImports(registrar, { page: 1 })).rows;
  const view = await viewImport(registrar, { batchId: listed?.id ?? '', outcome: null, page: 1 });
  expect(view.batch.status).toBe('stopped');
  expect(parseNotes(view.batch.counts.problem)).toEqual([
    { code: 'file/stopped-time', values: { seconds: '20' } },
  ]);
  expect([view.rows.total, view.batch.counts.done]).toEqual([0, 0]);
  expect(view.isWorkedOn).toBe(false);
  await expect(
    startImport(registrar, {
      batchId: view.batch.id,
      onBadRows: 'skip',
      expectedVersion: view.batch.rowVersion,
    }),
  ).rejects.toEqual(refusal('invalid_transition', 'import/other-state'));
});

test('an import that is stopped half way leaves nothing of it, says why, and can be tried again', async () => {
  const institution = await anInstitution();
  const registrar = ctxOf(await aPerson(institution, 'registrar'));
  const { batchId } = await check(registrar, 'courses', file);
  const start = async () =>
    startImport(registrar, {
      batchId,
      onBadRows: 'stop',
      expectedVersion: await versionOf(registrar, batchId),
    });
  await start();
  await expect(applyImport(stopping(registrar), { batchId })).rejects.toEqual(
    refusal('invalid_input', 'file/stopped-time'),
  );
  const { batch } = await viewImport(registrar, { batchId, outcome: null, page: 1 });
  expect([batch.status, batch.counts.new, parseNotes(batch.counts.problem)[0]?.code]).toEqual([
    'checked',
    2_500,
    'file/stopped-time',
  ]);
  const courses = () =>
    queryAsSuperuser('SELECT count(*)::int AS n FROM course WHERE tenant_id = $1', [institution.id]);
  expect(await courses()).toEqual([{ n: 0 }]);
  await start();
  await applyImport(registrar, { batchId });
  expect(await courses()).toEqual([{ n: 2_500 }]);
});

test('the database waits for a reader for longer than the watchdog does', async () => {
  const registrar = ctxOf(await aPerson(await anInstitution(), 'registrar'));
  const [idle] = await workThrough(
    registrar,
    (tx) =>
      tx.$queryRaw<
        { seconds: number }[]
      >`SELECT extract(epoch FROM current_setting('idle_in_transaction_session_timeout')::interval)::float AS seconds`,
  );
  expect(idle?.seconds).toBeGreaterThan(readingLimits.mostSilence);
});
