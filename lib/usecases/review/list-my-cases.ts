import * as z from 'zod';
import { type CaseRow, countCases, listCases, type Onlooker } from '@/lib/db/review-case-list';
import { findCourses } from '@/lib/db/institutions';
import type { StaffMember } from '@/lib/access/actor';
import { type DueState, dueState, noHolidays } from '@/lib/review/sla';
import { byCode } from '@/lib/institution/course-code';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { todayAt } from '../today-at';

export const CaseTab = z.enum(['mine', 'assign', 'all', 'closed']);
export type CaseTab = z.infer<typeof CaseTab>;
export const ListMyCases = z.object({
  tab: CaseTab.catch('mine'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type ListMyCases = z.infer<typeof ListMyCases>;

/** What is asked of the person in a case, most urgent first; null where nothing is. */
export type Ask = 'assign' | 'declare' | 'vote' | 'close' | 'answer' | 'nothing' | 'recused';

export interface CaseItem
  extends Pick<
    CaseRow,
    | 'caseId'
    | 'title'
    | 'ruleCode'
    | 'version'
    | 'ruleStatus'
    | 'isDenial'
    | 'stageKind'
    | 'status'
    | 'outcome'
    | 'dueOn'
    | 'closedAt'
    | 'seated'
    | 'voted'
  > {
  courses: { code: string; title: string }[];
  due: DueState;
  ask: Ask | null;
}
export interface CaseList {
  tab: CaseTab;
  items: CaseItem[];
  counts: Record<CaseTab, number>;
  page: number;
  pages: number;
  /** The person leads stages of some kind, so that the tab of what is to be assigned makes sense. */
  leads: boolean;
}

const size = 25;

/** The queue of a reviewer: one tab of cases, each with what is asked of this person and by when. */
export async function listMyCases(ctx: Context, input: ListMyCases): Promise<CaseList> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'review.list', { tenantId: actor.tenantId });
    const onlooker = onlookerOf(actor);
    const counts = await countCases(tx, onlooker);
    const pages = Math.max(1, Math.ceil(counts[input.tab] / size));
    const page = Math.min(input.page, pages);
    const rows = await listCases(tx, onlooker, input.tab, page, size);
    const today = await todayAt(tx, ctx, actor.tenantId);
    const codes = [...new Set(rows.flatMap((row) => row.courseCodes))];
    const named = byCode(await findCourses(tx, codes, today), codes);
    const items = rows.map(({ courseCodes, ...row }) => ({
      ...row,
      courses: courseCodes.map((code) => ({ code, title: named.get(code)?.title ?? '' })),
      due: row.status === 'open' ? dueState(today, row.dueOn, noHolidays) : ({ state: 'none' } as const),
      ask: askOf(row),
    }));
    const leads =
      counts.assign > 0 ||
      onlooker.chairsCommittee ||
      onlooker.isDean ||
      onlooker.chairsDepartments.length > 0;
    return { tab: input.tab, items, counts, page, pages, leads };
  });
}

function onlookerOf(actor: StaffMember): Onlooker {
  return {
    personId: actor.personId,
    chairsDepartments: actor.roles.flatMap((held) =>
      held.role === 'chair' && held.departmentId ? [held.departmentId] : [],
    ),
    chairsCommittee: actor.roles.some((held) => held.role === 'committee_chair'),
    isDean: actor.roles.some((held) => held.role === 'dean'),
  };
}

function askOf(row: Omit<CaseRow, 'courseCodes'>): Ask | null {
  if (row.status === 'closed') return null;
  if (row.needsReviewers) return 'assign';
  if (row.seat?.isRecused) return 'recused';
  if (row.seat && row.seat.conflictDeclared === null) return 'declare';
  if (row.seat?.isVoting && !row.seat.hasVoted) return 'vote';
  if (row.isClosable) return 'close';
  if (row.openQuestions > 0) return 'answer';
  return row.seat?.hasVoted ? 'nothing' : null;
}
