import * as z from 'zod';
import type { HeldRole, StaffMember } from '@/lib/access/actor';
import { listAbsences } from '@/lib/db/absences';
import { type Colleague, findColleagues, listHolding } from '@/lib/db/colleagues';
import { getInstitution } from '@/lib/db/institutions';
import { type StageToLead, listStagesToLead, listSeatsToVote } from '@/lib/db/stages-to-lead';
import { openQuestionsIn } from '@/lib/db/review-case-list';
import type { Tx } from '@/lib/db/tx';
import { authorIdsOf } from '@/lib/kernel/authors';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { canSit, isOffice, officeOf } from '@/lib/review/eligibility';
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
import { type Away, awayIn, type Load, loadsIn, noLoad } from './reviewer-load';
import { leadingRoles, tallyOf } from './stage-resource';

export const ViewLedStages = z.object({
  /** The stage whose acts are shown. */
  stage: z.uuid().optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type ViewLedStages = z.infer<typeof ViewLedStages>;

/** A stage in the list of whoever leads it. */
export interface LedStage extends Omit<StageToLead, 'work'> {
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

export interface ReviewerLoad extends Load {
  id: string;
  name: string;
  away: Away | null;
}

export interface LedStages {
  stages: LedStage[];
  /** All that the person leads, those of other pages included. */
  total: number;
  waiting: number;
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
interface Led extends StageToLead {
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
const mostLoads = 100;

/** The open stages that somebody leads, by whose turn it is and what is due first, with what can be done and who has how much to do. */
export async function viewLedStages(ctx: Context, input: ViewLedStages): Promise<LedStages> {
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
    const led = await listLed(tx, colleagues, at);
    const stages = led.map((one) => toLedStage(one, at)).sort(byTurn);
    const loads = loadsIn(await listSeatsToVote(tx), at.today);
    const away = awayIn(
      await listAbsences(
        tx,
        colleagues.map(({ id }) => id),
        at.today,
      ),
    );
    const chosen = led.find(({ work }) => work.stage.id === input.stage);
    const pages = Math.max(1, Math.ceil(stages.length / size));
    const page = Math.min(input.page, pages);
    return {
      stages: stages.slice((page - 1) * size, page * size),
      total: stages.length,
      waiting: stages.filter(({ turnGroup }) => turnGroup === 'you').length,
      late: stages.filter(({ due }) => due.state === 'overdue').length,
      page,
      pages,
      chosen: chosen ? await ledStageView(tx, chosen, { ...at, loads, away }) : null,
      loads: loadsOf(placesOf(actor, led), colleagues, loads, away),
      standsInFor: (actor.standsInFor ?? []).map(({ name }) => name),
      leads: led.length > 0 || actor.roles.some(({ role }) => isOffice(role)),
    };
  });
}

async function listLed(tx: Tx, colleagues: readonly Colleague[], { actor, today }: At): Promise<Led[]> {
  const cases = await listStagesToLead(
    tx,
    [actor.personId, ...(actor.standsInFor ?? []).flatMap(({ personIds }) => personIds)],
    officesIn([...actor.roles, ...(actor.standsInFor ?? [])]),
  );
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

/** Who can sit in one of these places, the one with most on the desk first. */
function loadsOf(
  places: readonly { kind: StageKind; departmentId: string | null }[],
  colleagues: readonly Colleague[],
  loads: ReadonlyMap<string, Load>,
  away: ReadonlyMap<string, Away>,
): ReviewerLoad[] {
  return colleagues
    .filter(({ roles }) => places.some(({ kind, departmentId }) => canSit(kind, departmentId, roles)))
    .map(({ id, name }) => ({ id, name, ...(loads.get(id) ?? noLoad), away: away.get(id) ?? null }))
    .sort((a, b) => b.late - a.late || b.open - a.open || a.name.localeCompare(b.name))
    .slice(0, mostLoads);
}
