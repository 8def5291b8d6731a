import * as z from 'zod';
import type { StaffMember } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { listAbsences } from '@/lib/db/absences';
import { findRejection } from '@/lib/db/rejections';
import * as cases from '@/lib/db/review-cases';
import { openQuestionsIn } from '@/lib/db/review-case-list';
import type { StageAtWork } from '@/lib/db/stage-at-work';
import { getInstitution } from '@/lib/db/institutions';
import * as rules from '@/lib/db/rules';
import { listTransitions } from '@/lib/db/rule-transitions';
import { type Colleague, findColleagues, listHolding } from '@/lib/db/colleagues';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { authorIdsOf } from '@/lib/kernel/authors';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { canLead, endingOfNextBallot, mayReveal, officeOf, seatsOf } from '@/lib/review/eligibility';
import { nextStage } from '@/lib/review/next-stage';
import { asksForConditions } from '@/lib/review/owed-conditions';
import { rejectionsOf } from '@/lib/review/rejection';
import { endOfReview } from '@/lib/review/review-end';
import { holidaysOf } from '@/lib/review/sla';
import { isLargeRule } from '@/lib/review/rule-size';
import { needsMinutes } from '@/lib/review/stage-config';
import { votesToClose } from '@/lib/review/tally';
import { type Place, turnOf } from '@/lib/review/turn';
import { hasVoted } from '@/lib/review/vote';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { ruleResource } from '../rule/rule-resource';
import { candidatesFor } from './candidates';
import { policyOfCase } from './case-policy';
import { ownEndedOf, standingIn } from './case-standing';
import type { CaseView } from './case-view';
import { questionOf } from './case-question';
import { deliberationOf } from './deliberation';
import { mayDo } from './case-acts';
import { placeInReview } from './place-in-review';
import { reviewRecordOf } from './review-record';
import { awayIn } from './reviewer-load';
import { reviewSubject } from './review-subject';
import {
  closingOf,
  hasLostSeatIn,
  isChairAble,
  isChairAloneIn,
  isLedBy,
  lacksReviewersIn,
  leadingRoles,
  notAskedIn,
  placeIn,
  tallyOf,
} from './stage-resource';

export const ViewCase = z.strictObject({ caseId: z.uuid() });
export type ViewCase = z.infer<typeof ViewCase>;

/**
 * One case on one page. Everybody on the staff sees the question; what is on the table is for whoever may read deliberations:
 * not before an own conflict has been denied, and never for the recused.
 */
export async function viewCase(ctx: Context, input: ViewCase): Promise<CaseView> {
  return query(ctx, async (tx, actor, ctx) => {
    const reviewCase = (await cases.findCase(tx, input.caseId)) ?? refuse('not_found', 'review/not-found');
    authorize(ctx, 'review.list', { tenantId: reviewCase.tenantId });
    const stages = await cases.listStages(tx, reviewCase.id);
    const current = stages.at(-1) ?? refuse('not_found', 'review/not-found');
    const rule = (await rules.find(tx, reviewCase.ruleVersionId)) ?? refuse('not_found', 'rule/not-found');
    const institution = await getInstitution(tx, reviewCase.tenantId);
    const today = todayIn(ctx, institution.timeZone);
    const policy = await policyOfCase(tx, reviewCase);
    const subject = await reviewSubject(tx, rule, today);
    const { standing, sight, seesTable, seesNames } = standingIn(actor, stages, current);
    const colleagues = await listHolding(tx, leadingRoles);
    const may = {
      ...mayDo(actor, current, standing, seesTable, colleagues, today),
      settle:
        seesTable &&
        rule.status === 'conditionally_approved' &&
        can(actor, 'rule.settleConditions', ruleResource(rule)).allowed,
    };
    const reviewRecord = await reviewRecordOf(tx, actor, rule, today);
    const candidates = may.assign ? await candidatesFor(tx, current) : [];
    const away = awayIn(
      await listAbsences(
        tx,
        candidates.map(({ id }) => id),
        today,
      ),
    );
    return {
      caseId: reviewCase.id,
      standing,
      denyReason: sight.allowed ? null : sight.reason,
      question: await questionOf(
        tx,
        rule,
        subject,
        institution.homeUnit,
        policy.credit.conversions ?? {},
        today,
      ),
      stageId: current.stage.id,
      isOpen: current.stage.status === 'open',
      end: seesTable ? await endOf(tx, rule, current) : null,
      followedBy:
        nextStage(
          policy.review,
          current.stage.kind,
          isLargeRule(
            rule.definition,
            policy.review.deanFromCredits,
            policy.credit,
            new Map(subject.courses.map((course) => [course.code, course.credits])),
          ),
        )?.kind ?? null,
      deliberation: seesTable
        ? await deliberationOf(tx, {
            actor,
            rule,
            subject,
            stages,
            current,
            today,
            holidays: holidaysOf(institution),
            threshold: policy.review.coverageThreshold,
            suggests: institution.suggestFrom !== 'nothing',
            seesNames,
            isChairAble: isChairAble(current, colleagues),
          })
        : null,
      reviewRecord,
      turn:
        current.stage.status === 'open'
          ? turnOf(await placeOf(tx, actor, current, colleagues, today))
          : rule.status === 'conditionally_approved'
            ? (asksForConditions(current.stage.conditions, actor, {
                departmentId: reviewCase.departmentId,
                maySettle: may.settle,
                today,
              })[0] ?? null)
            : null,
      may,
      rejections: rejectionsOf(rule.definition),
      ballotEnding: ballotEndingOf(current, actor.personId, today),
      ...(may.close ? closingOf(current, today) : { isClosable: false, closeProblem: null }),
      votesToClose: votesToClose(current.stage.config, tallyOf(current, today)),
      conditionOwners: may.close ? await listOwners(tx, rule) : [],
      notAsked: may.close && needsMinutes(current.stage.config) ? namesOfNotAsked(current) : [],
      notVoted: seesNames && current.stage.status === 'open' ? namesOfNotVoted(current) : [],
      isLed: isLedBy(current, colleagues),
      lacksReviewers: lacksReviewersIn(current, today),
      hasLostRole: current.stage.status === 'open' && placeIn(current, actor.personId)?.isInRole === false,
      toReplace: may.assign
        ? current.assignments.filter(({ hasLeft }) => hasLeft).map(({ name }) => name)
        : [],
      vacancy: may.assign && candidates.length === 0 ? vacancyIn(current, today) : null,
      ownEnded: ownEndedOf(stages, actor.personId),
      revealProblem: may.reveal ? revealProblemOf(current, actor.personId, today) : null,
      candidates: candidates.map((one) => ({ ...one, away: away.get(one.id) ?? null })),
      chairCandidates: may.nameChair ? await chairCandidatesFor(tx, current, actor.personId) : [],
    };
  });
}

