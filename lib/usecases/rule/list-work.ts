import { holds } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { listOpenNotices } from '@/lib/db/change-notices';
import { getInstitution } from '@/lib/db/institutions';
import { list, type RuleRow, type RuleSearch } from '@/lib/db/rule-list';
import { addDays, addMonths, type CivilDate } from '@/lib/kernel/civil-date';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, staffOf, todayIn } from '../context';
import { countDemand } from '../request/list-demand';
import { asksOf, isAsk, turnOf } from '@/lib/review/turn';
import { openReviewsOf } from '../review/place-in-review';
import { countHealth, type HealthCount } from './view-health';

export const workQueues = [
  'publish',
  'route',
  'conditions',
  'returned',
  'drafts',
  'overdue',
  'soon',
  'suspended',
] as const;
export type WorkQueue = (typeof workQueues)[number];

/** One kind of work that waits: how much there is, and the ones that wait longest. */
export interface WaitingWork {
  queue: WorkQueue;
  rows: RuleRow[];
  total: number;
}

const shown = 5;

/** What waits for the actor, the most pressing first: only the queues that the actor's roles can do something about. */
export async function listWork(ctx: Context): Promise<{
  waiting: WaitingWork[];
  /** Notices that something changed below a rule. */
  changes: number;
  /** Requests of people without an account that nobody has answered. */
  demand: number;
  /** Open reviews in which it is the actor's turn, but for those that the next two count. */
  reviews: number;
  /** Open reviews that nobody leads and the actor can name somebody for. */
  leaderless: number;
  /** Questions of reviewers that the actor has not answered, as an author. */
  questions: number;
  /** How much is wrong in the rule book. */
  health: HealthCount;
  today: CivilDate;
}> {
  const health = await countHealth(ctx, staffOf(ctx).tenantId);
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'rule.list', { tenantId: actor.tenantId });
    const today = todayIn(ctx, (await getInstitution(tx, actor.tenantId)).timeZone);
    const [registrar, evaluator] = [holds(actor, ['registrar']), holds(actor, ['evaluator', 'registrar'])];
    const oldest = { sort: 'updated', direction: 'ascending' } as const;
    const searches: Record<WorkQueue, RuleSearch | null> = {
      publish: registrar
        ? { today, standings: ['approved'], publishableBy: actor.personId, ...oldest }
        : null,
      route: evaluator ? { today, standings: ['submitted'], ...oldest } : null,
      conditions:
        evaluator || holds(actor, ['committee_chair'])
          ? { today, standings: ['conditionally_approved'], ...oldest }
          : null,
      returned: evaluator ? { today, standings: ['returned'], writtenBy: actor.personId, ...oldest } : null,
      drafts: evaluator ? { today, standings: ['draft'], writtenBy: actor.personId, sort: 'updated' } : null,
      overdue: evaluator
        ? { today, reviewDue: { to: addDays(today, -1) }, sort: 'due', direction: 'ascending' }
        : null,
      soon: evaluator
        ? {
            today,
            reviewDue: { from: today, to: addMonths(today, 3) },
            sort: 'due',
            direction: 'ascending',
          }
        : null,
      suspended: registrar ? { today, standings: ['suspended'], ...oldest } : null,
    };
    const places = (await openReviewsOf(tx, actor, today)).map(({ place }) => place);
    const turns = places.map(turnOf);
    const waiting: WaitingWork[] = [];
    for (const queue of workQueues) {
      const search = searches[queue];
      if (search) waiting.push({ queue, ...(await list(tx, search, 1, shown)) });
    }
    return {
      waiting,
      changes: (await listOpenNotices(tx, 1, 1)).total,
      demand: can(actor, 'request.list', { tenantId: actor.tenantId }).allowed ? await countDemand(tx) : 0,
      reviews: turns.filter((turn) => isAsk(turn) && turn !== 'name' && turn !== 'answer').length,
      leaderless: turns.filter((turn) => turn === 'name').length,
      questions: places.reduce(
        (sum, place) => sum + (asksOf(place).includes('answer') ? place.questions : 0),
        0,
      ),
      health,
      today,
    };
  });
}
