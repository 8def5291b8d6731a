import * as cases from '@/lib/db/review-cases';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { markIn, scoreIn } from './judgement';
import type { Marks, Scores } from './judged';
import { stageResource } from './stage-resource';

/** What a reviewer has filled in so far, of either kind. */
export interface SaveJudgement {
  stageId: string;
  marks?: Marks;
  scores?: Scores;
}

export interface JudgementSaved {
  caseId: string;
  marked: number;
  scored: number;
}

/** Saves one reviewer's marks and scores together, without a vote; each that says something new leaves its audit entry. */
export async function saveJudgement(ctx: Context, input: SaveJudgement): Promise<JudgementSaved> {
  return command(ctx, 'review.markCoverage', input, async (tx, _actor, ctx) => {
    const work = await cases.lockStage(tx, input.stageId);
    authorize(ctx, 'review.markCoverage', stageResource(work));
    const marks = await markIn(tx, ctx, work, input.marks ?? []);
    const scores = await scoreIn(tx, ctx, work, input.scores ?? []);
    return { caseId: marks.caseId, marked: marks.saved, scored: scores.saved };
  });
}
