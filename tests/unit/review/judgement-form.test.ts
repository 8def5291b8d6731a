import { expect, test } from 'vitest';
import { firstReasons } from '@/lib/next/refusal-words';
import { JudgementForm } from '@/lib/usecases/review/judgement-form';

const stageId = '0190d4f2-0000-7000-8000-000000000001';
const scores = [{ criterion: 'level', score: '2', rationale: 'EQF 6.' }];
const reasons = (input: object) => firstReasons(JudgementForm.safeParse(input).error?.issues ?? []);

test('saving without a vote asks for no vote', () => {
  const parsed = JudgementForm.parse({ stageId, scores, save: 'yes', rationale: '', publicReason: '' });
  expect(parsed).toEqual({ isBallot: false, input: { stageId, marks: [], scores } });
});

test('a vote takes what is on the screen with it, and says beside its field what it lacks', () => {
  const ballot = { choice: 'approve', rationale: 'Fine.' };
  expect(JudgementForm.parse({ stageId, scores, ...ballot })).toEqual({
    isBallot: true,
    input: { stageId, marks: [], scores, ...ballot },
  });
  expect(reasons({ stageId, rationale: '' })).toEqual({
    choice: 'field/choose',
    rationale: 'field/vote-why',
  });
  expect(reasons({ stageId, choice: 'reject', rationale: 'No.', publicReason: '' })).toEqual({
    rejection: 'field/which-no',
    publicReason: 'field/public-why',
  });
  expect(
    reasons({ stageId, ...ballot, scores: [{ criterion: 'level', score: '2', rationale: '' }] }),
  ).toEqual({
    'scores.0.rationale': 'field/why',
  });
});
