import { expect, test } from 'vitest';
import { applyImport, startImport } from '@/lib/usecases/import/apply-import';
import { checkImport } from '@/lib/usecases/import/check-import';
import { receiveImport } from '@/lib/usecases/import/receive-import';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { versionOf } from './import-files';

const rows = 15_000;

test('a large file passes through as it is read, never as a whole', async () => {
  const institution = await anInstitution();
  const ctx = ctxOf(await aPerson(institution, 'registrar'));
  const { batchId } = await receiveImport(ctx, {
    kind: 'courses',
    fileName: 'large.csv',
    sha256: '0'.repeat(64),
    source: 'Test',
    onBadRows: 'stop',
    options: { format: 'columns', withText: false, takeDoubtful: false, matchColumns: false },
    content: null,
  });

  // How far the source is ahead of what has been dealt with says how much is held at once.
  let [produced, dealtWith, ahead] = [0, 0, 0];
  async function* source(): AsyncGenerator<Uint8Array> {
    [produced, dealtWith] = [0, 0];
    yield Buffer.from('code,title,credits\n');
    for (let n = 0; n < rows; n += 100) {
      produced = n + 100;
      ahead = Math.max(ahead, produced - dealtWith);
      yield Buffer.from(
        Array.from(
          { length: 100 },
          (_, i) =>
            `L-${n + i},Course number ${n + i} with a title of much ${'more '.repeat(30)}than ordinary length,6\n`,
        ).join(''),
      );
    }
  }
  const pass = { batchId, open: source, onProgress: ({ done }: { done: number }) => void (dealtWith = done) };
  expect(await checkImport(ctx, pass)).toMatchObject({ new: rows, rejected: 0 });
  await startImport(ctx, { batchId, onBadRows: 'stop', expectedVersion: await versionOf(ctx, batchId) });
  expect(await applyImport(ctx, pass)).toMatchObject({ new: rows, rejected: 0 });
  // What lies in the pipe to the reader and in its buffers is some hundred kilobytes, and it is up to four portions ahead.
  expect(ahead).toBeLessThan(rows / 2);
  expect(
    await queryAsSuperuser('SELECT count(*)::int AS n FROM course WHERE tenant_id = $1', [institution.id]),
  ).toEqual([{ n: rows }]);
}, 120_000);
