import { expect, test } from 'vitest';
import { sinceWhen, turnGroupOf } from '@/lib/review/stage-turn';
import type { Ask } from '@/lib/review/turn';

const awaited = (personId: string, ask: Ask) => ({ personId, name: personId, ask, since: '' });

test.each([
  ['you', [awaited('b', 'vote'), awaited('me', 'close')]],
  ['author', [awaited('b', 'vote'), awaited('c', 'answer')]],
  ['reviewers', [awaited('b', 'vote')]],
  ['reviewers', [awaited('b', 'declare')]],
  ['others', [awaited('b', 'close')]],
  ['others', []],
] as const)('it is the turn of %s', (group, of) => {
  expect(turnGroupOf(of, 'me')).toBe(group);
});

test.each([
  ['answer', 'asked'],
  ['tie', 'voted'],
  ['close', 'voted'],
  ['vote', 'seated'],
  ['declare', 'seated'],
  ['assign', 'opened'],
  ['name', 'opened'],
] as const)('what is asked with %s is asked since it was %s', (ask, since) => {
  const facts = { openedAt: 'opened', seatedAt: 'seated', lastVoteAt: 'voted', askedAt: 'asked' };
  expect(sinceWhen(ask, facts)).toBe(since);
  expect(sinceWhen(ask, { openedAt: 'opened', seatedAt: null, lastVoteAt: null, askedAt: null })).toBe(
    'opened',
  );
});
