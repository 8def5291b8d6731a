import { beforeAll, expect, test } from 'vitest';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import { parseEstimateQuery } from '@/lib/catalog/estimate-query';
import { parametersOf } from '@/lib/catalog/url-parameters';
import { viewStart } from '@/lib/usecases/catalog/list-institutions';
import {
  aMicroCredential,
  anInstitution,
  aPolicyInForce,
  aProgram,
  aRuleVersion,
} from '@/tests/support/builders/catalog';
import { ctxOf } from '@/tests/support/ctx';

let north = '';

beforeAll(async () => {
  north = await anInstitution('north');
  await aPolicyInForce(north, { homeUnit: 'ECTS' });
  const { id } = await aMicroCredential(north, { title: 'Data' });
  await aRuleVersion({
    tenantId: north,
    code: 'R-1',
    definition: {
      premise: { mc: id, minScore: '70' },
      outcomes: [{ lines: [{ kind: 'elective', target: 'CS', credits: { amount: '4', unit: 'ECTS' } }] }],
    },
    names: [id],
  });
}, 60_000);

test('the start page works out nothing where no program could count it', async () => {
  expect((await viewStart(ctxOf())).worked).toBeNull();
});

test('what the start page works out is what the estimate says that it leads to', async () => {
  await aProgram(north, 'P');
  const { worked, total } = await viewStart(ctxOf());
  expect(total).toBe(1);
  expect(worked).toMatchObject({
    awarded: '4',
    counted: '4',
    institution: { slug: 'north' },
    program: { code: 'P' },
  });
  const { searchParams } = new URL(worked?.href ?? '', 'http://localhost');
  expect(searchParams.get('score1')).toBe('70');
  const { outcome } = await estimateCredit(ctxOf(), parseEstimateQuery(parametersOf(searchParams)).query);
  expect(outcome).toMatchObject({
    kind: 'result',
    result: { evaluation: { totals: { awarded: worked?.awarded, counted: worked?.counted } } },
  });
});
