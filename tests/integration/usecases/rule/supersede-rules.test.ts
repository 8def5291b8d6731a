import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseRuleQuery } from '@/lib/rule/list-query';
import { parseManyQuery } from '@/lib/rule/many-query';
import { importedBasis } from '@/lib/usecases/import/why-not-published';
import { listRules } from '@/lib/usecases/rule/list-rules';
import { previewMany } from '@/lib/usecases/rule/preview-many';
import {
  ChosenRulesToSupersede,
  pullBackRules,
  supersedeRules,
  withdrawRules,
} from '@/lib/usecases/rule/rules-at-once';
import { viewRule } from '@/lib/usecases/rule/view-rule';
import { lastAuditEntry } from '@/tests/support/audit-trail';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltPerson,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

async function aBook() {
  const here = await anInstitution();
  const [author, evaluator] = [await aPerson(here, 'evaluator'), await aPerson(here, 'evaluator')];
  const [old, fresh] = [await aCourse(here, { code: 'INF-1' }), await aCourse(here, { code: 'INF-2' })];
  const ruleIn = async (more: object = {}) =>
    aRule(here, author, {
      status: 'published',
      reviewDueOn: '2027-10-15',
      definition: oneForOne((await aMicroCredential(here)).id, old.code),
      ...more,
    });
  return { here, author, evaluator, old, fresh, ruleIn };
}

const versionsOf = async (ruleId: string) =>
  queryAsSuperuser<Record<string, unknown>>(
    `SELECT id, version, status, author_id AS author, change_class AS class, internal_note AS note, row_version AS "rowVersion",
            claim_from::text AS "from", claim_to::text AS "to", definition #>> '{outcomes,0,lines,0,target}' AS target,
            definition #>> '{outcomes,0,lines,0,credits,amount}' AS amount,
            (SELECT count(*)::int FROM evidence e WHERE e.rule_version_id = v.id) AS evidence
       FROM rule_version v WHERE rule_id = $1 ORDER BY version`,
    [ruleId],
  );
const course = { what: 'course', from: 'inf 1', to: 'INF-2' };
const input = (of: readonly { id: string; rowVersion: number }[], more: object = {}) =>
  ChosenRulesToSupersede.parse({
    chosen: of.map(({ id, rowVersion }) => `${id}:${rowVersion}`),
    change: course,
    day: '2027-01-01',
    reason: 'INF-1 is taught no more.',
    ...more,
  });

