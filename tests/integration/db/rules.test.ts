import { describe, expect, it } from 'vitest';
import * as rules from '@/lib/db/rules';
import { listNaming } from '@/lib/db/rules-by-key';
import { query } from '@/lib/usecases/command';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

describe('stored rule versions', async () => {
  const here = await anInstitution();
  const [author, reviewer, registrar] = [
    await aPerson(here, 'evaluator'),
    await aPerson(here, 'reviewer'),
    await aPerson(here, 'registrar'),
  ];
  const course = await aCourse(here);

  it('are moved without touching what they say, however it was written', async () => {
    const { id } = await aRule(here, author, {
      definition: oneForOne((await aMicroCredential(here)).id, course.code),
      status: 'approved',
      voters: [reviewer],
    });
    await queryAsSuperuser(`ALTER TABLE rule_version DISABLE TRIGGER guard_rule_version`);
    await queryAsSuperuser(`UPDATE rule_version SET basis = '{"kind":"ownReview"}' WHERE id = $1`, [id]);
    await queryAsSuperuser(`ALTER TABLE rule_version ENABLE TRIGGER guard_rule_version`);
    await publishRule(ctxOf(registrar), { ruleVersionId: id, expectedVersion: 1 });
    expect(await queryAsSuperuser(`SELECT status, basis FROM rule_version WHERE id = $1`, [id])).toEqual([
      { status: 'published', basis: { kind: 'ownReview' } },
    ]);
  });

  it('are saved only over the row version that was seen', async () => {
    const { id } = await aRule(here, author, {
      definition: oneForOne((await aMicroCredential(here)).id, course.code),
    });
    await query(ctxOf(author), async (tx) => {
      const version = await rules.get(tx, id);
      const by = { personId: author.id, at: '2026-11-25T12:00:00.000Z' };
      await rules.saveContent(tx, { ...version, publicNote: 'First' }, 1, by);
      await expect(rules.saveContent(tx, { ...version, publicNote: 'Second' }, 1, by)).rejects.toMatchObject({
        code: 'conflict',
        reason: 'rule/changed-meanwhile',
      });
      expect(await rules.find(tx, id)).toMatchObject({
        publicNote: 'First',
        rowVersion: 2,
        contributorIds: [],
      });
    });
  });

  it('keep everybody who changed what they say', async () => {
    const { id } = await aRule(here, author, {
      definition: oneForOne((await aMicroCredential(here)).id, course.code),
    });
    await query(ctxOf(author), async (tx) => {
      const by = { personId: registrar.id, at: '2026-11-25T12:00:00.000Z' };
      const saved = await rules.saveContent(tx, await rules.get(tx, id), 1, by);
      expect(saved.contributorIds).toEqual([registrar.id]);
      await rules.saveContent(tx, saved, 2, by);
      expect(await rules.find(tx, id)).toMatchObject({ contributorIds: [registrar.id] });
    });
  });

  it('are found by what they name, whole or part', async () => {
    const part = await aMicroCredential(here);
    const whole = await aMicroCredential(here, { componentIds: [part.id] });
    const { id } = await aRule(here, author, {
      definition: oneForOne(whole.id, course.code),
      status: 'published',
    });
    await query(ctxOf(author), async (tx) => {
      const related = await rules.listRelatedMicroCredentialIds(tx, [part.id]);
      expect((await listNaming(tx, related, ['published'])).map((one) => one.id)).toEqual([id]);
      expect(await listNaming(tx, [part.id], ['published'])).toEqual([]);
      expect(await listNaming(tx, related, ['published'], { known: [id] })).toEqual([]);
    });
  });

  it('are found by the code of their rule, the newest of each', async () => {
    const definition = oneForOne((await aMicroCredential(here)).id, course.code);
    const first = await aRule(here, author, { definition, code: 'by-code', status: 'published' });
    const second = await aRule(here, author, {
      definition,
      code: 'by-code',
      ruleId: first.ruleId,
      version: 2,
    });
    const other = await aRule(here, author, { definition, code: 'by-another-code' });
    await query(ctxOf(author), async (tx) => {
      const found = async (...codes: string[]) => (await rules.findByCodes(tx, codes)).map(({ id }) => id);
      expect(await found('by-code')).toEqual([second.id]);
      expect((await found('by-code', 'by-another-code', 'by-no-code')).sort()).toEqual(
        [second.id, other.id].sort(),
      );
      expect(await found()).toEqual([]);
    });
  });

  it('are not there for another institution', async () => {
    const { id } = await aRule(here, author, {
      definition: oneForOne((await aMicroCredential(here)).id, course.code),
    });
    await query(ctxOf(await aPerson(await anInstitution(), 'registrar')), async (tx) => {
      await expect(rules.get(tx, id)).rejects.toMatchObject({ code: 'not_found' });
    });
  });

  it('get the next code of the series, whatever else is there', async () => {
    const definition = oneForOne((await aMicroCredential(here)).id, course.code);
    for (const code of ['SERIES-041', 'SERIES-042', 'SERIES-007'])
      await aRule(here, author, { definition, code });
    await query(ctxOf(author), async (tx) => expect(await rules.freeCode(tx)).toBe('SERIES-043'));
  });
});
