import type { Criterion } from '@/lib/review/rubric';

/** What reviewers say, in our own words; picked by number so that every start says the same. */
export const approvals = [
  'The matrix is covered and the level fits our course.',
  'Covered well enough; the tasks are close to what our students do in the first weeks.',
  'I agree. The score that is asked for makes up for the automatic marking.',
  'Level and workload fit. I would look again when the content changes.',
  'Good match. The one outcome that is only touched on comes back in the next course.',
  'Yes, as proposed: not more credit than the hours bear.',
];
export const committeeApprovals = [
  'The department’s reasons are sound.',
  'In line with what we decided for similar certificates.',
  'Agreed; the amount is modest.',
  'I follow the department.',
  'Agreed, with a review in due time.',
];
export const doubts = [
  'I am not convinced that identity is sure enough, but I follow the majority’s wish to decide.',
  'I abstain: I do not know the subject well enough.',
];
export const refusalApprovals = [
  'I agree that this earns no credit here, and that we say why.',
  'No, for the reasons given; students should be able to read them.',
  'Agreed: decided and explained is better than silence.',
];

export const scores: Record<
  Exclude<Criterion, 'studentSuccess'>,
  readonly [score: '1' | '2' | '3', rationale: string][]
> = {
  level: [
    ['3', 'Tasks ask for applying and analysing, as ours do.'],
    ['2', 'Slightly more guided than our course.'],
  ],
  workload: [
    ['2', 'The hours stated bear the credit.'],
    ['3', 'More hours than our course asks for.'],
  ],
  assessment: [
    ['2', 'Practical tasks and a final project.'],
    ['2', 'Quizzes count for half; the rest is practical.'],
  ],
  integrity: [
    ['1', 'No identity check; hence the score that is asked for.'],
    ['2', 'Identity is checked once.'],
    ['1', 'Retakes are not limited.'],
  ],
  currency: [
    ['3', 'Updated within the last two years.'],
    ['2', 'One tool is dated; the ideas are not.'],
  ],
  quality: [
    ['2', 'The provider reviews its courses, and a third party has looked at them.'],
    ['2', 'No outside review, but the content is well kept.'],
  ],
  accessibility: [
    ['2', 'Captions and texts are there; one tool needs a mouse.'],
    ['2', 'Low cost, with aid; in one language only.'],
  ],
};
export const markNotes = [
  'Second and third course.',
  'Practical tasks.',
  'Final project.',
  '',
  'Shown in the sample of graded work.',
  '',
];
export const partNotes = ['Touched on, not assessed.', 'Only with one tool.', 'Theory is missing.'];
export const questions = [
  'Is any of the graded work marked by a person?',
  'Which version of the content does this cover?',
];
