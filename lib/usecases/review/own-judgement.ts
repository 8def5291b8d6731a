import type { StaffMember } from '@/lib/access/actor';
import type { CoverageMark, RubricScore } from '@/lib/db/marks-and-scores';
import type { StageAtWork } from '@/lib/db/stage-at-work';
import { coverageOf } from '@/lib/review/coverage';
import { rubricState } from '@/lib/review/rubric';
import { lastVotes, membersVotes } from '@/lib/review/vote';
import { likelyMarks } from '@/lib/suggest/likely-mark';
import type { DeliberationView } from './case-view';
import type { ReviewSubject } from './review-subject';
import { scoresToReason } from './vote-grounds';

/** What a member has filled in so far in the present stage, what that comes to, and what helps with the rest. */
export function ownJudgementOf({
  actor,
  subject,
  current,
  threshold,
  suggests,
  marks,
  scores,
}: {
  actor: StaffMember;
  subject: ReviewSubject;
  current: StageAtWork;
  threshold: number;
  /** The institution wants suggestions. */
  suggests: boolean;
  /** The own ones. */
  marks: CoverageMark[];
  /** Of everybody, in all stages. */
  scores: readonly (RubricScore & { stageId: string })[];
}): DeliberationView['own'] {
  const own = scores.filter(
    ({ stageId, personId }) => stageId === current.stage.id && personId === actor.personId,
  );
  const vote = lastVotes(membersVotes(current.votes)).find(({ personId }) => personId === actor.personId);
  return {
    marks,
    coverage: coverageOf(subject.coursesToCover, marks, threshold),
    scores: own,
    rubric: rubricState(own),
    suggestions: suggests
      ? likelyMarks(
          subject.courses.flatMap(({ outcomes }) => outcomes),
          subject.certificates.flatMap(({ version }) => version?.outcomes ?? []),
        )
      : [],
    toReason: scoresToReason(current, actor.personId, scores),
    vote: vote
      ? { choice: vote.choice, ground: vote.ground, rationale: vote.rationale, rejection: vote.rejection }
      : null,
  };
}
