import { expect, test } from 'vitest';
import { viewPolicies } from '@/lib/usecases/catalog/view-policies';
import { adoptPolicy } from '@/lib/usecases/policy/adopt-policy';
import { draftPolicy, RevisePolicy, revisePolicy } from '@/lib/usecases/policy/draft-policy';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { policyFormInput } from '@/tests/support/policy-form-input';

test('everybody reads the rules in force, those before and those to come, and no draft', async () => {
  const institution = await anInstitution();
  const [author, other] = [await aPerson(institution, 'registrar'), await aPerson(institution, 'registrar')];
  const seen = (version: number | null, day = '2026-11-25') =>
    viewPolicies(ctxOf(undefined, { day }), { slug: institution.slug, version });
  const { id } = await draftPolicy(ctxOf(author), {});
  const appeal = {
    text: 'Write to the registrar.',
    url: '',
    noticeInDays: '',
    withinDays: '20',
    answeredInDays: '',
  };
  await revisePolicy(
    ctxOf(author),
    RevisePolicy.parse({ ...policyFormInput(), appeal, policyId: id, expectedVersion: 1 }),
  );
  expect(await seen(null)).toMatchObject({
    policy: { version: 1, standing: 'isInForce', appeal: null },
    versions: [{ version: 1 }],
  });
  for (const version of [0, 2])
    await expect(seen(version)).rejects.toMatchObject({ code: 'not_found', reason: 'policy/not-found' });
  await adoptPolicy(ctxOf(other), { policyId: id, expectedVersion: 2 });
  expect((await seen(null)).versions).toEqual([
    { version: 2, effectiveFrom: '2027-01-01', effectiveTo: null, standing: 'isComing' },
    { version: 1, effectiveFrom: '2020-01-01', effectiveTo: '2026-12-31', standing: 'isInForce' },
  ]);
  expect((await seen(2)).policy).toMatchObject({
    standing: 'isComing',
    appeal: { text: 'Write to the registrar.', withinDays: 20 },
    review: { coverageThreshold: 75 },
  });
  const later = await seen(null, '2027-01-01');
  expect([later.policy?.version, later.versions.map(({ standing }) => standing)]).toEqual([
    2,
    ['isInForce', 'isOver'],
  ]);
});

test('where nothing was ever adopted nothing is told, and an unknown place is not found', async () => {
  const { slug } = await anInstitution({ policy: false });
  expect(await viewPolicies(ctxOf(), { slug, version: null })).toMatchObject({ policy: null, versions: [] });
  await expect(viewPolicies(ctxOf(), { slug: 'nowhere', version: null })).rejects.toMatchObject({
    code: 'not_found',
  });
});
