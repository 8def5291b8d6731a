import * as z from 'zod';
import { CastVote } from './cast-vote';
import { Marks, Scores } from './judged';

/** What a reviewer sends: marks, scores and a vote together, or with `save` the first two alone. */
export const JudgementForm = z
  .strictObject({
    stageId: z.uuid(),
    marks: Marks.default([]),
    scores: Scores.default([]),
    save: z.literal('yes').optional(),
    // The ballot is judged by itself, and only where it is cast.
    choice: z.unknown().optional(),
    /** The ground of each choice, so that changing the choice takes none of another along. */
    grounds: z.record(z.string(), z.string()).optional(),
    rationale: z.unknown().optional(),
    rejection: z.unknown().optional(),
    casting: z.unknown().optional(),
    publicReason: z.unknown().optional(),
  })
  .transform(({ save, grounds = {}, ...rest }, context) => {
    const { stageId, marks, scores } = rest;
    const ground = typeof rest.choice === 'string' ? grounds[rest.choice] : undefined;
    const judgement = { ...rest, ...(ground && { ground }) };
    if (save === 'yes') return { isBallot: false as const, input: { stageId, marks, scores } };
    const ballot = CastVote.safeParse(judgement);
    if (ballot.success) return { isBallot: true as const, input: ballot.data };
    context.issues.push(...ballot.error.issues.map((issue) => ({ ...issue, input: judgement }) as never));
    return z.NEVER;
  });
export type JudgementForm = z.infer<typeof JudgementForm>;
