import * as z from 'zod';
import type { StaffMember } from '@/lib/access/actor';
import { type Colleague, findColleagues, listHolding } from '@/lib/db/colleagues';
import { getInstitution } from '@/lib/db/institutions';
import { countOpenCases, pageOfOpenCases } from '@/lib/db/open-cases';
import { type CaseRow, countOpenQuestions, listAskedSince } from '@/lib/db/review-case-list';
import type { StageAtWork } from '@/lib/db/review-cases';
import { authorIdsOf } from '@/lib/kernel/authors';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { canSit, isOffice, officeOf } from '@/lib/review/eligibility';
import { ageOf } from '@/lib/review/leading';
import { type DueState, dueState, type Holidays, holidaysOf } from '@/lib/review/sla';
import { StageKind } from '@/lib/review/stage-config';
import { type Awaited, type TurnGroup, turnGroupOf, turnGroups } from '@/lib/review/stage-turn';
import { type Ask, turnOf, isAsk } from '@/lib/review/turn';
import { hasVoted } from '@/lib/review/vote';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, dayIn, todayIn } from '../context';
import { awaitedIn } from './awaited-in';
import { type LedStageView, ledStageView } from './led-stage-view';
import { type OpenReview, openReviewsOf } from './place-in-review';
import { type Load, loadsIn, noLoad } from './reviewer-load';
import { leadingRoles, placeIn } from './stage-resource';

export const ViewLedStages = z.object({
  /** The stage whose acts are shown. */
  stage: z.uuid().optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type ViewLedStages = z.infer<typeof ViewLedStages>;

/** A stage in the list of whoever leads it. */
export interface LedStage
  extends Pick<
    CaseRow,
    'caseId' | 'title' | 'named' | 'ruleCode' | 'courseCodes' | 'isDenial' | 'stageKind' | 'dueOn'
  > {
  stageId: string;
  turnGroup: TurnGroup;
  /** What is asked of whoever leads it, most pressingly; null where it is the turn of others. */
  ownAsk: Ask | null;
  /** Of whom it waits for something; empty before the own word about conflicts. */
  awaited: Awaited[];
  due: DueState;
  /** Business days since it was opened, and those it has in all. */
  age: { taken: number; allowed: number | null };
  /** One mark for each voting seat, in the order of their names. */
  seats: ('voted' | 'open' | 'recused')[];
}

export interface ReviewerLoad extends Load {
  id: string;
  name: string;
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
  /** The person holds an office that leads reviews, or leads one. */
  leads: boolean;
}

const size = 25;
const mostLoads = 100;

/** The open stages that somebody leads, by whose turn it is and what is due first, with what can be done and who has how much to do. */
export async function viewLedStages(ctx: Context, input: ViewLedStages): Promise<LedStages> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'review.list', { tenantId: actor.tenantId });
    const institution = await getInstitution(tx, actor.tenantId);
    const [today, holidays] = [todayIn(ctx, institution.timeZone), holidaysOf(institution)];
    // How much somebody has to do is counted over all that is open.
    const everything = await pageOfOpenCases(tx, 0, await countOpenCases(tx));
    const open = await openReviewsOf(tx, actor, today, everything);
    const led = open.filter(({ place }) => place.isLeader && !place.isRecused);
    const caseIds = led.map(({ row }) => row.caseId);
    const [questions, askedSince] = [
      await countOpenQuestions(tx, caseIds),
      await listAskedSince(tx, caseIds),
    ];
    const colleagues = await listHolding(tx, leadingRoles);
    const authors = await findColleagues(tx, [...new Set(led.flatMap(({ work }) => authorIdsOf(work)))]);
    const known = new Set(colleagues.map(({ id }) => id));
    const people = [...colleagues, ...authors.filter(({ id }) => !known.has(id))];
    const awaitedOf = ({ row, work }: OpenReview) =>
      awaitedIn(work, people, today, {
        count: questions.get(row.caseId) ?? 0,
        askedAt: askedSince.get(row.caseId) ?? null,
      });
    const at = { actor, today, holidays, timeZone: institution.timeZone };
    const stages = led.map((review) => toLedStage(review, awaitedOf(review), at)).sort(byTurn);
    const loads = loadsIn(
      open.map(({ work }) => work),
      today,
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
      chosen: chosen
        ? await ledStageView(tx, chosen, {
            ...at,
            awaited: awaitedOf(chosen),
            loads,
            canAct: placeIn(chosen.work, actor.personId)?.conflictDeclared === false,
          })
        : null,
      loads: loadsOf(
        actor,
        led.map(({ work }) => work),
        colleagues,
        loads,
      ),
      leads: led.length > 0 || actor.roles.some(({ role }) => isOffice(role)),
    };
  });
}

const byTurn = (a: LedStage, b: LedStage): number =>
  turnGroups.indexOf(a.turnGroup) - turnGroups.indexOf(b.turnGroup) ||
  (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') ||
  a.caseId.localeCompare(b.caseId);

function toLedStage(
  { row, work, place }: OpenReview,
  awaited: Awaited[],
  at: { actor: StaffMember; today: CivilDate; holidays: Holidays; timeZone: string },
): LedStage {
  const { stage } = work;
  // That it is late is told by its day; whose turn it is, is whose part is missing.
  const turn = turnOf({ ...place, isOverdue: false });
  const ownAsk = isAsk(turn) ? turn : null;
  const { caseId, title, named, ruleCode, courseCodes, isDenial, stageKind, dueOn } = row;
  return {
    ...{ caseId, title, named, ruleCode, courseCodes, isDenial, stageKind, dueOn },
    stageId: stage.id,
    turnGroup: ownAsk
      ? 'you'
      : turnGroupOf(
          awaited.filter(({ ask }) => ask !== 'late'),
          at.actor.personId,
        ),
    ownAsk,
    awaited: place.hasDeclared ? awaited.filter(({ personId }) => personId !== at.actor.personId) : [],
    due: dueState(at.today, stage.dueOn, at.holidays),
    age: ageOf(dayIn(stage.openedAt, at.timeZone), stage.dueOn, at.today, at.holidays),
    seats: work.assignments
      .filter(({ isVoting }) => isVoting)
      .map(({ personId, isRecused }) =>
        isRecused ? 'recused' : hasVoted(work.votes, personId) ? 'voted' : 'open',
      ),
  };
}

/** Who can sit where the person leads, the one with most on the desk first. */
function loadsOf(
  actor: StaffMember,
  led: readonly StageAtWork[],
  colleagues: readonly Colleague[],
  loads: ReadonlyMap<string, Load>,
): ReviewerLoad[] {
  const places = [
    ...led.map(({ stage, reviewCase }) => ({ kind: stage.kind, departmentId: reviewCase.departmentId })),
    ...StageKind.options.flatMap((kind) =>
      actor.roles
        .filter(({ role }) => role === officeOf(kind))
        .map(({ departmentId }) => ({ kind, departmentId })),
    ),
  ];
  return colleagues
    .filter(({ roles }) => places.some(({ kind, departmentId }) => canSit(kind, departmentId, roles)))
    .map(({ id, name }) => ({ id, name, ...(loads.get(id) ?? noLoad) }))
    .sort((a, b) => b.late - a.late || b.open - a.open || a.name.localeCompare(b.name))
    .slice(0, mostLoads);
}