// Today is 25 November 2026.
describe('the next versions of many with one change', async () => {
  const { here, author, evaluator, ruleIn } = await aBook();
  const preview = async (more: object, who: BuiltPerson = evaluator) =>
    (
      await previewMany(
        ctxOf(who),
        parseManyQuery({ act: 'supersede', sort: 'title', day: '2027-01-01', ...more }),
      )
    ).rows.map(({ row, reason, next }) => `${row.title}: ${reason ?? next?.outcomes[0]?.lines[0]?.target}`);

  it('are handed in, each on its own road; what is in force stays', async () => {
    const [first, second] = [await ruleIn({ title: 'A' }), await ruleIn({ title: 'B' })];
    expect(await supersedeRules(ctxOf(evaluator), input([first, second]))).toEqual({ moved: 2, refused: [] });
    for (const { ruleId } of [first, second])
      expect(await versionsOf(ruleId)).toMatchObject([
        { version: 1, status: 'published', author: author.id, to: null, target: 'INF-1' },
        {
          version: 2,
          status: 'submitted',
          author: evaluator.id,
          class: 'substantive',
          from: '2027-01-01',
          target: 'INF-2',
          amount: '6',
          evidence: 1,
          note: 'INF-1 is taught no more.',
        },
      ]);
    const [again] = (await supersedeRules(ctxOf(evaluator), input([first]))).refused;
    expect(again?.reason).toBe('rule/version-in-work');
  });

  it('are shown before, with what each would say or why it gets none, and the act says the same', async () => {
    const there = await aBook();
    const lonely = await aCourse(there.here, { code: 'INF-9' });
    const made = [
      await there.ruleIn({ title: 'A fine' }),
      await there.ruleIn({ title: 'B suspended', status: 'suspended' }),
      await there.ruleIn({ title: 'C without evidence', evidence: false }),
      await there.ruleIn({
        title: 'D ends before',
        definition: {
          ...oneForOne((await aMicroCredential(there.here)).id, there.old.code),
          claimWindow: { to: '2026-12-31' },
        },
      }),
      await there.ruleIn({
        title: 'E other course',
        definition: oneForOne((await aMicroCredential(there.here)).id, lonely.code),
      }),
    ];
    const asked = async (more: object) => {
      const { rows } = await previewMany(
        ctxOf(there.evaluator),
        parseManyQuery({ act: 'supersede', sort: 'title', day: '2027-01-01', ...more }),
      );
      return rows.map(
        ({ row, reason, next }) => `${row.title}: ${reason ?? next?.outcomes[0]?.lines[0]?.target}`,
      );
    };
    // What does not grant the course is not asked about; what is suspended, where its state is asked for.
    expect(await asked(course)).toEqual([
      'A fine: INF-2',
      'C without evidence: rule/no-evidence',
      'D ends before: change/day-after-last',
    ]);
    expect(await asked({ ...course, state: 'suspended' })).toContain('B suspended: rule/not-in-force');
    expect(await asked({ ...course, to: 'NO-SUCH' })).toContain('A fine: rule/linter-errors');
    const done = await supersedeRules(ctxOf(there.evaluator), input(made));
    expect(done.moved).toBe(1);
    expect(done.refused.map(({ title, reason }) => `${title}: ${reason}`)).toEqual([
      'B suspended: rule/not-in-force',
      'C without evidence: rule/no-evidence',
      'D ends before: change/day-after-last',
      'E other course: change/nothing-of-it',
    ]);
    // Nothing is left of what was refused.
    for (const { ruleId } of made.slice(1)) expect(await versionsOf(ruleId)).toHaveLength(1);
  });

  it('need no evidence where they rest on the import that brought them, and ask and grant the same', async () => {
    const there = await aBook();
    const made = await there.ruleIn({ title: 'Imported', evidence: false });
    const batchId = randomUUID();
    await queryAsSuperuser(
      `INSERT INTO import_batch (tenant_id, id, kind, file_name, sha256, on_bad_rows, status, created_by_id, applied_at)
       VALUES ($1, $2, 'equivalencies', 'decisions-2024.xlsx', 'ab12', 'stop', 'applied', $3, '2026-09-01T09:00:00Z')`,
      [there.here.id, batchId, there.author.id],
    );
    await queryAsSuperuser(
      `SET session_replication_role = replica; UPDATE rule_version SET import_batch_id = '${batchId}', origin = 'import', basis = '${JSON.stringify(importedBasis)}' WHERE id = '${made.id}'; SET session_replication_role = origin`,
    );
    const amount = { what: 'amount', from: '6', to: '5', unit: 'ECTS' };
    const asked = async (change: object) =>
      (
        await previewMany(
          ctxOf(there.evaluator),
          parseManyQuery({ act: 'supersede', sort: 'title', day: '2027-01-01', ...change }),
        )
      ).rows.map(({ reason, next }) => reason ?? next?.outcomes[0]?.lines[0]?.target);
    expect(await asked(amount)).toEqual(['rule/no-evidence']);
    expect(
      (await supersedeRules(ctxOf(there.evaluator), input([made], { change: amount }))).refused,
    ).toMatchObject([{ reason: 'rule/no-evidence' }]);
    expect(await asked(course)).toEqual(['INF-2']);
    expect(await supersedeRules(ctxOf(there.evaluator), input([made]))).toEqual({ moved: 1, refused: [] });
    const [, next] = await versionsOf(made.ruleId);
    expect(next).toMatchObject({ status: 'submitted', target: 'INF-2', amount: '6', evidence: 0 });
    expect((await lastAuditEntry(there.here.id))?.after).toMatchObject({
      fileName: 'decisions-2024.xlsx',
      sha256: 'ab12',
    });
    expect((await viewRule(ctxOf(there.evaluator), String(next?.['id']))).restsOn).toMatchObject({
      fileName: 'decisions-2024.xlsx',
      on: '2026-09-01',
    });
    // An import that was undone is a basis of nothing.
    await queryAsSuperuser(
      `UPDATE import_batch SET status = 'undone', undone_at = now(), undone_by_id = created_by_id WHERE id = $1`,
      [batchId],
    );
    expect((await viewRule(ctxOf(there.evaluator), String(next?.['id']))).restsOn).toBeNull();
  });

  it('change an amount in its unit', async () => {
    const rule = await ruleIn({ title: 'Amount' });
    const change = { what: 'amount', from: '6', to: '5', unit: 'ECTS' };
    expect(await preview({ ...change, words: 'Amount' })).toEqual(['Amount: INF-1']);
    await supersedeRules(ctxOf(evaluator), input([rule], { change }));
    expect(await versionsOf(rule.ruleId)).toMatchObject([
      { amount: '6' },
      { amount: '5', status: 'submitted' },
    ]);
    expect(parseManyQuery({ act: 'supersede', ...change, unit: '' }).change).toBeNull();
    expect(parseManyQuery({ act: 'supersede', ...change, to: 'many' }).change).toBeNull();
  });

  it('are for whoever may start them', async () => {
    const rule = await ruleIn();
    const reader = await aPerson(here, 'auditor');
    expect((await supersedeRules(ctxOf(reader), input([rule]))).refused).toMatchObject([
      { reason: 'access/role-missing' },
    ]);
    await expect(preview(course, reader)).rejects.toMatchObject({ reason: 'access/role-missing' });
  });

  it('are taken back together by who handed them in, while nobody has voted: drafts again, then given up', async () => {
    const there = await aBook();
    const [first, second] = [await there.ruleIn({ title: 'A' }), await there.ruleIn({ title: 'B' })];
    await supersedeRules(ctxOf(there.evaluator), input([first, second]));
    const offered = async (state: string, who: BuiltPerson) => {
      const { rows, atOnce } = await listRules(ctxOf(who), parseRuleQuery({ state, sort: 'title' }));
      return {
        act: atOnce?.act ?? null,
        chosen: rows
          .filter(({ id }) => atOnce?.among.has(id) === true)
          .map(({ id, rowVersion }) => ({ ruleVersionId: id, expectedVersion: rowVersion })),
      };
    };
    expect(await offered('review', there.author)).toEqual({ act: null, chosen: [] });
    const { act, chosen } = await offered('review', there.evaluator);
    expect([act, chosen.length]).toEqual(['pullBack', 2]);
    const voted = await aRule(there.here, there.evaluator, {
      title: 'C voted',
      status: 'in_department',
      voters: [await aPerson(there.here, 'reviewer')],
      definition: oneForOne((await aMicroCredential(there.here)).id, 'INF-1'),
    });
    await queryAsSuperuser(
      `INSERT INTO review_assignment (tenant_id, stage_id, person_id, conflict_declared, assigned_by_id)
       SELECT tenant_id, stage_id, $2, false, $2 FROM review_assignment WHERE stage_id = $1`,
      [voted.stageId, (await aPerson(there.here, 'chair')).id],
    );
    await queryAsSuperuser('UPDATE review_assignment SET conflict_declared = false WHERE stage_id = $1', [
      voted.stageId,
    ]);
    await queryAsSuperuser(
      `INSERT INTO vote (tenant_id, stage_id, person_id, ordinal, choice, rationale)
       SELECT tenant_id, stage_id, person_id, 1, 'approve', 'Fine.' FROM review_assignment WHERE stage_id = $1 LIMIT 1`,
      [voted.stageId],
    );
    const all = [...chosen, { ruleVersionId: voted.id, expectedVersion: 1 }];
    expect(await pullBackRules(ctxOf(there.evaluator), { chosen: all })).toEqual({
      moved: 2,
      refused: [expect.objectContaining({ id: voted.id, reason: 'rule/voted-already' })],
    });
    const drafts = await offered('draft', there.evaluator);
    expect([drafts.act, drafts.chosen.length]).toEqual(['withdraw', 2]);
    expect(
      await withdrawRules(ctxOf(there.evaluator), { chosen: drafts.chosen, reason: 'The wrong course.' }),
    ).toEqual({ moved: 2, refused: [] });
    for (const { ruleId } of [first, second])
      expect((await versionsOf(ruleId)).map(({ status }) => status)).toEqual(['published', 'withdrawn']);
  });
});
