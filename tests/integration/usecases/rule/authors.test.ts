import { describe, expect, it, test } from 'vitest';
import { assignReviewers } from '@/lib/usecases/review/assign-reviewers';
import { castVote } from '@/lib/usecases/review/cast-vote';
import { closeStage } from '@/lib/usecases/review/close-stage';
import { nameChair } from '@/lib/usecases/review/name-chair';
import { viewCase } from '@/lib/usecases/review/view-case';
import { DraftRule, draftRule } from '@/lib/usecases/rule/draft-rule';
import { listRules } from '@/lib/usecases/rule/list-rules';
import { listWork } from '@/lib/usecases/rule/list-work';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import { publishRules } from '@/lib/usecases/rule/rules-at-once';
import { resumeRule } from '@/lib/usecases/rule/resume-rule';
import { routeRule } from '@/lib/usecases/rule/route-rule';
import { settleConditions } from '@/lib/usecases/rule/settle-conditions';
import { startNewVersion } from '@/lib/usecases/rule/start-new-version';
import { viewRule } from '@/lib/usecases/rule/view-rule';
import { viewRuleHistory } from '@/lib/usecases/rule/view-rule-history';
import { withdrawRule } from '@/lib/usecases/rule/withdraw-rule';
import { parseRuleQuery } from '@/lib/rule/list-query';
import type { RuleStatus } from '@/lib/rule/rule-version';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltPerson,
  oneForOne,
  pastGuards,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { appConnection, inRolledBackTransaction, queryAsSuperuser } from '@/tests/support/db';

