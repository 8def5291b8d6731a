import type { OpenItem } from './open-item';
import * as z from 'zod';
import { type CaseRow, countClosedCases, listClosedCases } from '@/lib/db/review-case-list';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { isOffice } from '@/lib/review/eligibility';
import { endOfReview, type ReviewEnd } from '@/lib/review/review-end';
import { findCourses, getInstitution } from '@/lib/db/institutions';
import type { StaffMember } from '@/lib/access/actor';
import { casesConcerning, countOpenCases, listLateCases, pageOfOpenCases } from '@/lib/db/open-cases';
import { votesOf } from '@/lib/review/tally';
import { type DueState, dueState, type Holidays, holidaysOf } from '@/lib/review/sla';
import { type Ask, asksOf, isAsk, type Rest, turnOf } from '@/lib/review/turn';
import { inOrderOfUrgency } from '@/lib/review/work-order';
import { byCode } from '@/lib/institution/course-code';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { dayIn } from '@/lib/usecases/day-in';
import { casesOnConditions } from './cases-on-conditions';
import { type ExpectedView, openReviewsOf } from './open-reviews';
import { tallyOf } from './stage-resource';

export const CaseTab = z.enum(['mine', 'assign', 'all', 'late', 'closed']);
export type CaseTab = z.infer<typeof CaseTab>;
export const ListMyCases = z.object({
  /** What waits for the person, unless given. */
  tab: CaseTab.optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type ListMyCases = z.infer<typeof ListMyCases>;

export interface CaseItem
  extends Pick<
    CaseRow,
    | 'caseId'
    | 'title'
    | 'named'
    | 'ruleCode'
    | 'version'
    | 'ruleStatus'
    | 'isDenial'
    | 'stageKind'
    | 'status'
    | 'dueOn'
    | 'closedAt'
  > {
  seated: number;
  voted: number;
  courses: { code: string; title: string }[];
  due: DueState;
  /** Whose turn it is, of the person who asks; null once it has ended. */
  turn: Ask | Rest | null;
  /** Whose turn it is where it is not that person's. */
  expected: ExpectedView[];
  /** What the review came to; null while it is open. */
  end: ReviewEnd | null;
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

/** The queue of a reviewer: one tab of cases, each with what is asked of this person and by when. Without a tab, what waits for them. */
export async function listMyCases(ctx: Context, input: ListMyCases): Promise<CaseList> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'review.list', { tenantId: actor.tenantId });
    const institution = await getInstitution(tx, actor.tenantId);
    const [today, holidays] = [todayIn(ctx, institution.timeZone), holidaysOf(institution)];
    const asking = await casesAskingOf(tx, actor, today);
    const tabs = {
      mine: byUrgency(
        [...asking, ...(await casesOnConditions(tx, actor, today))],
        holidays,
        institution.timeZone,
      ),
      assign: asking.filter(({ asks }) => asks.includes('assign')),
    };
    const late = await listLateCases(tx, today);
    const counts = {
      mine: tabs.mine.length,
      assign: tabs.assign.length,
      all: await countOpenCases(tx),
      late: late.length,
      closed: await countClosedCases(tx),
    };
    const tab = input.tab ?? 'mine';
    const pages = Math.max(1, Math.ceil(counts[tab] / size));
    const page = Math.min(input.page, pages);
    const from = (page - 1) * size;
    const shown =
      tab === 'closed'
        ? []
        : tab === 'all' || tab === 'late'
          ? await openCasesFor(
              tx,
              actor,
              today,
              tab === 'all' ? await pageOfOpenCases(tx, from, size) : late.slice(from, from + size),
            )
          : tabs[tab].slice(from, from + size);
    const rows =
      tab === 'closed'
        ? (await listClosedCases(tx, page, size)).map(
            ({ ruleVersionId: _id, departmentId: _department, owed: _owed, ...row }) => ({
              ...row,
              turn: null,
              expected: [],
            }),
          )
        : shown.map(({ asks: _, openedAt: _at, expected, ...row }) => ({
            ...row,
            expected: isAsk(row.turn) ? [] : expected(),
          }));
    const codes = [...new Set(rows.flatMap((row) => row.courseCodes))];
    const named = byCode(await findCourses(tx, codes, today), codes);
    const items = rows.map(({ courseCodes, outcome, ...row }) => ({
      ...row,
      end: endOfReview(row.ruleStatus, outcome),
      courses: courseCodes.map((code) => ({ code, title: named.get(code)?.title ?? '' })),
      // What has ended has a day only where something is asked after it.
      due:
        row.status === 'open' || row.turn !== null
          ? dueState(today, row.dueOn, holidays)
          : ({ state: 'none' } as const),
    }));
    const leads =
      counts.assign > 0 || [...actor.roles, ...(actor.standsInFor ?? [])].some(({ role }) => isOffice(role));
    return { tab, items, counts, page, pages, leads };
  });
}

/** These open reviews as the person finds them, by the functions that the page of each asks. */
export async function openCasesFor(
  tx: Tx,
  actor: StaffMember,
  today: CivilDate,
  caseIds: readonly string[],
): Promise<OpenItem[]> {
  return (await openReviewsOf(tx, actor, today, caseIds)).map(({ row, work, place, expected }) => {
    return {
      ...row,
      openedAt: work.stage.openedAt,
      ...votesOf(work.stage.config, tallyOf(work, today)),
      turn: turnOf(place),
      asks: asksOf(place),
      expected,
    };
  });
}

/** The open reviews in which it is the person's turn, what is due first. */
export async function casesAskingOf(tx: Tx, actor: StaffMember, today: CivilDate): Promise<OpenItem[]> {
  const open = await openCasesFor(tx, actor, today, await casesConcerning(tx, actor));
  return open.filter(({ turn }) => isAsk(turn));
}

/** Those in which it is the person's turn, the most urgent first. */
function byUrgency(items: readonly OpenItem[], holidays: Holidays, timeZone: string): OpenItem[] {
  const work = items.flatMap((item, place) =>
    isAsk(item.turn)
      ? [{ item, place, act: item.turn, since: dayIn(item.openedAt, timeZone), dueOn: item.dueOn }]
      : [],
  );
  return inOrderOfUrgency(work, holidays).map(({ item }) => item);
}
