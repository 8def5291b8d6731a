import { expect, test } from 'vitest';
import { conflictsTold, type StageToTell } from '@/lib/review/conflicts-told';

const stage = (status: StageToTell['status'], ...states: string[]): StageToTell => ({
  status,
  seats: states.map((state, at) => ({ personId: `person ${at}`, state })),
});

test.each<[string, StageToTell[], ReturnType<typeof conflictsTold>]>([
  ['no review', [], { kind: 'noReview' }],
  [
    'one stage that is held back',
    [stage('closed', 'recused'), { status: 'open', seats: null }],
    { kind: 'withheld' },
  ],
  ['a stage in which nobody sits yet', [stage('open')], { kind: 'nobodySits' }],
  ['an open stage', [stage('closed', 'clear'), stage('open', 'undeclared')], { kind: 'noneYet' }],
  ['a closed one', [stage('closed', 'clear', 'undeclared')], { kind: 'none' }],
  [
    'one person who stepped back in two stages',
    [stage('closed', 'recused', 'clear'), stage('open', 'recused')],
    { kind: 'declared', count: 1 },
  ],
])('%s', (_, stages, told) => {
  expect(conflictsTold(stages)).toEqual(told);
});
