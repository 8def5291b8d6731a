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
  });
  expect(reasons({ stageId, choice: 'reject', rationale: 'No.', publicReason: '' })).toEqual({
    rejection: 'field/which-no',
    publicReason: 'field/public-why',
  });
});

test('a vote rests on the ground of its own choice, and on words where none says enough', () => {
  const grounds = { approve: 'asJudged', return: 'amount' };
  const parsed = JudgementForm.parse({ stageId, choice: 'approve', rationale: '', grounds });
  expect(parsed.input).toEqual({
    stageId,
    marks: [],
    scores: [],
    choice: 'approve',
    ground: 'asJudged',
    rationale: '',
  });
  // Whoever returns it says in words what to change.
  expect(reasons({ stageId, choice: 'return', rationale: '', grounds })).toEqual({
    rationale: 'field/vote-why',
  });
  expect(reasons({ stageId, choice: 'abstain', rationale: '', grounds })).toEqual({
    rationale: 'field/vote-why',
  });
  expect(reasons({ stageId, choice: 'approve', rationale: '', grounds: { approve: 'other' } })).toEqual({
    rationale: 'field/vote-why',
  });
  expect(reasons({ stageId, choice: 'approve', rationale: 'So.', grounds: { approve: 'level' } })).toEqual({
    ground: 'field/ground',
  });
});
