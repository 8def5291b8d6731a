import { expect, it } from 'vitest';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import { viewMappingStart } from '@/lib/usecases/rule/view-mapping-start';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf, today } from '@/tests/support/ctx';

it('shows precedents with the days of claim that hold now, here and elsewhere', async () => {
  const [here, peer] = [await anInstitution(), await anInstitution()];
  const [author, registrar, reviewer] = [
    await aPerson(here, 'evaluator'),
    await aPerson(here, 'registrar'),
    await aPerson(here, 'reviewer'),
  ];
  const certificate = await aMicroCredential(here);
  const definition = {
    ...oneForOne(certificate.id, (await aCourse(here)).code),
    claimWindow: { from: '2026-09-26' },
  } as never;
  const first = await aRule(here, author, {
    definition: oneForOne(certificate.id, 'X'),
    status: 'published',
  });
  const second = await aRule(here, author, {
    definition,
    ruleId: first.ruleId,
    code: first.ruleCode,
    version: 2,
    status: 'approved',
    voters: [reviewer],
  });
  await publishRule(ctxOf(registrar), { ruleVersionId: second.id, expectedVersion: 1 });

  const windowOf = (rules: { id: string; definition: { claimWindow?: unknown } }[]) =>
    rules.find(({ id }) => id === second.id)?.definition.claimWindow;
  expect(windowOf((await viewMappingStart(ctxOf(author), certificate.id)).own)).toEqual({ from: today });
  expect(
    windowOf((await viewMappingStart(ctxOf(await aPerson(peer, 'evaluator')), certificate.id)).peers),
  ).toEqual({ from: today });
});
