import { expect, test } from 'vitest';
import { countedVotes, hasVoted, lastVotes, standingVotes, takenBackAt } from '@/lib/review/vote';

test('the last vote of each person counts, wherever it is listed', () => {
  const votes = [
    { personId: 'a', ordinal: 2 },
    { personId: 'b', ordinal: 1 },
    { personId: 'a', ordinal: 3 },
    { personId: 'a', ordinal: 1 },
  ];
  expect(lastVotes(votes)).toEqual([
    { personId: 'a', ordinal: 3 },
    { personId: 'b', ordinal: 1 },
  ]);
});

test('of each member who can vote the last vote is counted that is no casting vote', () => {
  const by = (personId: string, ordinal: number, isCasting = false) => ({ personId, ordinal, isCasting });
  const votes = [by('a', 1), by('a', 2, true), by('b', 1), by('c', 1, true), by('d', 1)];
  const members = [
    { personId: 'a', isVoting: true, isRecused: false },
    { personId: 'b', isVoting: true, isRecused: true },
    { personId: 'c', isVoting: true, isRecused: false },
    { personId: 'd', isVoting: false, isRecused: false },
  ];
  expect(countedVotes(votes, members)).toEqual([by('a', 1)]);
  expect(['a', 'b', 'c', 'e'].map((id) => hasVoted(votes, id))).toEqual([true, true, false, false]);
});

test('what was cast before it was taken back stands no longer, and what was cast after does', () => {
  const by = (personId: string, ordinal: number, choice = 'approve') => ({ personId, ordinal, choice });
  const ballots = [
    by('a', 1),
    by('a', 2, 'withdrawn'),
    by('b', 1),
    by('c', 1),
    by('c', 2, 'withdrawn'),
    by('c', 3),
  ];
  expect(standingVotes(ballots)).toEqual([by('b', 1), by('c', 3)]);
  expect(standingVotes([by('a', 4, 'withdrawn'), by('a', 3), by('a', 2, 'withdrawn'), by('a', 5)])).toEqual([
    by('a', 5),
  ]);
});

test('a ballot was taken back where no other of its kind replaced it before that', () => {
  const ballot = (ordinal: number, isCasting = false) => ({ personId: 'a', ordinal, isCasting });
  const [first, second, casting, anew] = [ballot(1), ballot(2), ballot(3, true), ballot(5)];
  const withdrawn = [first, second, casting];
  const acts = [
    { personId: 'a', ordinal: 4, castAt: 'then' },
    { personId: 'b', ordinal: 6, castAt: 'later' },
  ];
  expect([first, second, casting, anew].map((one) => takenBackAt(one, withdrawn, acts))).toEqual([
    null,
    'then',
    'then',
    null,
  ]);
});
