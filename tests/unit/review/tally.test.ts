import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StageConfig } from '@/lib/review/stage-config';
import { mayClose } from '@/lib/review/eligibility';
import { castingVoteIn, decidingVoteIn, mayDecideTie } from '@/lib/review/casting-vote';
import { quorumOf, tally, type TallyInput, votesToClose } from '@/lib/review/tally';
import type { VoteChoice } from '@/lib/review/vote-choice';

const committee: StageConfig = {
  kind: 'committee',
  mode: 'quorumVote',
  quorum: 'moreThanHalf',
  threshold: 'majorityCast',
  tie: 'notApproved',
  minReviewers: 1,
  recusedCount: false,
  dueDays: 20,
};
const people = (n: number, recused: readonly number[] = []) =>
  Array.from({ length: n }, (_, index) => ({ personId: `p${index}`, isRecused: recused.includes(index) }));
const votes = (...choices: (VoteChoice | null)[]) =>
  choices.flatMap((choice, index) =>
    choice ? [{ personId: `p${index}`, ordinal: 1, choice, isCasting: false }] : [],
  );
const count = (
  config: Partial<StageConfig>,
  n: number,
  cast: TallyInput['votes'],
  more: { recused?: readonly number[]; casting?: VoteChoice; isOverdue?: boolean } = {},
) =>
  tally({
    config: { ...committee, ...config },
    members: people(n, more.recused),
    votes: cast,
    casting: more.casting ?? null,
    isOverdue: more.isOverdue ?? false,
  });

describe('quorum', () => {
  test.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 3],
    [6, 4],
    [7, 4],
  ])('more than half of %i is %i', (n, needed) => {
    expect(quorumOf(committee, n)).toBe(needed);
  });

  test('never fewer than the reviewers that the policy asks for', () => {
    expect(quorumOf({ ...committee, quorum: 1, minReviewers: 3 }, 9)).toBe(3);
  });

  test('recused members leave the count, unless the policy keeps them', () => {
    const cast = votes('approve', 'approve');
    expect(count({}, 4, cast, { recused: [3] })).toMatchObject({ members: 3, quorum: 2, missing: 0 });
    expect(count({ recusedCount: true }, 4, cast, { recused: [3] })).toMatchObject({
      members: 4,
      quorum: 3,
      missing: 1,
      outcome: 'open',
      ifClosedNow: null,
    });
  });

  test('an abstention counts for the quorum and is no vote cast', () => {
    expect(count({}, 3, votes('approve', 'abstain', null))).toMatchObject({
      present: 2,
      missing: 0,
      ifClosedNow: 'passed',
      outcome: 'open',
    });
  });
});

describe('what counts', () => {
  test('only the last vote of each person', () => {
    const cast = [
      { personId: 'p0', ordinal: 2, choice: 'reject' as const, isCasting: false },
      { personId: 'p0', ordinal: 1, choice: 'approve' as const, isCasting: false },
    ];
    expect(count({}, 1, cast)).toMatchObject({ approve: 0, reject: 1, outcome: 'failed' });
  });

  test('not the votes of the recused, nor of strangers', () => {
    expect(count({}, 3, votes('approve', 'reject', 'reject', 'reject'), { recused: [1] })).toMatchObject({
      approve: 1,
      reject: 1,
      eligible: 2,
    });
  });
});

