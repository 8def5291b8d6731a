import * as z from 'zod';
import { type CaseRow, countClosedCases, listClosedCases } from '@/lib/db/review-case-list';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { isOffice } from '@/lib/review/eligibility';
import { endOfReview, type ReviewEnd } from '@/lib/review/review-end';
import { findCourses, getInstitution } from '@/lib/db/institutions';
import type { StaffMember } from '@/lib/access/actor';
import { type DueState, dueState, type Holidays, holidaysOf } from '@/lib/review/sla';
import { type Ask, asksOf, isAsk, type Rest, turnOf } from '@/lib/review/turn';
import { inOrderOfUrgency } from '@/lib/review/work-order';
import { byCode } from '@/lib/institution/course-code';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, dayIn, todayIn } from '../context';
import { openReviewsOf } from './place-in-review';
import { tallyOf } from './stage-resource';

export const CaseTab = z.enum(['mine', 'assign', 'all', 'closed']);
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
    const open = await openCasesFor(tx, actor, today);
    const tabs = {
      mine: byUrgency(open, holidays, institution.timeZone),
      assign: open.filter(({ asks }) => asks.includes('assign')),
      all: open,
    };
    const counts = {
      mine: tabs.mine.length,
      assign: tabs.assign.length,
      all: open.length,
      closed: await countClosedCases(tx),
    };
    const tab = input.tab ?? 'mine';
    const pages = Math.max(1, Math.ceil(counts[tab] / size));
    const page = Math.min(input.page, pages);
    const rows =
      tab === 'closed'
        ? (await listClosedCases(tx, page, size)).map((row) => ({ ...row, turn: null }))
        : tabs[tab].slice((page - 1) * size, page * size).map(({ asks: _, openedAt: _at, ...row }) => row);
    const codes = [...new Set(rows.flatMap((row) => row.courseCodes))];
    const named = byCode(await findCourses(tx, codes, today), codes);
    const items = rows.map(({ courseCodes, outcome, ...row }) => ({
      ...row,
      end: endOfReview(row.ruleStatus, outcome),
      courses: courseCodes.map((code) => ({ code, title: named.get(code)?.title ?? '' })),
      due: row.status === 'open' ? dueState(today, row.dueOn, holidays) : ({ state: 'none' } as const),
    }));
    const leads = counts.assign > 0 || actor.roles.some(({ role }) => isOffice(role));
    return { tab, items, counts, page, pages, leads };
  });
}

/** An open review as somebody finds it. */
export interface OpenItem extends CaseRow {
  /** When its stage was opened. */
  openedAt: string;
  seated: number;
  voted: number;
  turn: Ask | Rest | null;
  asks: readonly Ask[];
}

/** Every open review as the person finds it, by the functions that its page asks. */
export async function openCasesFor(tx: Tx, actor: StaffMember, today: CivilDate): Promise<OpenItem[]> {
  return (await openReviewsOf(tx, actor, today)).map(({ row, work, place }) => {
    const { eligible, present } = tallyOf(work, today);
    return {
      ...row,
      openedAt: work.stage.openedAt,
      seated: eligible,
      voted: present,
      turn: turnOf(place),
      asks: asksOf(place),
    };
  });
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
