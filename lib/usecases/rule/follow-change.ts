import * as z from 'zod';
import { can } from '@/lib/access/can';
import { listOpenNotices, lockNotice, type OpenNotice, settleNotice } from '@/lib/db/change-notices';
import { getCourse, getProgram } from '@/lib/db/curriculum';
import { getInstitution, type Institution } from '@/lib/db/institutions';
import type { Tx } from '@/lib/db/tx';
import { differenceNotes } from '@/lib/import/change-notes';
import type { Note } from '@/lib/import/note';
import { refuse } from '@/lib/kernel/refusal';
import type { Finding } from '@/lib/rule/lint/finding';
import { authorize } from '../authorize';
import { command, query } from '../command';
import type { Context } from '../context';
import { exceededSince } from '../institution/exceeded-by';
import { ownersOfRules } from '../institution/touched-rules';
import { recordAudit } from '../record-audit';

export const FollowChange = z.strictObject({ noticeId: z.uuid() });
export type FollowChange = z.infer<typeof FollowChange>;

/**
 * Says that somebody looked at what changed under a rule, and that the rule follows it. Where the policy asks for a confirmation, its
 * owners alone say so; where it asks for a new review, a new version says it.
 * @refuses not_found · conflict `notice/settled` · rule_violation `notice/owners-confirm`, `notice/needs-version`
 */
export async function followChange(ctx: Context, input: FollowChange): Promise<{ id: string }> {
  return command(ctx, 'rule.followChange', input, async (tx, actor, ctx) => {
    const notice = await lockNotice(tx, input.noticeId);
    const { tenantId, departmentId } = notice;
    authorize(ctx, 'rule.followChange', { tenantId, departmentId });
    if (notice.isFollowed) refuse('conflict', 'notice/settled');
    const obstacle = whyNotFollowed(notice, actor.personId, await ownersOfRules(tx, [notice]));
    if (obstacle !== null) refuse('rule_violation', obstacle);
    await settleNotice(tx, notice.id, actor.personId, ctx.now);
    await recordAudit(tx, ctx, 'rule.followChange', {
      objectType: 'rule_version',
      objectId: notice.ruleVersionId,
      summary: `looked at after ${notice.code} changed; the rule follows`,
      after: { noticeId: notice.id, code: notice.code },
    });
    return { id: notice.id };
  });
}

function whyNotFollowed(
  notice: Pick<OpenNotice, 'asksFor' | 'authorId' | 'contributorIds' | 'departmentId'>,
  personId: string,
  ownersOf: Awaited<ReturnType<typeof ownersOfRules>>,
): 'notice/needs-version' | 'notice/owners-confirm' | null {
  if (notice.asksFor === 'reopen') return 'notice/needs-version';
  return notice.asksFor === 'confirm' && !ownersOf(notice).some(({ id }) => id === personId)
    ? 'notice/owners-confirm'
    : null;
}

/** A change below a rule as it is listed. */
export type ListedChange = OpenNotice & {
  /** What a course or program says from that day on, and said before; nothing for what is kept elsewhere. */
  changed: Note[];
  /** What the mapping states above what its courses carry from then on: it does not follow, it keeps giving that. */
  exceeds: Finding[];
  mayFollow: boolean;
};

/** What each of these notices is about, each course and program read once. */
async function changesBelow(tx: Tx, notices: readonly OpenNotice[]): Promise<(notice: OpenNotice) => Note[]> {
  const versionsOf = new Map<string, readonly Said[]>();
  for (const { subject, subjectId } of notices) {
    if (versionsOf.has(subjectId)) continue;
    if (subject === 'course')
      versionsOf.set(
        subjectId,
        (await getCourse(tx, subjectId)).versions.map(
          ({ firstDay, title, credits, level, kind, status }) => ({
            firstDay,
            said: { title, credits, level, kind, status },
          }),
        ),
      );
    if (subject === 'program')
      versionsOf.set(
        subjectId,
        (await getProgram(tx, subjectId)).versions.map(
          ({ firstDay, title, totalCredits, level, limits, status }) => ({
            firstDay,
            said: { title, totalCredits, level, limits, status },
          }),
        ),
      );
  }
  return ({ subjectId, firstDay }) => {
    const versions = versionsOf.get(subjectId) ?? [];
    const at = versions.findIndex((one) => one.firstDay === firstDay);
    const [after, before] = [versions[at], versions[at + 1]];
    return after && before && at >= 0 ? differenceNotes(before.said, after.said) : [];
  };
}

interface Said {
  firstDay: string | null;
  said: Readonly<Record<string, unknown>>;
}

/** @units notices a page */
export const noticesPerPage = 50;

/** Where what changed under one version is listed. */
export function changesHref(ruleVersionId: string): string {
  return `/registrar/changes?mapping=${ruleVersionId}`;
}

/** What changed under rules, or under one version, and waits for a word. */
export async function listChanges(
  ctx: Context,
  page: number,
  ruleVersionId: string | null = null,
): Promise<{ rows: ListedChange[]; total: number; institution: Institution }> {
  return query(ctx, async (tx, actor, ctx) => {
    const { tenantId } = actor;
    authorize(ctx, 'rule.list', { tenantId });
    const { rows, total } = await listOpenNotices(tx, page, noticesPerPage, ruleVersionId);
    const ownersOf = await ownersOfRules(tx, rows);
    const changed = await changesBelow(tx, rows);
    const institution = await getInstitution(tx, tenantId);
    const exceeded = await exceededSince(tx, rows, institution.homeUnit);
    return {
      rows: rows.map((row) => ({
        ...row,
        changed: changed(row),
        exceeds: exceeded.get(row.id) ?? [],
        mayFollow:
          can(actor, 'rule.followChange', { tenantId, departmentId: row.departmentId }).allowed &&
          whyNotFollowed(row, actor.personId, ownersOf) === null,
      })),
      total,
      institution,
    };
  });
}