describe('threshold', () => {
  test.each<[Partial<StageConfig>, (VoteChoice | null)[], string | null]>([
    [{ threshold: 'majorityCast' }, ['approve', 'approve', 'reject', 'abstain'], 'passed'],
    [{ threshold: 'majorityCast' }, ['approve', 'reject', 'abstain', 'abstain'], 'failed'],
    [{ threshold: 'majorityMembers' }, ['approve', 'approve', 'abstain', 'abstain'], 'returned'],
    [{ threshold: 'majorityMembers' }, ['approve', 'approve', 'approve', 'reject'], 'passed'],
    [{ threshold: 'twoThirds' }, ['approve', 'approve', 'reject', 'abstain'], 'passed'],
    [{ threshold: 'twoThirds' }, ['approve', 'approve', 'reject', 'reject'], 'failed'],
    [{ threshold: 'unanimous' }, ['approve', 'approve', 'approve', 'abstain'], 'passed'],
    [{ threshold: 'unanimous' }, ['approve', 'approve', 'approve', 'return'], 'returned'],
    [{}, ['abstain', 'abstain', 'abstain', 'abstain'], 'returned'],
    [{}, ['approve', 'reject', 'return', 'return'], 'returned'],
    [{}, ['approve', 'reject', 'reject', 'return'], 'failed'],
    [{ mode: 'all' }, ['approve', 'approve', 'approve', 'approve'], 'passed'],
    [{ mode: 'all' }, ['approve', 'approve', 'approve', 'abstain'], 'returned'],
    [{ mode: 'all' }, ['approve', 'approve', 'approve', null], null],
  ])('%j %j → %s', (config, choices, outcome) => {
    expect(count(config, 4, votes(...choices)).ifClosedNow).toBe(outcome);
  });

  test('a tie is not approved, unless the policy gives a casting vote', () => {
    const cast = votes('approve', 'reject', 'approve', 'reject');
    expect(count({}, 4, cast, { casting: 'approve' }).outcome).toBe('failed');
    expect(count({ tie: 'chairDecides' }, 4, cast, { casting: 'approve' }).outcome).toBe('passed');
    expect(count({ tie: 'chairDecides' }, 4, cast, { casting: 'reject' }).outcome).toBe('failed');
    expect(count({ tie: 'chairDecides' }, 4, cast, { casting: 'return' }).outcome).toBe('returned');
    expect(count({ tie: 'chairDecides' }, 4, cast).outcome).toBe('open');
  });
});

