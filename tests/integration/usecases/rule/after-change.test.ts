import { describe, expect, test } from 'vitest';
import type { AfterChange } from '@/lib/institution/policy-version';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import type { Context } from '@/lib/usecases/context';
import { SaveCourse, saveCourse } from '@/lib/usecases/institution/save-course';
import { followChange, listChanges } from '@/lib/usecases/rule/follow-change';
import { startNewVersion } from '@/lib/usecases/rule/start-new-version';
import { aCourse, anInstitution, aPerson, aRule, type BuiltInstitution } from '@/tests/support/builders';
import { aMicroCredential } from '@/tests/support/builders/catalog';
import { ctxOf } from '@/tests/support/ctx';
import { appConnection, inRolledBackTransaction, queryAsSuperuser } from '@/tests/support/db';

interface Changed {
  here: BuiltInstitution;
  clerk: Context;
  author: Context;
  slug: string;
  ruleVersionId: string;
  noticeId: string;
}

/** A mapping below which a course changes from 25 November on, where the policy asks for that. */
async function aChange(asked: AfterChange | undefined): Promise<Changed> {
  const here = await anInstitution();
  if (asked !== undefined)
    await queryAsSuperuser(
      `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true))
       UPDATE policy_version SET review = review || jsonb_build_object('afterChange', $2::text) FROM quiet WHERE tenant_id = $1`,
      [here.id, asked],
    );
  const author = await aPerson(here, 'evaluator');
  const clerk = ctxOf(await aPerson(here, 'registrar'));
  const { id } = await aCourse(here, { code: 'ART-1', title: 'Art', credits: '3' });
  const { id: mc, slug } = await aMicroCredential(here.id, { title: `Art ${here.slug}` });
  const rule = await aRule(here, author, {
    status: 'published',
    definition: {
      premise: { mc },
      // Written otherwise than in the list of courses.
      outcomes: [{ lines: [{ kind: 'course', target: 'art 1', credits: { catalog: true } }] }],
    },
  });
  await queryAsSuperuser(
    `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true))
     UPDATE rule_version SET published_at = '2026-01-10T12:00:00Z', basis = '{"kind": "ownReview"}' FROM quiet WHERE id = $1`,
    [rule.id],
  );
  await saveCourse(
    clerk,
    SaveCourse.parse({
      courseId: id,
      expectedVersion: 1,
      title: 'Art',
      credits: '1',
      level: '',
      status: 'active',
    }),
  );
  const { rows } = await listChanges(clerk, 1);
  expect(rows).toMatchObject([{ earnedBefore: '3', earnedAfter: '1', asksFor: asked ?? 'follow' }]);
  return {
    here,
    clerk,
    author: ctxOf(author),
    slug,
    ruleVersionId: rule.id,
    noticeId: rows[0]?.id ?? '',
  };
}

const publicly = async ({ slug }: Changed, day: string) => {
  const { decided } = await viewMicroCredential(ctxOf(), { slug, asOf: parseCivilDate(day), unit: null });
  const [rule] = decided[0]?.rules ?? [];
  expect(rule?.names.courses).toEqual({ 'art 1': 'Art' });
  return [rule?.offer.amount, rule?.waitsSince];
};

describe('when something changes below a mapping', () => {
  test('it follows where the policy says nothing else, and nothing waits', async () => {
    const changed = await aChange(undefined);
    expect(await publicly(changed, '2026-11-25')).toEqual(['1', null]);
    await followChange(changed.clerk, { noticeId: changed.noticeId });
  });

  test('where its owners must confirm, students read that it waits until one of them does, and nobody else can', async () => {
    const changed = await aChange('confirm');
    expect(await publicly(changed, '2026-11-24')).toEqual(['3', null]);
    expect(await publicly(changed, '2026-11-25')).toEqual(['1', '2026-11-25']);
    expect((await listChanges(changed.clerk, 1)).rows[0]?.mayFollow).toBe(false);
    await expect(followChange(changed.clerk, { noticeId: changed.noticeId })).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'notice/owners-confirm',
    });
    expect((await listChanges(changed.author, 1)).rows[0]?.mayFollow).toBe(true);
    await followChange(changed.author, { noticeId: changed.noticeId });
    expect(await publicly(changed, '2026-11-25')).toEqual(['1', null]);
  });

  test('where it must be reviewed again, a word settles nothing and a new version does', async () => {
    const changed = await aChange('reopen');
    expect(await publicly(changed, '2026-11-25')).toEqual(['1', '2026-11-25']);
    for (const ctx of [changed.clerk, changed.author])
      await expect(followChange(ctx, { noticeId: changed.noticeId })).rejects.toMatchObject({
        reason: 'notice/needs-version',
      });
    for (const [set, why] of [
      ['followed_by_id = changed_by_id, followed_at = now()', 'change_notice_reopened_by_a_version'],
      [`asks_for = 'follow'`, 'what a notice asks for stays'],
    ] as const)
      await expect(
        inRolledBackTransaction(appConnection, async (client) => {
          await client.query("SELECT set_config('app.tenant_id', $1, true)", [changed.here.id]);
          await client.query(`UPDATE change_notice SET ${set} WHERE id = $1`, [changed.noticeId]);
        }),
      ).rejects.toThrow(why);
    const [row] = await queryAsSuperuser<{ row_version: number }>(
      'SELECT row_version FROM rule_version WHERE id = $1',
      [changed.ruleVersionId],
    );
    await startNewVersion(changed.author, {
      ruleVersionId: changed.ruleVersionId,
      expectedVersion: row?.row_version ?? 0,
    });
    expect((await listChanges(changed.clerk, 1)).total).toBe(0);
    expect(await publicly(changed, '2026-11-25')).toEqual(['1', '2026-11-25']);
  });
});
