import { holds, recordsOf, type StaffMember } from '@/lib/access/actor';
import { can, settlingRoles } from '@/lib/access/can';
import { listListingsFor, type OpenListing } from '@/lib/db/certificate-list';
import { listOpenNotices } from '@/lib/db/change-notices';
import { getInstitution } from '@/lib/db/institutions';
import { listKeys, type RuleSearch, type VersionKey } from '@/lib/db/rule-list';
import { owedOfVersions } from '@/lib/db/owed-conditions';
import { rowsOf } from '@/lib/db/rule-rows';
import { addDays, addMonths, type CivilDate } from '@/lib/kernel/civil-date';
import { holidaysOf } from '@/lib/review/sla';
import { isAsk } from '@/lib/review/turn';
import { inOrderOfUrgency, type NextAct } from '@/lib/review/work-order';
import { dueSoonMonths } from '@/lib/rule/review-due';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, staffOf, todayIn } from '../context';
import { type EntryInName, listRefusedByOthers, listWaitingInName } from '@/lib/db/entries-in-names';
import { countDemand } from '../request/list-demand';
import { casesOnConditions } from '../review/cases-on-conditions';
import { casesAskingOf } from '../review/list-my-cases';
import { linesPerPage, listOthers, type OthersList } from './list-others';
import { dueForReview } from './preview-many';
import { countHealth, type HealthCount } from './view-health';
import { caseLine, caseWork, ruleLine, versionWork, type WorkLine } from './work-lines';

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

/** One kind of work that waits, and how much of it there is. */
export interface WaitingWork {
  queue: WorkQueue;
  total: number;
}

/** What is not reached by then is found by the lists of each kind. @units pages */
const mostPages = 20;

/** Shown beside the list; the list of certificates has them all. @units listings */
const mostListings = 10;

export interface WorkList {
  /** What waits for the actor, of all kinds together, the most urgent first: one page. */
  lines: WorkLine[];
  total: number;
  page: number;
  pages: number;
  waiting: WaitingWork[];
  /** What waits for others, of the same page: versions first, then reviews, what is due first. */
  others: OthersList;
  /** Notices that something changed below a rule. */
  changes: number;
  /** Listings of certificates that the actor can move on: the first few, and how many there are. */
  listings: { rows: OpenListing[]; total: number };
  /** What others listed in the name of the institution and nobody here has answered, for those who answer: the first few, and how many. */
  inName: { rows: EntryInName[]; total: number };
  /** What the institution lists and those whom it names have refused: the first few, and how many. */
  refused: { rows: EntryInName[]; total: number };
  /** Requests of people without an account that nobody has answered. */
  demand: number;
  /** How much is wrong in the rule book. */
  health: HealthCount;
  today: CivilDate;
}

export interface WorkAsked {
  tab: 'mine' | 'others';
  page: number;
}

/**
 * What waits for the actor: one list by urgency of all that the actor's roles can move on, versions and reviews alike, or what waits for
 * others. Both are counted in whole; rows are read of the page that is asked for, and of no other.
 */
export async function listWork(ctx: Context, asked: Partial<WorkAsked> = {}): Promise<WorkList> {
  const { tab = 'mine', page: wanted = 1 } = asked;
  const health = await countHealth(ctx, staffOf(ctx).tenantId);
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'rule.list', { tenantId: actor.tenantId });
    const institution = await getInstitution(tx, actor.tenantId);
    const [today, holidays] = [todayIn(ctx, institution.timeZone), holidaysOf(institution)];
    const at = { today, holidays, timeZone: institution.timeZone };
    const asking = await casesAskingOf(tx, actor, today);
    const owing = (await casesOnConditions(tx, actor, today)).filter(({ turn }) => turn !== 'conditions');
    const searches = searchesOf(actor, today);
    const waiting: WaitingWork[] = [];
    const keys: { act: WorkQueue; place: number; key: VersionKey }[] = [];
    const shown = tab === 'mine' ? Math.min(Math.max(1, wanted), mostPages) : 1;
    for (const queue of workQueues) {
      const search = searches[queue];
      if (!search) continue;
      // No line of a page comes from beyond as many of its kind.
      const found = await listKeys(tx, search, shown * linesPerPage);
      waiting.push({ queue, total: found.total });
      keys.push(...found.keys.map((key, place) => ({ act: queue, place, key })));
    }
    const total = asking.length + owing.length + waiting.reduce((sum, one) => sum + one.total, 0);
    const pages = Math.min(mostPages, Math.max(1, Math.ceil(total / linesPerPage)));
    const page = Math.min(shown, pages);
    const owed = await owedOfVersions(
      tx,
      keys.flatMap(({ act, key }) => (act === 'conditions' ? [key.id] : [])),
    );
    const work = [
      ...[...asking, ...owing].flatMap((row, place) =>
        isAsk(row.turn) ? [{ ...caseWork(row, { act: row.turn, place }, at), row }] : [],
      ),
      ...keys.map((one) => ({ ...versionWork(one, one.key, at, owed.get(one.key.id)?.dueOn), key: one.key })),
    ];
    const onPage = inOrderOfUrgency(work, holidays).slice((page - 1) * linesPerPage, page * linesPerPage);
    const found = await rowsOf(
      tx,
      onPage.flatMap((one) => ('key' in one ? [one.key.id] : [])),
    );
    const rows = new Map(found.map((row) => [row.id, row]));
    return {
      lines: onPage.flatMap((one): WorkLine[] => {
        if ('row' in one) return [caseLine(one.row, one, at)];
        const row = rows.get(one.key.id);
        return row ? [ruleLine(one, row, at)] : [];
      }),
      total,
      page,
      pages,
      waiting,
      others: await listOthers(tx, actor, at, tab === 'others' ? wanted : null, asking),
      changes: (await listOpenNotices(tx, 1, 1)).total,
      listings: can(actor, 'listing.publish', { tenantId: actor.tenantId }).allowed
        ? await listListingsFor(tx, recordsOf(actor), mostListings)
        : { rows: [], total: 0 },
      inName: can(actor, 'microCredential.refuse', { tenantId: actor.tenantId }).allowed
        ? await listWaitingInName(tx, mostListings)
        : { rows: [], total: 0 },
      refused: can(actor, 'listing.draft', { tenantId: actor.tenantId }).allowed
        ? await listRefusedByOthers(tx, mostListings)
        : { rows: [], total: 0 },
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
      ? { standings: ['conditionally_approved'], settleableBy: actor.personId, ...oldest, sort: 'owed' }
      : null,
    returned: evaluator ? { standings: ['returned'], writtenBy: actor.personId, ...oldest } : null,
    drafts: evaluator ? { standings: ['draft'], writtenBy: actor.personId, ...oldest } : null,
    overdue: evaluator ? { reviewDue: { to: addDays(today, -1) }, ...nearest } : null,
    soon: evaluator ? { reviewDue: { from: today, to: addMonths(today, dueSoonMonths) }, ...nearest } : null,
    suspended: registrar ? { standings: ['suspended'], ...oldest } : null,
    reaffirm: holds(actor, ['reviewer', 'chair']) ? dueForReview(actor, today) : null,
  };
}
