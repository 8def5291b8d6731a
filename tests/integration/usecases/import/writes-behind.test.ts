import { expect, test } from 'vitest';
import { type Tx, withTenant } from '@/lib/db/tx';
import { WritesBehind } from '@/lib/usecases/import/writes-behind';
import { anInstitution } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';

const impossible = (tx: Tx) => tx.$queryRaw`SELECT 1 / 0`;
const possible = (tx: Tx) => tx.$queryRaw`SELECT 1`;

/** Works in one transaction as an import does; answers with what began, in its order, beside what the work failed for. */
async function worked(run: (tx: Tx, writes: WritesBehind, write: Writer) => Promise<void>) {
  const { id: tenantId } = await anInstitution();
  const begun: string[] = [];
  const failure = await withTenant(ctxOf().database, { tenantId }, async (tx) => {
    const writes = new WritesBehind();
    const write: Writer = (name, statement) => async () => {
      begun.push(name);
      await statement(tx);
    };
    try {
      await run(tx, writes, write);
      await writes.settle();
    } catch (error) {
      throw await writes.giveUp(error);
    }
  }).then(
    () => null,
    (error: unknown) => String(error),
  );
  return { begun, failure };
}
type Writer = (name: string, statement: (tx: Tx) => Promise<unknown>) => () => Promise<void>;

test('what is stored keeps its order, is due once the rows after it are at hand, and is waited for in the end', async () => {
  const { begun, failure } = await worked(async (_, writes, write) => {
    writes.add([write('first', possible), write('second', possible)]);
    await writes.beside();
    await writes.turn();
    writes.add([write('third', possible)]);
    await writes.beside();
  });
  expect([begun, failure]).toEqual([['first', 'second', 'third'], null]);
});

test('what a write failed for is told, not that nothing can be asked after it; what has not begun is left out', async () => {
  const { begun, failure } = await worked(async (tx, writes, write) => {
    writes.add([write('first', impossible), write('second', possible)]);
    await writes.turn();
    await writes.beside();
    await possible(tx);
  });
  expect([begun, failure]).toEqual([['first'], expect.stringContaining('division by zero')]);
});

test('what was asked beside it and failed is told, not what could not be stored after it', async () => {
  const { failure } = await worked(async (tx, writes, write) => {
    writes.add([write('first', possible)]);
    await writes.turn();
    const asked = impossible(tx);
    asked.catch(() => undefined);
    await writes.beside();
    await asked;
  });
  expect(failure).toContain('division by zero');
});