/** What the review came to, with the reason on record where that is a no. */
async function endOf(tx: Tx, rule: RuleVersion, { stage }: StageAtWork): Promise<CaseView['end']> {
  const came = endOfReview(rule.status, stage.outcome);
  if (came === null) return null;
  const moves = rule.status === 'rejected' ? await listTransitions(tx, rule.ruleId) : [];
  const no = moves.find((move) => move.ruleVersionId === rule.id && move.toStatus === 'rejected');
  const rejection = rule.status === 'rejected' ? await findRejection(tx, rule.id) : null;
  return { came, reason: no?.reason ?? '', rejection };
}

/** Who can be named to see to conditions: its authors first, then whoever writes mappings or publishes here. */
async function listOwners(tx: Tx, rule: RuleVersion): Promise<CaseView['conditionOwners']> {
  const authors = await findColleagues(tx, authorIdsOf(rule));
  const others = await listHolding(tx, ['evaluator', 'registrar']);
  const people = new Map([...authors, ...others].map(({ id, name }) => [id, { id, name }]));
  return [...people.values()];
}

async function placeOf(
  tx: Tx,
  actor: StaffMember,
  current: StageAtWork,
  colleagues: readonly Colleague[],
  today: CivilDate,
): Promise<Place> {
  const { id } = current.reviewCase;
  const questions = await openQuestionsIn(tx, [id]);
  return placeInReview(current, actor, colleagues, today, questions(id).count);
}

function namesOfNotVoted({ assignments, votes }: StageAtWork): string[] {
  return assignments
    .filter(
      ({ isVoting, isRecused, isInRole, personId }) =>
        isVoting && isInRole && !isRecused && !hasVoted(votes, personId),
    )
    .map(({ name }) => name);
}

function namesOfNotAsked(current: StageAtWork): string[] {
  const asked = notAskedIn(current);
  return current.assignments.filter(({ personId }) => asked.includes(personId)).map(({ name }) => name);
}

/** Who is missing where the stage has too few people and nobody else holds the role for a seat. */
function vacancyIn(current: StageAtWork, today: CivilDate): CaseView['vacancy'] {
  if (!lacksReviewersIn(current, today)) return null;
  return {
    role: seatsOf(current.stage.kind)[0] ?? officeOf(current.stage.kind),
    steppedBack: current.assignments.filter(({ isRecused }) => isRecused).map(({ name }) => name),
  };
}

function ballotEndingOf(current: StageAtWork, personId: string, today: CivilDate): CaseView['ballotEnding'] {
  return endingOfNextBallot(
    current.stage.config,
    tallyOf(current, today),
    hasVoted(current.votes, personId),
    isChairAloneIn(current, personId),
  );
}

function revealProblemOf(current: StageAtWork, personId: string, today: CivilDate): string | null {
  const verdict = mayReveal(
    current.stage,
    tallyOf(current, today),
    placeIn(current, personId),
    hasVoted(current.votes, personId),
    hasLostSeatIn(current, personId),
  );
  return verdict.ok ? null : verdict.reason;
}

/** Whoever could lead; offered where nobody does, or to those who may hand it on. */
async function chairCandidatesFor(
  tx: Tx,
  work: StageAtWork,
  personId: string,
): Promise<CaseView['chairCandidates']> {
  const { stage, reviewCase, recusedIds } = work;
  const barred = [...authorIdsOf(work), personId, stage.chairId, ...recusedIds];
  const people = await listHolding(tx, leadingRoles);
  return people
    .filter(({ id, roles }) => !barred.includes(id) && canLead(stage.kind, reviewCase.departmentId, roles))
    .map(({ id, name }) => ({ id, name }));
}
