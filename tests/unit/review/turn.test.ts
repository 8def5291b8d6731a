import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { asksOf, asksOfConditions, expectedOf, isAsk, type Place, turnOf } from '@/lib/review/turn';
import { hasVoted } from '@/lib/review/vote';
import { awaitedIn } from '@/lib/usecases/review/awaited-in';
import { mayDo } from '@/lib/usecases/review/case-acts';
import { standingIn } from '@/lib/usecases/review/case-standing';
import { placeInReview } from '@/lib/usecases/review/place-in-review';
import { asStaff, closingOf, leadersOf, placeIn, standsInFor } from '@/lib/usecases/review/stage-resource';
import { randomReview } from '@/tests/support/random-review';

const nowhere: Place = {
  isRecused: false,
  isMember: false,
  isLeader: false,
  hasDeclared: false,
  hasVoted: false,
  canName: false,
  decidesTie: false,
  lacksReviewers: false,
  isClosable: false,
  isOverdue: false,
  questions: 0,
};
const leader = { isLeader: true, hasDeclared: true };
const member = { isMember: true, hasDeclared: true };

test.each<[Partial<Place>, ReturnType<typeof turnOf>]>([
  [{}, null],
  [{ isMember: true }, 'declare'],
  [{ isLeader: true, isOverdue: true }, 'declare'],
  [{ isMember: true, isRecused: true, questions: 1 }, 'recused'],
  [member, 'vote'],
  [{ ...member, hasVoted: true }, 'voted'],
  [{ ...member, ...leader, hasVoted: true, isClosable: true }, 'close'],
  [{ ...leader, decidesTie: true, isOverdue: true }, 'tie'],
  [{ ...leader, lacksReviewers: true }, 'assign'],
  [{ ...leader, isOverdue: true }, 'late'],
  [{ ...leader, isOverdue: true, isClosable: true }, 'close'],
  [leader, 'leads'],
  [{ isOverdue: true, isClosable: true, lacksReviewers: true }, null],
  [{ canName: true }, 'name'],
  [{ questions: 2 }, 'answer'],
])('%j → %s', (given, turn) => {
  expect(turnOf({ ...nowhere, ...given })).toBe(turn);
});

test.each([
  [{}, []],
  [{ maySettle: true }, ['conditions']],
  [{ owes: true }, ['meet']],
  [{ owes: true, isOverdue: true }, ['meetLate']],
  [{ owes: true, maySettle: true, isOverdue: true }, ['conditions', 'meetLate']],
  [{ isOverdue: true }, []],
])('once it has ended with conditions: %j → %j', (given, asks) => {
  expect(asksOfConditions({ maySettle: false, owes: false, isOverdue: false, ...given })).toEqual(asks);
});

test('everybody else is told who is expected to act, which act, and what has to come first', () => {
  const awaited = [
    { name: 'Ann', ask: 'vote' },
    { name: 'Cleo', ask: 'declare' },
    { name: 'Dan', ask: 'assign' },
    { name: 'Eve', ask: 'vote' },
    { name: 'Gil', ask: 'answer' },
  ] as const;
  expect(expectedOf(awaited)).toEqual([
    { act: 'assign', names: ['Dan'] },
    { act: 'declare', names: ['Cleo'] },
    { act: 'vote', names: ['Ann', 'Eve'] },
    { act: 'answer', names: ['Gil'] },
  ]);
  expect(expectedOf([])).toEqual([]);
});

const today = parseCivilDate('2026-11-24');

test('whatever is asked of somebody can be done on the page of the case, and what waits there for them is asked', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(randomReview(today), ({ work, colleagues, people, questions }) => {
      for (const person of people) {
        const actor = asStaff(person, work.reviewCase.tenantId);
        const place = placeInReview(work, actor, colleagues, today, questions);
        const [turn, asks] = [turnOf(place), asksOf(place)];
        const { standing, seesTable } = standingIn(actor, [work], work);
        const may = mayDo(actor, work, standing, seesTable, colleagues, today);
        seen.set(turn ?? 'none', (seen.get(turn ?? 'none') ?? 0) + 1);
        const offered = {
          declare: standing === 'declare',
          name: may.nameChair,
          tie: may.decideTie,
          assign: may.assign,
          vote: may.vote && !hasVoted(work.votes, person.id),
          close: may.close && closingOf(work, today).isClosable,
          late: may.close,
          answer: may.answer && questions > 0,
          // Settled and seen to once the review has ended, never while it is open.
          conditions: false,
          meet: false,
          meetLate: false,
        };
        if (isAsk(turn)) expect([turn, offered[turn]]).toEqual([turn, true]);
        // What only this person can do, or is to do before others, is never passed over.
        if (may.decideTie) expect(asks).toContain('tie');
        if (offered.vote) expect(asks).toContain('vote');
        // Whoever has given the leading away is asked for nothing of it.
        const isChair = work.stage.chairId === person.id && place.isLeader;
        if (standing === 'declare' && (isChair || placeIn(work, person.id)?.isVoting))
          expect(turn).toBe('declare');
        if (turn === 'recused')
          expect([may.vote, may.close, may.decideTie, may.answer]).toEqual(Array(4).fill(false));
        if (turn === 'voted') expect(hasVoted(work.votes, person.id)).toBe(true);
      }
    }),
    { numRuns: 5_000 },
  );
  // A law that never meets what it speaks of says nothing.
  for (const turn of [
    'declare',
    'name',
    'tie',
    'assign',
    'vote',
    'close',
    'late',
    'answer',
    'recused',
    'voted',
    'leads',
  ])
    expect([turn, (seen.get(turn) ?? 0) > 5]).toEqual([turn, true]);
});

test('who is awaited is whose turn it is, under a delegation as well, and whoever leads for somebody is', () => {
  const seen = { delegates: 0, undeclared: 0, ties: 0 };
  fc.assert(
    fc.property(randomReview(today), ({ work, people, questions }) => {
      const { tenantId } = work.reviewCase;
      const awaited = awaitedIn(work, people, today, { count: questions, askedAt: null });
      const told = expectedOf(awaited);
      for (const person of people) {
        const place = placeInReview(work, asStaff(person, tenantId), people, today, questions);
        const turn = turnOf(place);
        expect([person.id, awaited.find(({ personId }) => personId === person.id)?.ask ?? null]).toEqual([
          person.id,
          isAsk(turn) ? turn : null,
        ]);
        if (isAsk(turn)) expect(told.find(({ act }) => act === turn)?.names).toContain(person.name);
        if (place.isLeader && standsInFor(work, person)) {
          seen.delegates++;
          if (!place.isRecused && !place.hasDeclared) seen.undeclared++;
        }
        if (place.decidesTie && !place.isLeader) seen.ties++;
      }
      // Nobody is left with "nobody here can" while somebody leads who has yet to say whether there is a conflict.
      const leaders = leadersOf(work, people);
      if (leaders.some(({ id }) => !placeIn(work, id))) expect(told.length).toBeGreaterThan(0);
    }),
    { numRuns: 10_000 },
  );
  for (const [what, count] of Object.entries(seen)) expect([what, count > 0]).toEqual([what, true]);
});
