import { describe, expect, it } from 'vitest';
import { draftPolicy, RevisePolicy, revisePolicy } from '@/lib/usecases/policy/draft-policy';
import { testPolicy } from '@/lib/usecases/policy/test-policy';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { policyFormInput } from '@/tests/support/policy-form-input';

describe('what adopting a policy would change', async () => {
  const here = await anInstitution();
  const [author, registrar] = [await aPerson(here, 'evaluator'), await aPerson(here, 'registrar')];
  const course = await aCourse(here);
  const { id } = await draftPolicy(ctxOf(registrar), {});
  const tested = () => testPolicy(ctxOf(registrar), id);

  it('is nothing to tell of while nothing is in force, or credit is reckoned as before', async () => {
    expect(await tested()).toBeNull();
    const certificate = await aMicroCredential(here);
    await aRule(here, author, {
      definition: oneForOne(certificate.id, course.code, '7.5'),
      status: 'published',
    });
    expect(await tested()).toBeNull();
  });

  it('is told of those whom the mappings in force ask for, from its first day on', async () => {
    const input = policyFormInput();
    await revisePolicy(
      ctxOf(registrar),
      RevisePolicy.parse({
        ...input,
        policyId: id,
        expectedVersion: 1,
        credit: {
          ...(input as { credit: object }).credit,
          rounding: { stage: 'line', mode: 'DOWN', increment: '1' },
        },
      }),
    );
    expect(await tested()).toMatchObject({
      shown: 1,
      total: 1,
      effect: {
        day: '2027-01-01',
        counts: { less: 1 },
        rows: [{ before: { counted: '7.5' }, after: { counted: '7' } }],
      },
    });
  });

  it('tells those who completed long ago that they get nothing by it, and whom it no longer asks for what it leaves out', async () => {
    const supervised = await aMicroCredential(here);
    await aRule(here, author, {
      definition: {
        ...oneForOne(supervised.id, course.code, '5'),
        premise: { mc: supervised.id, proctored: true },
      },
      status: 'published',
    });
    const input = policyFormInput();
    await revisePolicy(
      ctxOf(registrar),
      RevisePolicy.parse({
        ...input,
        policyId: id,
        expectedVersion: 2,
        credit: {
          ...input.credit,
          rounding: { stage: 'none', mode: 'DOWN', increment: '' },
          recencyMonths: '24',
          excludedCriteria: ['supervision'],
        },
      }),
    );
    const counts = (await tested())?.effect?.counts;
    expect(counts?.nothing).toBeGreaterThan(0);
    expect(counts?.more).toBeGreaterThan(0);
  });

  it('is nobody else’s, and nothing to ask of what is adopted', async () => {
    const stranger = await aPerson(await anInstitution(), 'registrar');
    await expect(testPolicy(ctxOf(stranger), id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
