import { holds, type StaffMember } from '@/lib/access/actor';
import { can, settlingRoles } from '@/lib/access/can';
import { listOpenNotices } from '@/lib/db/change-notices';
import { getInstitution } from '@/lib/db/institutions';
import { list, type RuleRow, type RuleSearch } from '@/lib/db/rule-list';
import { addDays, addMonths, type CivilDate } from '@/lib/kernel/civil-date';
import { type DueState, businessDaysBetween, dueState, type Holidays, holidaysOf } from '@/lib/review/sla';
import type { StageKind } from '@/lib/review/stage-config';
import { dueDayOf, inOrderOfUrgency, type NextAct, type WaitingAct } from '@/lib/review/work-order';
import { dueSoonMonths } from '@/lib/rule/review-due';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, dayIn, staffOf, todayIn } from '../context';
import { countDemand } from '../request/list-demand';
import { type Ask, isAsk } from '@/lib/review/turn';
import { type OpenItem, openCasesFor } from '../review/list-my-cases';
import { dueForReview } from './preview-many';
import { countHealth, type HealthCount } from './view-health';

/** What waits as a version of a mapping, by what is to be done with it. */
export const workQueues = [
  'publish',
  'route',
  'conditions',
  'returned',
  'drafts',
  'overdue',
  'soon',
  'suspended',
  'reaffirm',
] as const satisfies readonly NextAct[];
export type WorkQueue = (typeof workQueues)[number];

/** One kind of work that waits: how much there is, and the most pressing of it. */
export interface WaitingWork {
  queue: WorkQueue;
  rows: RuleRow[];
  total: number;
}

/** One line of the list of work: of a version, or of its review. */
export interface WorkLine extends WaitingAct {
  key: string;
  href: string;
  title: string;
  named: readonly { title: string; language: string | null }[];
  version: number;
  provider: string | null;
  departmentName: string | null;
  stageKind: StageKind | null;
  due: DueState;
  /** How long it has waited. @units business days */
  waited: number;
}

/** A review that somebody else moves on: the body that judges, and how many of it have voted. */
export interface OthersLine
  extends Pick<WorkLine, 'key' | 'href' | 'title' | 'named' | 'version' | 'due' | 'waited'> {
  since: CivilDate;
  stageKind: StageKind;
  voted: number;
  seated: number;
}

/** @units lines a page */
export const linesPerPage = 25;
/** What is not reached by then is found by the lists of each kind. @units pages */
const mostPages = 20;

export interface WorkList {
  /** What waits for the actor, of all kinds together, the most urgent first: one page. */
  lines: WorkLine[];
  total: number;
  page: number;
  pages: number;
  waiting: WaitingWork[];
  /** Reviews under way that wait for others, what is due first. */
  others: OthersLine[];
  /** Notices that something changed below a rule. */
  changes: number;
  /** Requests of people without an account that nobody has answered. */
  demand: number;
  /** How much is wrong in the rule book. */
  health: HealthCount;
  today: CivilDate;
}

/** What waits for the actor: one list by urgency of all that the actor's roles can move on, versions and reviews alike. */
export async function listWork(ctx: Context, wanted = 1): Promise<WorkList> {
  const health = await countHealth(ctx, staffOf(ctx).tenantId);
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'rule.list', { tenantId: actor.tenantId });
    const institution = await getInstitution(tx, actor.tenantId);
    const [today, holidays] = [todayIn(ctx, institution.timeZone), holidaysOf(institution)];
    const at = { today, holidays, timeZone: institution.timeZone };
    const open = await openCasesFor(tx, actor, today);
    const asked = open.flatMap((one, place) =>
      isAsk(one.turn) ? [caseLine(one, { act: one.turn, place }, at)] : [],
    );
    const searches = searchesOf(actor, today);
    const waiting: WaitingWork[] = [];
    const shown = Math.min(Math.max(1, wanted), mostPages);
    for (const queue of workQueues) {
      const search = searches[queue];
      // No line of a page comes from beyond as many of its kind.
      if (search) waiting.push({ queue, ...(await list(tx, search, 1, shown * linesPerPage)) });
    }
    const total = asked.length + waiting.reduce((sum, one) => sum + one.total, 0);
    const pages = Math.min(mostPages, Math.max(1, Math.ceil(total / linesPerPage)));
    const page = Math.min(shown, pages);
    const lines = [
      ...asked,
      ...waiting.flatMap(({ queue, rows }) =>
        rows.map((row, place) => ruleLine({ act: queue, place }, row, at)),
      ),
    ];
    return {
      lines: inOrderOfUrgency(lines, holidays).slice((page - 1) * linesPerPage, page * linesPerPage),
      total,
      page,
      pages,
      waiting,
      others: open.flatMap((one) => (isAsk(one.turn) ? [] : [othersLine(one, at)])),
      changes: (await listOpenNotices(tx, 1, 1)).total,
      demand: can(actor, 'request.list', { tenantId: actor.tenantId }).allowed ? await countDemand(tx) : 0,
      health,
      today,
    };
  });
}

