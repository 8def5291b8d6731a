import type { StaffMember } from '@/lib/access/actor';
import type { CoverageLevel } from '@/lib/review/coverage';
import type { Rejection } from '@/lib/review/rejection-kind';
import type { VoteChoice } from '@/lib/review/vote-choice';
import * as rules from '@/lib/db/rules';
import { castVote } from '@/lib/usecases/review/cast-vote';
import { type CloseStage, closeStage } from '@/lib/usecases/review/close-stage';
import { declareConflict } from '@/lib/usecases/review/declare-conflict';
import { type ReviewSubject, reviewSubject } from '@/lib/usecases/review/review-subject';
import { saveJudgement } from '@/lib/usecases/review/save-judgement';
import { markNotes, partNotes, scores } from '../data/remarks';
import { pick } from './cast';
import type { Setting } from './stage';

/** The open stage of a version's review, with its members. Null when none is open. */
export async function openStageOf({ tx }: Setting, ruleVersionId: string) {
  return tx.reviewStage.findFirst({
    where: { status: 'open', reviewCase: { ruleVersionId } },
    select: {
      id: true,
      kind: true,
      caseId: true,
      chairId: true,
      rowVersion: true,
      assignments: {
        select: { personId: true, isRecused: true, conflictDeclared: true },
        orderBy: { person: { email: 'asc' } },
      },
    },
  });
}

export async function declare(
  { as }: Setting,
  person: StaffMember,
  stageId: string,
  at: string,
  conflict?: string,
): Promise<void> {
  await declareConflict(as(person, at), {
    stageId,
    conflict: conflict ? 'conflict' : 'none',
    note: conflict ?? '',
  });
}

/** The matrix and the rubric of one reviewer; `partly` outcomes are covered in part, `missing` not at all. */
export async function judge(
  setting: Setting,
  person: StaffMember,
  ruleVersionId: string,
  stageId: string,
  at: string,
  given: { partly: number; missing: number; flavour: number },
): Promise<void> {
  const { as, institution } = setting;
  const { courses, certificates } = await subjectOf(setting, ruleVersionId);
  const wanted = courses.flatMap((course) => course.outcomes);
  const offered = certificates.flatMap(({ version }) => version?.outcomes ?? []);
  const most = Math.floor(
    (wanted.length * (100 - institution.policies.current.review.coverageThreshold)) / 50,
  );
  const partly = given.missing > 0 ? given.partly : Math.min(given.partly, most);
  const marks = wanted.map((outcome, index) => {
    // Reviewers do not all doubt the same outcomes.
    const place = (wanted.length - 1 - index + (given.flavour % 2) * 2) % wanted.length;
    const coverage = place < given.missing ? 'none' : place < given.missing + partly ? 'partial' : 'full';
    const learningOutcomeId = coverage === 'none' ? '' : (nearest(outcome.text, offered)?.id ?? '');
    return {
      courseOutcomeId: outcome.id,
      coverage,
      learningOutcomeId,
      note: noteOf(coverage, index + given.flavour, learningOutcomeId === ''),
    } as const;
  });
  await saveJudgement(as(person, at), {
    stageId,
    marks,
    scores: Object.entries(scores).map(([criterion, choices], index) => {
      const [score, rationale] = pick(choices, given.flavour + index);
      return { criterion: criterion as keyof typeof scores, score, rationale };
    }),
  });
}

/** A remark beside a mark; where no outcome of the certificate is named, it says where. */
function noteOf(coverage: CoverageLevel, flavour: number, isPlaceless: boolean): string {
  if (coverage === 'none') return '';
  const said = pick(coverage === 'full' ? markNotes : partNotes, flavour);
  return said === '' && isPlaceless ? 'In the exercises.' : said;
}

/** What the certificate says that shares most words with what the course wants; nothing when no word is shared. */
function nearest<T extends { text: string }>(text: string, offered: readonly T[]): T | undefined {
  const wanted = new Set(wordsOf(text));
  const shared = (one: T) => wordsOf(one.text).filter((word) => wanted.has(word)).length;
  return [...offered].sort((a, b) => shared(b) - shared(a)).find((one) => shared(one) > 0);
}

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}{4,}/gu) ?? [])
    .filter((word) => !['with', 'their', 'explain', 'what', 'that'].includes(word))
    .map((word) => word.slice(0, 5));
}

async function subjectOf({ tx, subjects, calendar }: Setting, ruleVersionId: string): Promise<ReviewSubject> {
  const known = subjects.get(ruleVersionId);
  if (known) return known;
  const rule = await rules.find(tx, ruleVersionId);
  if (!rule) throw new Error('The version to judge is not there.');
  const subject = await reviewSubject(tx, rule, calendar.today);
  subjects.set(ruleVersionId, subject);
  return subject;
}

export async function vote(
  { as }: Setting,
  person: StaffMember,
  stageId: string,
  at: string,
  choice: VoteChoice,
  rationale: string,
  rejection?: Rejection,
): Promise<void> {
  await castVote(as(person, at), {
    stageId,
    choice,
    rationale,
    ...(rejection && { rejection: rejection.kind, publicReason: rejection.publicReason }),
  });
}

/** The chair closes what the votes alone have not closed. */
export async function close(
  setting: Setting,
  ruleVersionId: string,
  at: string,
  ending: Pick<
    Partial<CloseStage>,
    'minutesRef' | 'note' | 'conditional' | 'conditionsOwner' | 'conditionsDueOn'
  > = {},
): Promise<void> {
  const stage = await openStageOf(setting, ruleVersionId);
  if (!stage?.chairId) throw new Error('There is no stage to close, or nobody leads it.');
  const chair = setting.cast.byId(stage.chairId);
  const asked = stage.assignments.some(
    (seat) => seat.personId === chair.personId && seat.conflictDeclared !== null,
  );
  if (!asked) await declare(setting, chair, stage.id, at);
  await closeStage(setting.as(chair, at), {
    stageId: stage.id,
    expectedVersion: stage.rowVersion + (asked ? 0 : 1),
    minutesRef: '',
    note: '',
    ...ending,
  });
}
