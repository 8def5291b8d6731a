import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StageConfig } from '@/lib/review/stage-config';
import { castingVoteIn } from '@/lib/review/casting-vote';
import { tally } from '@/lib/review/tally';
import type { VoteChoice } from '@/lib/review/vote';
import { anInstitution, departmentStage } from '@/tests/support/builders';
import { inRolledBackTransaction, superuserConnection } from '@/tests/support/db';

const config: fc.Arbitrary<StageConfig> = fc.record({
  kind: fc.constant('department' as const),
  mode: fc.constantFrom('single', 'all', 'quorumVote'),
  quorum: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant('moreThanHalf' as const)),
  threshold: fc.constantFrom('majorityCast', 'majorityMembers', 'twoThirds', 'unanimous'),
  tie: fc.constantFrom('notApproved', 'chairDecides'),
  minReviewers: fc.integer({ min: 1, max: 3 }),
  recusedCount: fc.boolean(),
  dueDays: fc.constant(departmentStage.dueDays),
});
const choice = fc.constantFrom<VoteChoice[]>('approve', 'approve', 'approve', 'reject', 'return', 'abstain');
const seats = fc.array(
  fc.record({
    personId: fc.uuid(),
    isVoting: fc.constantFrom(true, true, true, false),
    isRecused: fc.constantFrom(false, false, false, true),
    /** Somebody who has left, and not voted before, holds no seat any more. */
    isInRole: fc.constantFrom(true, true, true, false),
    ballots: fc.array(choice, { maxLength: 3 }),
  }),
  { maxLength: 6 },
);
/** Of whoever leads: somebody with a seat, in place of what they voted before, or somebody from outside. */
const casting = fc.option(
  fc.record({
    bySeat: fc.boolean(),
    choice: fc.constantFrom<VoteChoice[]>('approve', 'reject', 'return'),
    isReplaced: fc.constantFrom(false, false, true),
  }),
  { nil: null },
);
const outsider = '00000000-0000-4000-8000-000000000002';

interface Ballot {
  personId: string;
  ordinal: number;
  choice: VoteChoice;
  isCasting: boolean;
}

/** All ballots of the stage in the order they are cast in, the casting vote and what replaced it last. */
function ballotsOf(
  seats: readonly { personId: string; ballots: VoteChoice[] }[],
  cast: { bySeat: boolean; choice: VoteChoice; isReplaced: boolean } | null,
): Ballot[] {
  const given = seats.flatMap(({ personId, ballots }) =>
    ballots.map((choice, at) => ({ personId, choice, ordinal: at + 1, isCasting: false })),
  );
  if (cast === null) return given;
  const personId = (cast.bySeat && seats[0]?.personId) || outsider;
  const before = given.filter((ballot) => ballot.personId === personId).length;
  const own = { personId, choice: cast.choice, ordinal: before + 1, isCasting: true };
  return [
    ...given,
    own,
    ...(cast.isReplaced
      ? [{ ...own, choice: 'abstain' as const, ordinal: before + 2, isCasting: false }]
      : []),
  ];
}

test('the database passes a stage by the same ballots as the count on the page', async () => {
  const institution = await anInstitution();
  let passed = 0;
  let runs = 0;
  await inRolledBackTransaction(superuserConnection, async (client) => {
    await client.query('set local session_replication_role = replica');
    const stageId = '00000000-0000-4000-8000-000000000001';
    await client.query(
      "insert into review_stage (tenant_id, id, case_id, position, kind, config) values ($1, $2, $2, 1, 'department', '{}')",
      [institution.id, stageId],
    );
    await client.query('insert into review_case (tenant_id, id, rule_version_id) values ($1, $2, $2)', [
      institution.id,
      stageId,
    ]);
    await fc.assert(
      fc.asyncProperty(config, seats, casting, async (config, seats, cast) => {
        const votes = ballotsOf(seats, cast);
        await client.query('delete from vote where stage_id = $1', [stageId]);
        await client.query('delete from review_assignment where stage_id = $1', [stageId]);
        await client.query('delete from role_grant where tenant_id = $1', [institution.id]);
        await client.query('delete from person where tenant_id = $1', [institution.id]);
        await client.query('update review_stage set config = $2 where id = $1', [
          stageId,
          JSON.stringify(config),
        ]);
        for (const { personId, isVoting, isRecused, isInRole } of seats) {
          await client.query(
            "insert into person (tenant_id, id, name, email) values ($1, $2::uuid, 'x', $2::uuid || '@example.test')",
            [institution.id, personId],
          );
          if (isInRole)
            await client.query(
              "insert into role_grant (tenant_id, person_id, role, department_id) values ($1, $2, 'reviewer', $3)",
              [institution.id, personId, institution.departmentId],
            );
          await client.query(
            'insert into review_assignment (tenant_id, stage_id, person_id, is_voting, is_recused, conflict_declared, assigned_by_id) values ($1, $2, $3, $4, $5, $5, $3)',
            [institution.id, stageId, personId, isVoting, isRecused],
          );
        }
        for (const { personId, ordinal, choice, isCasting } of votes)
          await client.query(
            "insert into vote (tenant_id, stage_id, person_id, ordinal, choice, rationale, is_casting) values ($1, $2, $3, $4, $5, 'x', $6)",
            [institution.id, stageId, personId, ordinal, choice, isCasting],
          );
        const counted = tally({
          config,
          members: seats.filter(
            ({ personId, isVoting, isInRole }) =>
              isVoting && (isInRole || votes.some((vote) => vote.personId === personId)),
          ),
          votes,
          casting:
            castingVoteIn(
              votes,
              seats.filter(({ isRecused }) => isRecused).map(({ personId }) => personId),
            )?.choice ?? null,
          isOverdue: false,
        });
        const passes = counted.outcome === 'passed' || counted.ifClosedNow === 'passed';
        const { rows } = await client.query<{ passes: boolean }>(
          'select is_passed_by_ballots(s) as passes from review_stage s where id = $1',
          [stageId],
        );
        runs += 1;
        if (passes) passed += 1;
        expect(rows).toEqual([{ passes }]);
      }),
      { numRuns: 300 },
    );
  });
  // A law that is only ever asked about one answer says nothing.
  expect(passed).toBeGreaterThan(20);
  expect(runs - passed).toBeGreaterThan(20);
});
