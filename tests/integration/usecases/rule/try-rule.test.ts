import { describe, expect, it } from 'vitest';
import { RuleBasis, type RuleDefinition, type RuleStatus } from '@/lib/rule/rule-version';
import { tryRule } from '@/lib/usecases/rule/try-rule';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';

describe('trying a mapping out that is being written', async () => {
  const here = await anInstitution();
  const author = await aPerson(here, 'evaluator');
  const course = await aCourse(here);
  const certificate = await aMicroCredential(here);
  const definition = oneForOne(certificate.id, course.code, '3');
  const tried = (ruleVersionId: string, entered: RuleDefinition = definition) =>
    tryRule(ctxOf(author), {
      ruleVersionId,
      definition: entered,
      basis: RuleBasis.parse({ kind: 'agreement' }),
      publicNote: '',
    });
  const rule = (status: RuleStatus = 'draft', more: object = {}) =>
    aRule(here, author, { definition, status, ...more });

  it('tells what the public page would say of it, were it published today', async () => {
    const { id } = await rule();
    const { offer } = await tried(id, {
      ...oneForOne(certificate.id, course.code, '4'),
      premise: { mc: certificate.id, minScore: '80' },
    });
    expect(offer).toMatchObject({
      standing: 'published',
      withheld: null,
      amount: '4',
      lines: [{ line: { target: course.code } }],
      leaf: { mc: certificate.id, minScore: '80' },
    });
  });

  it('tells a no as one, and of nothing that nothing is given', async () => {
    const { id } = await rule();
    expect((await tried(id, { ...definition, deny: true, outcomes: [] })).offer).toMatchObject({
      standing: 'refused',
    });
    expect((await tried(id, { ...definition, outcomes: [] })).offer).toMatchObject({ withheld: 'no-credit' });
  });

  it('takes the place of the version in force: what that gives is not given beside it', async () => {
    const own = await aMicroCredential(here);
    const said = oneForOne(own.id, course.code, '3');
    const first = await aRule(here, author, { definition: said, status: 'published' });
    const { id } = await aRule(here, author, { definition: said, ruleId: first.ruleId, version: 2 });
    expect((await tried(id, said)).offer).toMatchObject({ amount: '3', total: '3', otherRules: [] });
  });

  it('tells it of nothing that can no longer be changed', async () => {
    expect((await tried((await rule('submitted')).id)).offer).toBeNull();
  });

  it('proposes the department of its courses, and none where they have none', async () => {
    const { id } = await rule();
    const owned = await aCourse(here);
    expect((await tried(id, oneForOne(certificate.id, owned.code, '3'))).departmentId).toBe(
      here.departmentId,
    );
    expect((await tried(id, oneForOne(certificate.id, 'NOWHERE 1', '3'))).departmentId).toBeNull();
  });
});
