import { describe, expect, it } from 'vitest';
import * as rules from '@/lib/db/rules';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { RuleBasis, type RuleStatus } from '@/lib/rule/rule-version';
import { query } from '@/lib/usecases/command';
import { ReviseRule, reviseRule } from '@/lib/usecases/rule/revise-rule';
import { auditOf } from '@/tests/support/audit';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aProgram,
  aRule,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

describe('revising a draft', async () => {
  const here = await anInstitution();
  const author = await aPerson(here, 'evaluator');
  const [a, b] = [await aMicroCredential(here), await aMicroCredential(here)];
  const draft = (status: RuleStatus = 'draft') =>
    aRule(here, author, { definition: oneForOne(a.id, 'INF-1'), status });
  const input = (id: string, given: object = {}) =>
    ReviseRule.parse({
      ruleVersionId: id,
      expectedVersion: 1,
      title: 'New title',
      departmentId: null,
      definition: { ...oneForOne(b.id, 'INF-2', '3'), claimWindow: { from: '2027-01-01', to: '2027-12-31' } },
      basis: RuleBasis.parse({ kind: 'agreement' }),
      publicNote: 'Note',
      internalNote: '',
      ...given,
    });
  const read = (id: string) =>
    query(ctxOf(author), async (tx) => (await rules.find(tx, id)) ?? expect.fail('not stored'));

  it('saves everything, keeps the columns that the database guards in step, and leaves an audit entry', async () => {
    const { id } = await draft();
    expect(await reviseRule(ctxOf(author), input(id))).toEqual({ id, rowVersion: 2 });
    expect(await read(id)).toMatchObject({
      title: 'New title',
      departmentId: null,
      claimTo: '2027-12-31',
      basis: { kind: 'agreement' },
      publicNote: 'Note',
      rowVersion: 2,
      changeClass: 'substantive',
    });
    const [stored] = await queryAsSuperuser<{ from: string; to: string; sources: string[] }>(
      `SELECT claim_from::text AS from, claim_to::text AS to, ARRAY(SELECT micro_credential_id::text FROM rule_source s WHERE s.rule_version_id = v.id) AS sources FROM rule_version v WHERE id = $1`,
      [id],
    );
    expect(stored).toEqual({ from: '2027-01-01', to: '2027-12-31', sources: [b.id] });
    expect(await auditOf(id)).toMatchObject([
      {
        action: 'rule.revise',
        before: { definition: { premise: { mc: a.id } } },
        after: { definition: { premise: { mc: b.id } }, rowVersion: 2 },
      },
    ]);
  });

  it('stores courses and programs as the institution writes them, however they were written', async () => {
    const [course, program] = [
      await aCourse(here, { code: 'STAT 210' }),
      await aProgram(here, { code: 'BS-IT' }),
    ];
    const { id } = await draft();
    await reviseRule(
      ctxOf(author),
      input(id, { definition: { ...oneForOne(b.id, 'stat-210', '3'), programs: ['bs it'] } }),
    );
    const { definition } = await read(id);
    expect(definition).toEqual({ ...oneForOne(b.id, course.code, '3'), programs: [program.code] });
  });

  it('refuses a stale save, saves nothing, and says what changed meanwhile', async () => {
    const { id } = await draft();
    await reviseRule(ctxOf(author), input(id));
    const late = reviseRule(ctxOf(author), input(id, { publicNote: 'Mine' }));
    await expect(late).rejects.toMatchObject({
      code: 'conflict',
      reason: 'rule/changed-meanwhile',
      details: { changed: [{ path: 'publicNote', before: 'Mine', after: 'Note' }] },
    });
    expect((await read(id)).publicNote).toBe('Note');
  });

  it.each(['published', 'suspended'] as const)(
    'does not change the title that students see with the %s version',
    async (status) => {
      const published = await aRule(here, author, {
        definition: oneForOne(a.id, 'INF-1'),
        title: 'Public title',
        status,
      });
      const next = await aRule(here, author, {
        definition: oneForOne(a.id, 'INF-1'),
        ruleId: published.ruleId,
        code: published.ruleCode,
        version: 2,
      });
      await expect(reviseRule(ctxOf(author), input(next.id))).rejects.toMatchObject({
        code: 'invalid_input',
        reason: 'rule/title-in-force',
        details: { fieldErrors: { title: expect.any(String) as unknown } },
      });
      expect((await read(published.id)).title).toBe('Public title');
      expect(await reviseRule(ctxOf(author), input(next.id, { title: 'Public title' }))).toMatchObject({
        rowVersion: 2,
      });
    },
  );

  it('changes the title again where no other version is in force any more', async () => {
    const over = {
      ...oneForOne(a.id, 'INF-1'),
      claimWindow: { from: parseCivilDate('2025-01-01'), to: parseCivilDate('2025-12-31') },
    };
    for (const [status, definition] of [
      ['published', over],
      ['revoked', oneForOne(a.id, 'INF-1')],
      ['withdrawn', oneForOne(a.id, 'INF-1')],
    ] as const) {
      const earlier = await aRule(here, author, { definition, title: 'Earlier title', status });
      const next = await aRule(here, author, {
        definition: oneForOne(a.id, 'INF-1'),
        ruleId: earlier.ruleId,
        code: earlier.ruleCode,
        version: 2,
      });
      expect(await reviseRule(ctxOf(author), input(next.id))).toMatchObject({ rowVersion: 2 });
    }
  });

  it('knows how much a later version changes of the published one', async () => {
    const published = await aRule(here, author, {
      definition: oneForOne(a.id, 'INF-1'),
      title: 'T',
      status: 'published',
    });
    const next = await aRule(here, author, {
      definition: oneForOne(a.id, 'INF-1'),
      ruleId: published.ruleId,
      code: published.ruleCode,
      version: 2,
    });
    const same = { title: 'T', basis: RuleBasis.parse({ kind: 'ownReview' }), publicNote: '' };
    await reviseRule(
      ctxOf(author),
      input(next.id, {
        ...same,
        definition: { ...oneForOne(a.id, 'INF-1'), claimWindow: { from: '2027-01-01' } },
      }),
    );
    expect((await read(next.id)).changeClass).toBe('dates');
    await reviseRule(
      ctxOf(author),
      input(next.id, {
        ...same,
        expectedVersion: 2,
        definition: oneForOne(a.id, 'INF-1'),
        publicNote: 'Words',
      }),
    );
    expect((await read(next.id)).changeClass).toBe('editorial');
    await reviseRule(
      ctxOf(author),
      input(next.id, { ...same, expectedVersion: 3, definition: oneForOne(a.id, 'INF-1', '5') }),
    );
    expect((await read(next.id)).changeClass).toBe('substantive');
  });

  it('allows it for a returned version', async () => {
    const { id } = await draft('returned');
    await expect(reviseRule(ctxOf(author), input(id))).resolves.toMatchObject({ rowVersion: 2 });
  });

  it.each(['submitted', 'in_department', 'approved', 'published', 'revoked'] as const)(
    'refuses a %s version: it is frozen',
    async (status) => {
      const { id } = await draft(status);
      await expect(reviseRule(ctxOf(author), input(id))).rejects.toMatchObject({
        code: 'invalid_transition',
        reason: 'rule/frozen',
      });
    },
  );

  it('is frozen in the database as well', async () => {
    const { id } = await draft('submitted');
    await expect(
      queryAsSuperuser(`UPDATE rule_version SET definition = '{}', row_version = 2 WHERE id = $1`, [id]),
    ).rejects.toThrow('frozen');
  });

  it('refuses everybody but the author, other roles and other institutions', async () => {
    const { id } = await draft();
    await expect(reviseRule(ctxOf(await aPerson(here, 'evaluator')), input(id))).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'access/not-author',
    });
    await expect(reviseRule(ctxOf(await aPerson(here, 'dean')), input(id))).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'access/role-missing',
    });
    await expect(
      reviseRule(ctxOf(await aPerson(await anInstitution(), 'evaluator')), input(id)),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('answers a repeated form as it did the first time', async () => {
    const { id } = await draft();
    const again = () => reviseRule(ctxOf(author, { idempotencyKey: 'revise-once-0001' }), input(id));
    expect(await again()).toEqual(await again());
    expect((await read(id)).rowVersion).toBe(2);
  });
});