describe('the casting vote', () => {
  const casting = { tie: 'chairDecides' } as const;
  const tie = votes('approve', 'reject', 'abstain');

  test('a tie waits for it, whoever sits in the stage, until the due day has passed', () => {
    expect(count(casting, 3, tie)).toMatchObject({ isTied: true, outcome: 'open', ifClosedNow: null });
    expect(count(casting, 3, tie, { isOverdue: true })).toMatchObject({
      isTied: false,
      outcome: 'failed',
      ifClosedNow: 'failed',
    });
    expect(count({}, 3, tie)).toMatchObject({ isTied: false, outcome: 'failed' });
  });

  test('it decides a tie and nothing else, and stands when the due day has passed', () => {
    expect(count(casting, 3, tie, { casting: 'approve', isOverdue: true })).toMatchObject({
      isTied: false,
      isDecidedByCastingVote: true,
      outcome: 'passed',
    });
    expect(count(casting, 3, votes('approve', 'reject', 'reject'), { casting: 'approve' })).toMatchObject({
      isDecidedByCastingVote: false,
      outcome: 'failed',
    });
  });

  test('a tie that a ballot still missing could undo is not settled either', () => {
    expect(count(casting, 4, votes('approve', 'reject', 'abstain', null))).toMatchObject({
      outcome: 'open',
      ifClosedNow: null,
    });
    expect(
      count(casting, 4, votes('approve', 'reject', 'abstain', null), { casting: 'approve' }),
    ).toMatchObject({
      outcome: 'open',
      ifClosedNow: 'passed',
    });
  });

  type Ballot = { personId: string; ordinal: number; choice: VoteChoice; isCasting: boolean };
  const ballot = (personId: string, ordinal: number, choice: VoteChoice, isCasting: boolean): Ballot => ({
    personId,
    ordinal,
    choice,
    isCasting,
  });
  test.each<[string, Ballot[], string[], string | null]>([
    ['an earlier ballot of whoever leads is none', [ballot('a', 1, 'approve', false)], [], null],
    [
      'the one cast as such is',
      [ballot('a', 1, 'abstain', false), ballot('a', 2, 'reject', true)],
      [],
      'reject',
    ],
    [
      'not once its person votes anew',
      [ballot('a', 1, 'approve', true), ballot('a', 2, 'reject', false)],
      [],
      null,
    ],
    ['nor once its person has a conflict', [ballot('a', 1, 'approve', true)], ['a'], null],
    ['of two, the later', [ballot('b', 1, 'reject', true), ballot('a', 1, 'approve', true)], [], 'approve'],
  ])('%s', (_, cast, recused, choice) => {
    expect(castingVoteIn(cast, recused)?.choice ?? null).toBe(choice);
  });

  const on = (...onBallots: string[]) => [{ ...ballot('c', 1, 'approve', true), onBallots }];
  const counted = [
    { personId: 'b', ordinal: 2 },
    { personId: 'a', ordinal: 1 },
  ];
  test.each<[string, string[], boolean]>([
    ['on the ballots that count now', ['a:1', 'b:2'], true],
    ['not once one of them changed', ['a:1', 'b:1'], false],
    ['nor where one left', ['a:1', 'b:2', 'd:1'], false],
    ['nor where one came', ['a:1'], false],
    ['as it did, where nobody noted on which', [], true],
  ])('it decides %s', (_, ballots, decides) => {
    expect(decidingVoteIn(on(...ballots), [], counted) !== null).toBe(decides);
    expect(decidingVoteIn(on(...ballots), ['c'], counted)).toBeNull();
  });

  const ready = {
    seat: { personId: 'c', isVoting: false, isRecused: false, conflictDeclared: false },
    hasVoted: false,
  };
  const seated = { ...ready.seat, isVoting: true };
  test.each<[string, Partial<Parameters<typeof mayDecideTie>[0]>, string | null]>([
    ['whoever leads, without a seat', {}, null],
    ['not before saying whether there is a conflict', { seat: null }, 'review/declare-first'],
    ['nobody else', { isLeader: false }, 'review/not-voting'],
    ['no vote where nothing is tied', { isTieTold: false }, 'review/not-voting'],
    ['whoever leads and has voted as a member', { seat: seated, hasVoted: true }, null],
    ['a member only after the own vote, which may undo the tie', { seat: seated }, 'review/own-vote-first'],
    [
      'no member where nothing is tied',
      { seat: seated, hasVoted: true, isTieTold: false },
      'review/not-tied',
    ],
    ['no abstention', { choice: 'abstain' }, 'review/casting-abstains'],
    ['not once it is closed', { status: 'closed' }, 'review/stage-closed'],
  ])('decides: %s', (_, given, reason) => {
    const verdict = mayDecideTie({
      status: 'open',
      ...ready,
      isLeader: true,
      isTieTold: true,
      choice: 'approve',
      ...given,
    });
    expect(verdict.ok ? null : verdict.reason).toBe(reason);
  });
});

describe('a chair with a seat', () => {
  const cast = [
    ...votes('approve', 'reject'),
    { personId: 'p0', ordinal: 2, choice: 'reject' as const, isCasting: true },
  ];

  test('who decides a tie changes no count by it: the own vote stands beside', () => {
    expect(count({ tie: 'chairDecides' }, 2, cast, { casting: 'reject' })).toMatchObject({
      approve: 1,
      reject: 1,
      present: 2,
      isDecidedByCastingVote: true,
      outcome: 'failed',
    });
  });

  test('who has only decided a tie has not voted, and can still', () => {
    const only = [
      ...votes(null, 'approve', 'reject'),
      { personId: 'p0', ordinal: 1, choice: 'approve' as const, isCasting: true },
    ];
    expect(count({ tie: 'chairDecides' }, 3, only, { casting: 'approve' })).toMatchObject({
      present: 2,
      outcome: 'open',
    });
    const more = [...only, { personId: 'p0', ordinal: 2, choice: 'reject' as const, isCasting: false }];
    expect(count({ tie: 'chairDecides' }, 3, more)).toMatchObject({
      approve: 1,
      reject: 2,
      outcome: 'failed',
    });
  });
});

