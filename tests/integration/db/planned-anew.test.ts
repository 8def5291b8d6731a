import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listTargetsInForce } from '@/lib/db/rules';
import { listByIds } from '@/lib/db/rules-by-key';
import { query } from '@/lib/usecases/command';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';

test('a statement about as many rows as a file has leaves no plan on its connection, and others do', async () => {
  const registrar = await aPerson(await anInstitution(), 'registrar');
  const kept = await query(ctxOf(registrar), async (tx) => {
    await listByIds(tx, [randomUUID()]);
    await listTargetsInForce(tx, ['published']);
    return tx.$queryRaw<{ statement: string }[]>`SELECT statement FROM pg_prepared_statements`;
  });
  const keeps = (words: string) => kept.some(({ statement }) => statement.includes(words));
  expect(keeps('jsonb_path_query(v.definition')).toBe(true);
  expect(keeps('FROM rule_version w WHERE')).toBe(false);
});