describe('whoever wrote the text of a version is one of its authors', async () => {
  const here = await anInstitution();
  const [author, colleague, reviewer] = [
    await aPerson(here, 'evaluator'),
    await aPerson(here, 'evaluator', 'registrar', 'reviewer', 'chair', 'committee_chair'),
    await aPerson(here, 'reviewer'),
  ];
  const course = await aCourse(here);
  const other = await aPerson(here, 'chair');
  /** A version that the author began, and that the colleague changed. */
  const changed = async (status: RuleStatus, given: Partial<Parameters<typeof aRule>[2]> = {}) => {
    const rule = await aRule(here, author, {
      status,
      voters: [reviewer],
      definition: oneForOne((await aMicroCredential(here)).id, course.code),
      ...given,
    });
    await pastGuards((put) =>
      put('rule_contributor', { tenant_id: here.id, rule_version_id: rule.id, person_id: colleague.id }),
    );
    return rule;
  };
  const authorsOf = async (id: string) =>
    (
      await queryAsSuperuser<{ person_id: string }>(
        `SELECT author_id AS person_id FROM rule_version WHERE id = $1 UNION SELECT person_id FROM rule_contributor WHERE rule_version_id = $1`,
        [id],
      )
    ).map(({ person_id }) => person_id);
  const nobodyHasAConflict = (stageId: string | null) =>
    queryAsSuperuser(
      `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true))
       UPDATE review_assignment SET conflict_declared = false FROM quiet WHERE stage_id = $1`,
      [stageId],
    );
  const as = ctxOf(colleague);
  const refused = (act: Promise<unknown>, reason = 'access/author') =>
    expect(act).rejects.toMatchObject({ reason });

  describe('no road leads around that', () => {
    it('to publish, alone or with many', async () => {
      const { id } = await changed('approved');
      await refused(publishRule(as, { ruleVersionId: id, expectedVersion: 1 }));
      expect(await publishRules(as, { chosen: [{ ruleVersionId: id, expectedVersion: 1 }] })).toMatchObject({
        moved: 0,
        refused: [{ id, reason: 'access/author' }],
      });
    });

    it('to bring back what was suspended', async () => {
      const { id } = await changed('suspended');
      await refused(resumeRule(as, { ruleVersionId: id, expectedVersion: 1, reason: 'Why not.' }));
    });

    it('to settle conditions', async () => {
      const { id } = await changed('conditionally_approved');
      await refused(
        settleConditions(as, { ruleVersionId: id, expectedVersion: 1, met: 'met', reason: 'See there.' }),
      );
    });

    it('to choose reviewers, with the routing or later', async () => {
      const { id } = await changed('submitted');
      await refused(
        routeRule(as, { ruleVersionId: id, expectedVersion: 1, reviewerIds: [reviewer.id] }),
        'access/author-chooses',
      );
      const { stageId } = await changed('in_department', { chair: colleague });
      await refused(assignReviewers(as, { stageId: stageId ?? '', personIds: [reviewer.id] }));
    });

    it('to vote, to close a stage or to name who leads it', async () => {
      const { stageId } = await changed('in_department', { voters: [colleague, reviewer], chair: colleague });
      const stage = stageId ?? '';
      await refused(castVote(as, { stageId: stage, choice: 'approve', rationale: 'Fine.' } as never));
      await refused(closeStage(as, { stageId: stage } as never));
      await refused(nameChair(as, { stageId: stage, personId: other.id }));
    });

    it('to be seated or to lead, by somebody else', async () => {
      const { stageId, caseId } = await changed('in_department', { voters: [other], chair: other });
      await nobodyHasAConflict(stageId);
      await refused(
        assignReviewers(ctxOf(other), { stageId: stageId ?? '', personIds: [colleague.id] }),
        'rule/author-reviews',
      );
      await refused(
        nameChair(ctxOf(other), { stageId: stageId ?? '', personId: colleague.id }),
        'rule/author-reviews',
      );
      const view = await viewCase(ctxOf(other), { caseId: caseId ?? '' });
      const offered = [...(view.candidates ?? []), ...(view.chairCandidates ?? [])].map(({ id }) => id);
      expect(offered).not.toContain(colleague.id);
    });

    it('to sit in the stage by office: the routed mapping is led by somebody else', async () => {
      const { id } = await changed('submitted');
      await routeRule(ctxOf(author), { ruleVersionId: id, expectedVersion: 1, reviewerIds: [] });
      expect(
        await queryAsSuperuser(
          'SELECT s.chair_id FROM review_stage s JOIN review_case c ON c.id = s.case_id WHERE c.rule_version_id = $1',
          [id],
        ),
      ).toEqual([{ chair_id: other.id }]);
    });

    it('into the list of what one may publish', async () => {
      const { id } = await changed('approved');
      const ids = async (person: BuiltPerson) =>
        (await listWork(ctxOf(person))).lines
          .filter(({ act }) => act === 'publish')
          .map(({ href }) => href.replace('/registrar/rules/', ''));
      // Of many that wait only the oldest are shown.
      await queryAsSuperuser(
        "UPDATE rule_version SET updated_at = '2020-01-01', row_version = 2 WHERE id = $1",
        [id],
      );
      expect(await ids(await aPerson(here, 'registrar'))).toContain(id);
      expect(await ids(colleague)).not.toContain(id);
    });
  });

  describe('is one of its authors on every page and list', () => {
    const both = [author.name, colleague.name];

    it('of staff: the mapping, its history, its review and the list of all mappings name everybody', async () => {
      const { id, caseId } = await changed('in_department');
      const reader = ctxOf(await aPerson(here, 'auditor'));
      expect(await viewRule(reader, id)).toMatchObject({ authorNames: both });
      expect((await viewRuleHistory(reader, id)).versions).toMatchObject([{ authorNames: both }]);
      expect((await viewCase(reader, { caseId: caseId ?? '' })).question.authorNames).toEqual(both);
      const { rows } = await listRules(reader, parseRuleQuery({}));
      expect(rows.find((row) => row.id === id)).toMatchObject({ authorNames: both });
    });

    it('of what they wrote and what they have to do', async () => {
      const { id } = await changed('returned');
      const mine = async (person: BuiltPerson) =>
        (await listRules(ctxOf(person), parseRuleQuery({ mine: 'on' }))).rows.map((row) => row.id);
      for (const person of [author, colleague]) {
        expect(await mine(person)).toContain(id);
        expect((await listWork(ctxOf(person))).lines.map(({ href }) => href)).toContain(
          `/registrar/rules/${id}`,
        );
      }
      expect(await mine(await aPerson(here, 'evaluator'))).toEqual([]);
    });

    it('of those who are told when somebody takes it back', async () => {
      const { id } = await changed('returned');
      const registrar = ctxOf(await aPerson(here, 'registrar'));
      await withdrawRule(registrar, { ruleVersionId: id, expectedVersion: 1, reason: 'Not this year.' });
      const told = await queryAsSuperuser<{ name: string }>(
        `SELECT p.name FROM outbox_message m JOIN person p ON p.tenant_id = m.tenant_id AND p.email = m.payload->>'to'
          WHERE m.dedupe_key LIKE 'rule.withdrawn:' || $1::text || ':%' ORDER BY 1`,
        [id],
      );
      expect(told.map(({ name }) => name)).toEqual([...both].sort());
    });
  });

  describe('a copy takes them along while nobody has decided about the text', () => {
    test.each(['withdrawn', 'rejected', 'revoked'] as const)('of a %s version', async (status) => {
      const { id } = await changed(status);
      const next = await startNewVersion(ctxOf(await aPerson(here, 'evaluator')), {
        ruleVersionId: id,
        expectedVersion: 1,
      });
      const authors = await authorsOf(next.id);
      // What was revoked has been in force: its text was decided about.
      if (status === 'revoked') expect(authors).toHaveLength(1);
      else expect(authors).toEqual(expect.arrayContaining([author.id, colleague.id]));
    });

    it('of what is approved and taken over as a precedent, for another certificate', async () => {
      const precedent = await changed('approved');
      const copying = await aPerson(here, 'evaluator');
      const input = DraftRule.parse({
        microCredentialId: (await aMicroCredential(here)).id,
        start: 'precedent',
        precedentId: precedent.id,
      });
      const draft = await draftRule(ctxOf(copying), input);
      expect((await authorsOf(draft.id)).sort()).toEqual([copying.id, author.id, colleague.id].sort());
    });
  });

  describe('the database refuses it by itself', () => {
    const attempt = (sql: string, values: unknown[]) =>
      inRolledBackTransaction(appConnection, async (client) => {
        await client.query("select set_config('app.tenant_id', $1, true)", [here.id]);
        const { rowCount } = await client.query(sql, values);
        await client.query('set constraints all immediate');
        return rowCount;
      });

    it('a vote, a seat, a chair', async () => {
      const { stageId } = await changed('in_department', { voters: [colleague, reviewer] });
      await nobodyHasAConflict(stageId);
      await expect(
        attempt(
          "INSERT INTO vote (tenant_id, stage_id, person_id, ordinal, choice, rationale, round) VALUES ($1, $2, $3, 1, 'approve', 'Fine.', 1)",
          [here.id, stageId, colleague.id],
        ),
      ).rejects.toThrow('the author does not vote');
      const free = await changed('in_department');
      await expect(
        attempt(
          'INSERT INTO review_assignment (tenant_id, stage_id, person_id, assigned_by_id) VALUES ($1, $2, $3, $4)',
          [here.id, free.stageId, colleague.id, other.id],
        ),
      ).rejects.toThrow('the author has no seat');
      await expect(
        attempt('UPDATE review_stage SET chair_id = $2 WHERE id = $1', [free.stageId, colleague.id]),
      ).rejects.toThrow('the author does not lead');
    });

    it('a publication', async () => {
      const { id } = await changed('approved');
      await expect(
        attempt(
          "UPDATE rule_version SET status = 'published', published_by_id = $2, published_at = now(), row_version = 2 WHERE id = $1",
          [id, colleague.id],
        ),
      ).rejects.toThrow('the author does not publish');
    });

    it('another author of a text that is frozen, or one fewer', async () => {
      const { id } = await changed('submitted');
      await expect(
        attempt('INSERT INTO rule_contributor (tenant_id, rule_version_id, person_id) VALUES ($1, $2, $3)', [
          here.id,
          id,
          reviewer.id,
        ]),
      ).rejects.toThrow('may still be changed');
      await expect(attempt('DELETE FROM rule_contributor WHERE rule_version_id = $1', [id])).rejects.toThrow(
        /permission denied|only ever added/,
      );
    });

    /** A move in SQL alone, with its record or without. */
    const move = (id: string, from: string, to: string, by: BuiltPerson | null) =>
      inRolledBackTransaction(appConnection, async (client) => {
        await client.query("select set_config('app.tenant_id', $1, true)", [here.id]);
        await client.query(`UPDATE rule_version SET status = '${to}', row_version = 2 WHERE id = $1`, [id]);
        if (by)
          await client.query(
            `INSERT INTO rule_transition (tenant_id, rule_version_id, action, from_status, to_status, actor_id) VALUES ($1, $2, 'advance', $3, $4, $5)`,
            [here.id, id, from, to, by.id],
          );
        await client.query('set constraints all immediate');
      });

    test.each([
      ['conditionally_approved', 'approved'],
      ['suspended', 'published'],
    ] as const)('from %s to %s without a record, or with one by an author', async (from, to) => {
      const { id } = await changed(from);
      await expect(move(id, from, to, null)).rejects.toThrow('are on record');
      for (const by of [author, colleague])
        await expect(move(id, from, to, by)).rejects.toThrow('the author neither publishes nor settles');
      await expect(move(id, from, to, other)).resolves.toBeUndefined();
    });
  });
});
