import * as z from 'zod';
import type { StaffMember } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import * as cases from '@/lib/db/review-cases';
import type { StageAtWork } from '@/lib/db/review-cases';
import { getInstitution, listPrograms } from '@/lib/db/institutions';
import * as rules from '@/lib/db/rules';
import { listHolding } from '@/lib/db/colleagues';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { canSit, isChairAlone, mayClose, mayJudge, seatsOf } from '@/lib/review/eligibility';
import { nextStage } from '@/lib/review/next-stage';
import { isLargeRule } from '@/lib/review/rule-size';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { ruleResource } from '../rule/rule-resource';
import { policyOfCase } from './case-policy';
import { standingIn } from './case-standing';
import type { CaseStanding, CaseView, QuestionView } from './case-view';
import { deliberationOf } from './deliberation';
import { reviewSubject, type ReviewSubject } from './review-subject';
import { stageResource, tallyOf } from './stage-resource';

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
    const subject = await reviewSubject(tx, rule);
    const { standing, sight, seesTable } = standingIn(actor, stages, current);
    const may = {
      ...mayDo(actor, current, standing),
      settle:
        seesTable &&
        rule.status === 'conditionally_approved' &&
        can(actor, 'rule.settleConditions', ruleResource(rule)).allowed,
    };
    return {
      caseId: reviewCase.id,
      standing,
      denyReason: sight.allowed ? null : sight.reason,
      question: await questionOf(tx, rule, subject, institution.homeUnit),
      stageId: current.stage.id,
      isOpen: current.stage.status === 'open',
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
            threshold: policy.review.coverageThreshold,
          })
        : null,
      may,
      ...closing(current, may.close),
      candidates: may.assign ? await candidatesFor(tx, stages, current) : [],
    };
  });
}

function mayDo(
  actor: StaffMember,
  current: StageAtWork,
  standing: CaseStanding,
): Omit<CaseView['may'], 'settle'> {
  const resource = stageResource(current);
  const isOpen = current.stage.status === 'open';
  const seat = current.assignments.find((assignment) => assignment.personId === actor.personId);
  const judges = standing === 'member' && seat !== undefined && mayJudge(current.stage.status, seat).ok;
  const allows = (
    permission:
      | 'review.castVote'
      | 'review.markCoverage'
      | 'review.askForMore'
      | 'review.assign'
      | 'review.closeStage',
  ) => can(actor, permission, resource).allowed;
  return {
    judge: judges && allows('review.markCoverage'),
    vote: judges && seat.isVoting && allows('review.castVote'),
    ask: judges && allows('review.askForMore'),
    assign: isOpen && standing !== 'recused' && allows('review.assign'),
    close: isOpen && standing !== 'recused' && allows('review.closeStage'),
    answer:
      standing !== 'recused' &&
      standing !== 'none' &&
      can(actor, 'review.answer', { tenantId: actor.tenantId }).allowed,
  };
}

function closing(current: StageAtWork, mayTry: boolean): Pick<CaseView, 'isClosable' | 'closeProblem'> {
  if (!mayTry) return { isClosable: false, closeProblem: null };
  const { stage, votes } = current;
  const verdict = mayClose(
    stage.status,
    stage.kind,
    tallyOf(current),
    isChairAlone(
      stage.kind,
      stage.chairId,
      votes.map((vote) => vote.personId),
    ),
    'to be given',
  );
  return { isClosable: verdict.ok, closeProblem: verdict.ok ? null : verdict.reason };
}

async function candidatesFor(
  tx: Tx,
  stages: readonly StageAtWork[],
  { stage, reviewCase, authorId, assignments }: StageAtWork,
): Promise<CaseView['candidates']> {
  const taken = [
    authorId,
    ...assignments.map((seat) => seat.personId),
    ...stages.flatMap((work) => stageResource(work).recusedIds ?? []),
  ];
  const people = await listHolding(tx, seatsOf(stage.kind));
  return people
    .filter(
      (person) => !taken.includes(person.id) && canSit(stage.kind, reviewCase.departmentId, person.roles),
    )
    .map(({ id, name }) => ({ id, name }));
}

async function questionOf(
  tx: Tx,
  rule: RuleVersion,
  { courses, certificates }: ReviewSubject,
  homeUnit: QuestionView['homeUnit'],
): Promise<QuestionView> {
  const named = rule.definition.programs?.filter((code) => code !== '*') ?? [];
  const programs = named.length > 0 ? await listPrograms(tx) : [];
  return {
    ruleVersionId: rule.id,
    ruleCode: rule.ruleCode,
    title: rule.title,
    version: rule.version,
    status: rule.status,
    rowVersion: rule.rowVersion,
    definition: rule.definition,
    homeUnit,
    courses,
    authorName: (await rules.namesOf(tx, [rule.authorId])).get(rule.authorId) ?? '',
    certificates: certificates.map(
      ({ microCredential: { id, slug, title, provider, platform, url, recommendations }, version }) => ({
        id,
        slug,
        title,
        provider,
        platform,
        url,
        version,
        recommendations: recommendations.filter((found) => rule.basis.recommendationIds.includes(found.id)),
      }),
    ),
    programs: programs
      .filter((program) => named.includes(program.code))
      .map(({ code, title }) => ({ code, title })),
  };
}