/** What is looked for under each kind of work; nothing where the actor can do nothing about it. The most pressing of each comes first. */
function searchesOf(actor: StaffMember, today: CivilDate): Record<WorkQueue, RuleSearch | null> {
  const [registrar, evaluator] = [holds(actor, ['registrar']), holds(actor, ['evaluator', 'registrar'])];
  const oldest = { today, sort: 'updated', direction: 'ascending' } as const;
  const nearest = { today, sort: 'due', direction: 'ascending' } as const;
  return {
    publish: registrar ? { standings: ['approved'], publishableBy: actor.personId, ...oldest } : null,
    route: evaluator ? { standings: ['submitted'], ...oldest } : null,
    conditions: holds(actor, settlingRoles)
      ? { standings: ['conditionally_approved'], notWrittenBy: actor.personId, ...oldest }
      : null,
    returned: evaluator ? { standings: ['returned'], writtenBy: actor.personId, ...oldest } : null,
    drafts: evaluator ? { standings: ['draft'], writtenBy: actor.personId, ...oldest } : null,
    overdue: evaluator ? { reviewDue: { to: addDays(today, -1) }, ...nearest } : null,
    soon: evaluator ? { reviewDue: { from: today, to: addMonths(today, dueSoonMonths) }, ...nearest } : null,
    suspended: registrar ? { standings: ['suspended'], ...oldest } : null,
    reaffirm: holds(actor, ['reviewer', 'chair']) ? dueForReview(actor, today) : null,
  };
}

interface At {
  today: CivilDate;
  holidays: Holidays;
  timeZone: string;
}

const earlier = (one: CivilDate, other: CivilDate): CivilDate => (one < other ? one : other);

function ruleLine(found: { act: WorkQueue; place: number }, row: RuleRow, at: At): WorkLine {
  const { act } = found;
  const isReview = act === 'overdue' || act === 'soon' || act === 'reaffirm';
  const work = {
    ...found,
    // A review waits from its day on, not from when the mapping was last touched.
    since: isReview ? earlier(row.reviewDueOn ?? at.today, at.today) : dayIn(row.updatedAt, at.timeZone),
    dueOn: isReview ? row.reviewDueOn : null,
  };
  return {
    ...work,
    ...timesOf(work, at),
    key: `${act} ${row.id}`,
    href: `/registrar/rules/${row.id}`,
    title: row.title,
    named: row.microCredentials,
    version: row.version,
    provider: row.microCredentials[0]?.provider ?? null,
    departmentName: row.departmentName,
    stageKind: null,
  };
}

function caseLine(row: OpenItem, found: { act: Ask; place: number }, at: At): WorkLine {
  const work = { ...found, since: dayIn(row.openedAt, at.timeZone), dueOn: row.dueOn };
  return {
    ...work,
    ...timesOf(work, at),
    key: `${found.act} ${row.caseId}`,
    href: `/faculty/cases/${row.caseId}`,
    title: row.title,
    named: row.named,
    version: row.version,
    provider: null,
    departmentName: null,
    stageKind: row.stageKind,
  };
}

function othersLine(row: OpenItem, at: At): OthersLine {
  const { key, href, title, named, version, due, waited, since } = caseLine(
    row,
    { act: 'vote', place: 0 },
    at,
  );
  const { stageKind, voted, seated } = row;
  return { key, href, title, named, version, due, waited, since, stageKind, voted, seated };
}

function timesOf(work: WaitingAct, { today, holidays }: At): Pick<WorkLine, 'due' | 'waited'> {
  return {
    due: dueState(today, dueDayOf(work, holidays), holidays),
    waited: businessDaysBetween(work.since, today, holidays),
  };
}
