import { expect, it } from 'vitest';
import { aMicroCredential, anInstitution } from '@/tests/support/builders';
import { queryAsSuperuser } from '@/tests/support/db';

it.each(['100.1', '150', '201/2'])('a pass mark of %s percent is not stored', async (mark) => {
  const certificate = await aMicroCredential(await anInstitution());
  const marked = (found: string) =>
    queryAsSuperuser(`UPDATE micro_credential_version SET pass_mark = $2 WHERE micro_credential_id = $1`, [
      certificate.id,
      found,
    ]);
  await expect(marked(mark)).rejects.toThrow('a pass mark is at most 100 percent');
  await marked('100');
});

it('a program that asks for nothing is not stored', async () => {
  const here = await anInstitution();
  const added = (total: string) =>
    queryAsSuperuser(
      `WITH added AS (INSERT INTO program (tenant_id, id, code, title, total_credits, limits) VALUES ($1, gen_random_uuid(), $2, 'x', $2, '[]') RETURNING id)
       SELECT id FROM added`,
      [here.id, total],
    );
  await added('180');
  await expect(added('0.0')).rejects.toThrow('a program asks for more than 0');
});
