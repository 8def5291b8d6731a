import * as z from 'zod';
import { type HeldRole, recordsOf, type StaffMember } from '@/lib/access/actor';
import { listAbsences } from '@/lib/db/absences';
import { type Colleague, findColleagues, listHolding } from '@/lib/db/colleagues';
import { getInstitution } from '@/lib/db/institutions';
import type { StageToLead } from '@/lib/db/stage-at-work';
import { listNamedStages, listSeatsToVote, listStagesToLead, type NamedStage } from '@/lib/db/stages-to-lead';
import { openQuestionsIn } from '@/lib/db/review-case-list';
import type { Tx } from '@/lib/db/tx';
import { authorIdsOf } from '@/lib/kernel/authors';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { isOffice, officeOf } from '@/lib/review/eligibility';
import { ageOf } from '@/lib/review/leading';
import { type DueState, dueState, type Holidays, holidaysOf } from '@/lib/review/sla';
import { StageKind } from '@/lib/review/stage-config';
import { type Awaited, type TurnGroup, turnGroupOf, turnGroups } from '@/lib/review/stage-turn';
import { type Votes, votesOf } from '@/lib/review/tally';
import { type Ask, isAsk, type Place, turnOf } from '@/lib/review/turn';
import { hasVoted } from '@/lib/review/vote';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { dayIn } from '@/lib/usecases/day-in';
import { awaitedIn } from './awaited-in';
import { type LedStageView, ledStageView } from './led-stage-view';
import { placeInReview } from './place-in-review';
import { awayIn, loadsIn } from './reviewer-load';
import { loadsOf, type ReviewerLoad } from './loads-of';
import { isLeaderIn, leadingRoles, tallyOf } from './stage-resource';

export const ViewLedStages = z.object({
  /** The stage whose acts are shown. */
  stage: z.uuid().optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type ViewLedStages = z.infer<typeof ViewLedStages>;

/** A stage in the list of whoever leads it. */
export interface LedStage extends Omit<NamedStage, 'work'> {
  stageId: string;
  caseId: string;
  stageKind: StageKind;
  dueOn: CivilDate | null;
  turnGroup: TurnGroup;
  /** What is asked of whoever leads it, most pressingly; null where it is the turn of others. */
  ownAsk: Ask | null;
  /** Of whom else it waits for something; empty before the own word about conflicts. */
  awaited: Awaited[];
  due: DueState;
  /** Business days since it was opened, and those it has in all. */
  age: { taken: number; allowed: number | null };
  votes: Votes;
  /** One mark for each voting seat, in the order of their names. */
  seats: ('voted' | 'open' | 'recused')[];
}

export interface LedStages {
  stages: LedStage[];
  /** All that the person leads, those of other pages included. */
  total: number;
  /** How many wait for the person; null where there are too many to be looked through, and they are listed by their due day alone. */
  waiting: number | null;
  late: number;
  page: number;
  pages: number;
  /** The stage that was chosen; null where none was, or it is not led by the person. */
  chosen: LedStageView | null;
  loads: ReviewerLoad[];
  /** Whose office the person leads reviews by today. */
  standsInFor: string[];
  /** The person holds an office that leads reviews, or leads one. */
  leads: boolean;
}

/** A stage that the person leads, with what is asked of them and of others. */
interface Led extends NamedStage {
  place: Place;
  awaited: Awaited[];
}
interface At {
  actor: StaffMember;
  today: CivilDate;
  holidays: Holidays;
  timeZone: string;
}

const size = 25;
/** Whose turn it is in so many stages is worked out for one page; of more, only in those of the page. @units stages */
const mostLookedThrough = 200;

/**
 * The open stages that somebody leads, by whose turn it is and what is due first, with what can be done and who has how much to do. Who leads
 * very many finds them by their due day, a page at a time, and what waits for them in their list of reviews.
 */
export async function viewLedStages(
  ctx: Context,
  input: ViewLedStages,
  most: number = mostLookedThrough,
): Promise<LedStages> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'review.list', { tenantId: actor.tenantId });
    const institution = await getInstitution(tx, actor.tenantId);
    const at: At = {
      actor,
      today: todayIn(ctx, institution.timeZone),
      holidays: holidaysOf(institution),
      timeZone: institution.timeZone,
    };
    const colleagues = await listHolding(tx, leadingRoles);
    const mayLead = await listMayLead(tx, at.actor);
    const list =
      mayLead.length <= most
        ? await allByTurn(tx, mayLead, colleagues, at)
        : await pageByDay(tx, mayLead, colleagues, at, input);
    const loads = loadsIn(await listSeatsToVote(tx), at.today);
    const away = awayIn(
      await listAbsences(
        tx,
        colleagues.map(({ id }) => id),
        at.today,
      ),
    );
    const { led, stages, total } = list;
    const chosen = led.find(({ work }) => work.stage.id === input.stage);
    const pages = Math.max(1, Math.ceil(total / size));
    const page = Math.min(input.page, pages);
    return {
      stages: list.waiting === null ? stages : stages.slice((page - 1) * size, page * size),
      total,
      waiting: list.waiting,
      late: list.late,
      page,
      pages,
      chosen: chosen ? await ledStageView(tx, chosen, { ...at, loads, away }) : null,
      loads: loadsOf(placesOf(actor, led), colleagues, loads, away),
      standsInFor: (actor.standsInFor ?? []).map(({ name }) => name),
      leads: total > 0 || actor.roles.some(({ role }) => isOffice(role)),
    };
  });
}

/** The stages of which somebody may be asked whether they lead them. */
function listMayLead(tx: Tx, actor: StaffMember): Promise<StageToLead[]> {
  return listStagesToLead(
    tx,
    [actor.personId, ...(actor.standsInFor ?? []).flatMap(({ personIds }) => personIds)],
    officesIn([...actor.roles, ...(actor.standsInFor ?? [])]),
  );
}

