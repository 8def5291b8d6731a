import * as z from 'zod';
import { can } from '@/lib/access/can';
import { type Colleague, listHolding } from '@/lib/db/colleagues';
import {
  type CaseRow,
  countClosedCases,
  countOpenQuestions,
  listClosedCases,
  listOpenCases,
} from '@/lib/db/review-case-list';
import type { StageAtWork } from '@/lib/db/review-cases';
import type { Tx } from '@/lib/db/tx';
import { isAuthorOf } from '@/lib/kernel/authors';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { isOffice } from '@/lib/review/eligibility';
import { endOfReview, type ReviewEnd } from '@/lib/review/review-end';
import { findCourses, getInstitution } from '@/lib/db/institutions';
import type { StaffMember } from '@/lib/access/actor';
import { type DueState, dueState, holidaysOf } from '@/lib/review/sla';
import { byCode } from '@/lib/institution/course-code';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import {
  closingOf,
  isLeaderIn,
  isLedBy,
  isOverdueIn,
  isTieToldIn,
  lacksReviewersIn,
  leadingRoles,
  leadResource,
  placeIn,
  stageResource,
  tallyOf,
} from './stage-resource';

export const CaseTab = z.enum(['mine', 'assign', 'all', 'closed']);
export type CaseTab = z.infer<typeof CaseTab>;
export const ListMyCases = z.object({
  /** The one where something waits, unless given. */
  tab: CaseTab.optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type ListMyCases = z.infer<typeof ListMyCases>;

/** What is asked of the person in a case, most urgent first; null where nothing is. */
export type Ask =
  | 'name'
  | 'assign'
  | 'tie'
  | 'declare'
  | 'vote'
  | 'close'
  | 'late'
  | 'answer'
  | 'nothing'
  | 'recused';

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
  ask: Ask | null;
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

/** The queue of a reviewer: one tab of cases, each with what is asked of this person and by when. Without a tab, the one where something waits. */
export async function listMyCases(ctx: Context, input: ListMyCases): Promise<CaseList> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'review.list', { tenantId: actor.tenantId });
    const institution = await getInstitution(tx, actor.tenantId);
    const [today, holidays] = [todayIn(ctx, institution.timeZone), holidaysOf(institution)];
    const open = await standingsOf(tx, actor, today);
    const tabs = {
      mine: sortedByTask(open.filter(({ isMine }) => isMine)),
      assign: open.filter(({ ask }) => ask === 'assign'),
      all: open,
    };
    const counts = {
      mine: tabs.mine.length,
      assign: tabs.assign.length,
      all: open.length,
      closed: await countClosedCases(tx),
    };
    const tab = input.tab ?? (counts.mine === 0 && counts.assign > 0 ? 'assign' : 'mine');
    const pages = Math.max(1, Math.ceil(counts[tab] / size));
    const page = Math.min(input.page, pages);
    const rows =
      tab === 'closed'
        ? (await listClosedCases(tx, page, size)).map((row) => ({ ...row, ask: null }))
        : tabs[tab].slice((page - 1) * size, page * size);
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

interface OpenItem extends CaseRow {
  seated: number;
  voted: number;
  ask: Ask | null;
  isMine: boolean;
}

/** Every open case as the person finds it, by the functions that its page asks. */
async function standingsOf(tx: Tx, actor: StaffMember, today: CivilDate): Promise<OpenItem[]> {
  const open = await listOpenCases(tx);
  const written = open.filter(({ work }) => isAuthorOf(work, actor.personId));
  const questions = await countOpenQuestions(
    tx,
    written.map(({ row }) => row.caseId),
  );
  const colleagues = await listHolding(tx, leadingRoles);
  return open.map(({ row, work }) => {
    const resource = stageResource(work);
    const count = tallyOf(work, today);
    const seat = work.recusedIds.includes(actor.personId) ? null : placeIn(work, actor.personId);
    const place = seat?.isInRole ? seat : null;
    const hasVoted = work.votes.some(({ personId }) => personId === actor.personId);
    const leads = can(actor, 'review.closeStage', resource).allowed;
    const leader = isLeaderIn(work, actor, colleagues);
    const asks: [Ask, boolean][] = [
      ['name', isToBeLed(actor, work, colleagues)],
      ['assign', leads && lacksReviewersIn(work, today)],
      ['recused', work.recusedIds.includes(actor.personId)],
      ['tie', leader && place !== null && isTieToldIn(work, count)],
      ['declare', place?.conflictDeclared === null],
      ['vote', place?.isVoting === true && !hasVoted],
      ['close', leads && closingOf(work, today).isClosable],
      ['late', leader && isOverdueIn(work, today)],
      ['answer', (questions.get(row.caseId) ?? 0) > 0],
      ['nothing', place !== null && hasVoted],
    ];
    const wanted = asks.filter(([, isAsked]) => isAsked).map(([ask]) => ask);
    return {
      ...row,
      seated: count.eligible,
      voted: count.present,
      ask: wanted[0] ?? null,
      isMine: place !== null || wanted.some((ask) => comesWithoutSeat.includes(ask)),
    };
  });
}

/** Open reviews that nobody leads, of those that the person can name somebody for. */
export async function countLeaderless(tx: Tx, actor: StaffMember): Promise<number> {
  const colleagues = await listHolding(tx, leadingRoles);
  return (await listOpenCases(tx)).filter(({ work }) => isToBeLed(actor, work, colleagues)).length;
}

function isToBeLed(actor: StaffMember, work: StageAtWork, colleagues: readonly Colleague[]): boolean {
  return !isLedBy(work, colleagues) && can(actor, 'review.nameChair', leadResource(work, colleagues)).allowed;
}

/** Asked of people without a seat. */
const comesWithoutSeat: readonly Ask[] = ['name', 'tie', 'close', 'late', 'answer'];

/** Questions about the mappings that the person wrote and that have no answer yet, in reviews that are open. */
export async function countQuestionsTo(tx: Tx, personId: string): Promise<number> {
  const written = (await listOpenCases(tx)).filter(({ work }) => isAuthorOf(work, personId));
  const open = await countOpenQuestions(
    tx,
    written.map(({ row }) => row.caseId),
  );
  return [...open.values()].reduce((sum, count) => sum + count, 0);
}

/** What has been done comes last; the order is kept otherwise. */
function sortedByTask(items: readonly OpenItem[]): OpenItem[] {
  const isDone = ({ ask }: OpenItem) => ask === 'nothing';
  return [...items.filter((item) => !isDone(item)), ...items.filter(isDone)];
}