describe('early close', () => {
  test('three of five suffice, two do not', () => {
    expect(count({}, 5, votes('approve', 'approve')).outcome).toBe('open');
    expect(count({}, 5, votes('approve', 'approve', 'approve')).outcome).toBe('passed');
  });

  test('one vote decides a single decision; an abstention does not', () => {
    expect(count({ mode: 'single' }, 2, votes('approve', null)).outcome).toBe('passed');
    expect(count({ mode: 'single' }, 2, votes('abstain', null))).toMatchObject({
      outcome: 'open',
      missing: 0,
      ifClosedNow: 'returned',
    });
  });

  test('where all must approve, one no can close it once it is clear how it failed', () => {
    expect(count({ mode: 'all' }, 3, votes('reject', null, null)).outcome).toBe('open');
    expect(count({ mode: 'all' }, 3, votes('reject', 'reject', null)).outcome).toBe('failed');
  });
});

describe('laws', () => {
  const choice = fc.constantFrom<VoteChoice>('approve', 'reject', 'return', 'abstain');
  const config = fc.record({
    kind: fc.constant('committee' as const),
    mode: fc.constantFrom('all' as const, 'quorumVote' as const),
    quorum: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant('moreThanHalf' as const)),
    threshold: fc.constantFrom(
      'majorityCast' as const,
      'majorityMembers' as const,
      'twoThirds' as const,
      'unanimous' as const,
    ),
    tie: fc.constantFrom('notApproved' as const, 'chairDecides' as const),
    minReviewers: fc.integer({ min: 1, max: 3 }),
    recusedCount: fc.boolean(),
    dueDays: fc.constant(10),
  });
  const situation = fc.record({
    config,
    members: fc
      .array(fc.boolean(), { minLength: 1, maxLength: 6 })
      .map((flags) => flags.map((isRecused, index) => ({ personId: `p${index}`, isRecused }))),
    votes: fc
      .array(
        fc.record({
          personId: fc.integer({ min: 0, max: 6 }).map((n) => `p${n}`),
          choice,
          isCasting: fc.constant(false),
        }),
        { maxLength: 9 },
      )
      .map((list) =>
        list.map((vote, index) => ({
          ...vote,
          ordinal: list.slice(0, index + 1).filter((other) => other.personId === vote.personId).length,
        })),
      ),
    casting: fc.constantFrom<VoteChoice | null>('approve', 'reject', 'return', null),
    isOverdue: fc.boolean(),
  });

  test('the order in which votes are listed does not matter', () => {
    const shuffled = situation.chain((input) =>
      fc.tuple(fc.constant(input), fc.shuffledSubarray(input.votes, { minLength: input.votes.length })),
    );
    fc.assert(
      fc.property(shuffled, ([input, cast]) => {
        expect(tally({ ...input, votes: cast })).toEqual(tally(input));
      }),
    );
  });

  /** Every way in which those who have not voted could still vote, or stay away. */
  function* completions(input: TallyInput): Generator<TallyInput['votes']> {
    const absent = input.members.filter(
      (member) => !member.isRecused && !input.votes.some((vote) => vote.personId === member.personId),
    );
    const ways: (VoteChoice | null)[] = ['approve', 'reject', 'return', 'abstain', null];
    for (let index = 0; index < ways.length ** absent.length; index++) {
      let rest = index;
      const more = absent.flatMap((member) => {
        const said = ways[rest % ways.length] ?? null;
        rest = Math.floor(rest / ways.length);
        return said ? [{ personId: member.personId, ordinal: 1, choice: said, isCasting: false }] : [];
      });
      yield [...input.votes, ...more];
    }
  }

  test('a closed outcome is one that no later vote can change, and it closes as soon as that is so', () => {
    fc.assert(
      fc.property(situation, (input) => {
        const { outcome, missing } = tally(input);
        const later = new Set<string | null>();
        for (const cast of completions(input)) later.add(tally({ ...input, votes: cast }).ifClosedNow);
        const ends = [...later].filter((end) => end !== null);
        if (outcome !== 'open') expect(ends).toEqual([outcome]);
        else if (missing === 0) expect(ends.length === 1 && !later.has(null)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  test('as many more votes as it says are needed, no fewer and no more', () => {
    const plain = { isChairAlone: false, minutesRef: 'CC 1', notAsked: 0, acceptsNotAsked: false };
    const missingIn = (input: TallyInput) => {
      const verdict = mayClose('open', input.config, tally(input), plain);
      return !verdict.ok && ['review/quorum-missing', 'review/votes-missing'].includes(verdict.reason);
    };
    fc.assert(
      fc.property(situation, (input) => {
        const absent = input.members.filter(
          ({ personId, isRecused }) => !isRecused && !input.votes.some((vote) => vote.personId === personId),
        );
        const needed = votesToClose(input.config, tally(input));
        // A stage with too few members waits for people, not for votes.
        fc.pre(needed <= absent.length);
        for (let cast = 0; cast <= needed; cast++) {
          const more = absent
            .slice(0, cast)
            .map(({ personId }) => ({ personId, ordinal: 1, choice: 'abstain' as const, isCasting: false }));
          expect(missingIn({ ...input, votes: [...input.votes, ...more] })).toBe(cast < needed);
        }
      }),
    );
  });

  test('whether a chair may close tells nothing of how anybody voted, but for a tie', () => {
    fc.assert(
      fc.property(situation, fc.array(choice, { minLength: 9, maxLength: 9 }), (input, said) => {
        const other = {
          ...input,
          votes: input.votes.map((vote, at) => ({ ...vote, choice: said[at] ?? 'abstain' })),
        };
        const [one, two] = [tally(input), tally(other)];
        expect(two.missing).toBe(one.missing);
        if (!one.isTied && !two.isTied) expect(two.ifClosedNow === null).toBe(one.ifClosedNow === null);
      }),
    );
  });

  test('a casting vote, whoever casts it, changes no number', () => {
    const numbers = (input: TallyInput) => {
      const { approve, reject, return: back, abstain, present, missing, quorum, eligible } = tally(input);
      return { approve, reject, back, abstain, present, missing, quorum, eligible };
    };
    const by = fc.integer({ min: 0, max: 6 }).map((n) => `p${n}`);
    fc.assert(
      fc.property(situation, by, choice, (input, personId, said) => {
        const cast = [...input.votes, { personId, ordinal: 99, choice: said, isCasting: true }];
        expect(numbers({ ...input, votes: cast, casting: said })).toEqual(numbers(input));
      }),
    );
  });

  test('no stage waits for ever: once all who can vote have, and a tie was decided, it has an outcome', () => {
    fc.assert(
      fc.property(situation, fc.constantFrom<VoteChoice>('approve', 'reject', 'return'), (input, casting) => {
        const able = input.members.filter(({ isRecused }) => !isRecused);
        const cast = able.flatMap(({ personId }, at) => [
          { personId, ordinal: 1, choice: input.votes[at]?.choice ?? ('abstain' as const), isCasting: false },
          ...(at === 0 ? [{ personId, ordinal: 2, choice: casting, isCasting: true }] : []),
        ]);
        const { outcome, missing } = tally({ ...input, votes: cast, casting });
        fc.pre(missing === 0);
        expect(outcome).not.toBe('open');
      }),
    );
  });

  test('a vote of a recused member changes nothing', () => {
    fc.assert(
      fc.property(situation, choice, (input, said) => {
        const recused = input.members.find((member) => member.isRecused);
        if (!recused) return;
        const cast = [
          ...input.votes,
          { personId: recused.personId, ordinal: 99, choice: said, isCasting: false },
        ];
        expect(tally({ ...input, votes: cast })).toEqual(tally(input));
      }),
    );
  });
});