/** The list of a page: `stages` are all of them, or those of the page where nobody counted whose turn it is in the others. */
interface Listed extends Pick<LedStages, 'stages' | 'total' | 'waiting' | 'late'> {
  led: Led[];
}

async function allByTurn(
  tx: Tx,
  mayLead: readonly StageToLead[],
  colleagues: readonly Colleague[],
  at: At,
): Promise<Listed> {
  const led = await listLed(tx, idsOf(mayLead), colleagues, at);
  const stages = led.map((one) => toLedStage(one, at)).sort(byTurn);
  return {
    led,
    stages,
    total: stages.length,
    waiting: stages.filter(({ turnGroup }) => turnGroup === 'you').length,
    late: stages.filter(({ due }) => due.state === 'overdue').length,
  };
}

async function pageByDay(
  tx: Tx,
  mayLead: readonly StageToLead[],
  colleagues: readonly Colleague[],
  at: At,
  { page, stage }: ViewLedStages,
): Promise<Listed> {
  // Of everybody else it is not asked who leads: a chair, and who stands in for one.
  const chairs = new Set(mayLead.map((one) => one.stage.chairId));
  const leaders = colleagues.filter(({ id, standsInFor }) => chairs.has(id) || standsInFor);
  const own = recordsOf(at.actor);
  const mine = mayLead.filter(
    (one) => !own.some((id) => one.recusedIds.includes(id)) && isLeaderIn(one, at.actor, leaders),
  );
  const last = Math.max(1, Math.ceil(mine.length / size));
  const from = (Math.min(page, last) - 1) * size;
  const shown = idsOf(mine).slice(from, from + size);
  const chosen = idsOf(mine).filter((id) => id === stage && !shown.includes(id));
  const led = await listLed(tx, [...shown, ...chosen], colleagues, at);
  return {
    led,
    stages: led
      .filter(({ work }) => shown.includes(work.stage.id))
      .map((one) => toLedStage(one, at))
      .sort(byTurn),
    total: mine.length,
    waiting: null,
    late: mine.filter((one) => dueState(at.today, one.stage.dueOn, at.holidays).state === 'overdue').length,
  };
}

const idsOf = (stages: readonly StageToLead[]): string[] => stages.map(({ stage }) => stage.id);

async function listLed(
  tx: Tx,
  stageIds: readonly string[],
  colleagues: readonly Colleague[],
  { actor, today }: At,
): Promise<Led[]> {
  const cases = await listNamedStages(tx, stageIds);
  const caseIds = cases.map(({ work }) => work.reviewCase.id);
  const questions = await openQuestionsIn(tx, caseIds);
  const authors = await findColleagues(tx, [...new Set(cases.flatMap(({ work }) => authorIdsOf(work)))]);
  const known = new Set(colleagues.map(({ id }) => id));
  const people = [...colleagues, ...authors.filter(({ id }) => !known.has(id))];
  return cases.flatMap((one): Led[] => {
    const { id } = one.work.reviewCase;
    const asked = questions(id);
    const place = placeInReview(one.work, actor, colleagues, today, asked.count);
    // A casting vote stays the chair's own while somebody else leads for them.
    if (!(place.isLeader || place.decidesTie) || place.isRecused) return [];
    return [{ ...one, place, awaited: awaitedIn(one.work, people, today, asked) }];
  });
}

/** Which stages the offices among these roles lead. */
function officesIn(roles: readonly HeldRole[]): { kind: StageKind; departmentId: string | null }[] {
  return StageKind.options.flatMap((kind) =>
    roles
      .filter(({ role }) => role === officeOf(kind))
      .map(({ departmentId }) => ({ kind, departmentId: kind === 'department' ? departmentId : null })),
  );
}

const byTurn = (a: LedStage, b: LedStage): number =>
  turnGroups.indexOf(a.turnGroup) - turnGroups.indexOf(b.turnGroup) ||
  (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') ||
  a.caseId.localeCompare(b.caseId);

function toLedStage({ work, place, awaited, ...facts }: Led, at: At): LedStage {
  const { stage, reviewCase } = work;
  // That it is late is told by its day; whose turn it is, is whose part is missing.
  const turn = turnOf({ ...place, isOverdue: false });
  const ownAsk = isAsk(turn) ? turn : null;
  const others = awaited.filter(({ personId }) => personId !== at.actor.personId);
  return {
    ...facts,
    stageId: stage.id,
    caseId: reviewCase.id,
    stageKind: stage.kind,
    dueOn: stage.dueOn,
    turnGroup: ownAsk === null ? turnGroupOf(others, at.actor.personId) : 'you',
    ownAsk,
    awaited: place.hasDeclared ? others : [],
    due: dueState(at.today, stage.dueOn, at.holidays),
    age: ageOf(dayIn(stage.openedAt, at.timeZone), stage.dueOn, at.today, at.holidays),
    votes: votesOf(stage.config, tallyOf(work, at.today)),
    seats: work.assignments
      .filter(({ isVoting }) => isVoting)
      .map(({ personId, isRecused }) =>
        isRecused ? 'recused' : hasVoted(work.votes, personId) ? 'voted' : 'open',
      ),
  };
}

/** Where the person leads: in the stages at hand, and by office. */
function placesOf(
  actor: StaffMember,
  led: readonly Led[],
): { kind: StageKind; departmentId: string | null }[] {
  return [
    ...led.map(({ work }) => ({ kind: work.stage.kind, departmentId: work.reviewCase.departmentId })),
    ...officesIn(actor.roles),
  ];
}
