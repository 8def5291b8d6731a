import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decidingVoteIn, namesOfBallots } from '@/lib/review/casting-vote';
import type { StageConfig } from '@/lib/review/stage-config';
import { tally } from '@/lib/review/tally';
import { countedVotes, hasVoted } from '@/lib/review/vote';
import type { VoteChoice } from '@/lib/review/vote-choice';
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
    ballots: fc.array(
      fc.record({
        choice,
        isCasting: fc.boolean(),
        on: fc.constantFrom('these', 'these', 'others', 'unnoted'),
        after: fc.integer(),
      }),
      { maxLength: 3 },
    ),
  }),
  { maxLength: 6 },
);

test('the database passes a stage by the same ballots as the count on the page', async () => {
  const institution = await anInstitution();
  let passed = 0;
  let runs = 0;
  await inRolledBackTransaction(superuserConnection, async (client) => {
    await client.query('set local session_replication_role = replica');
    const stageId = '00000000-0000-4000-8000-000000000001';
    await client.query(
      "insert into review_stage (tenant_id, id, case_id, position, kind, config) values ($1, $2, $2, 1, 'committee', '{}')",
      [institution.id, stageId],
    );
    await client.query('insert into review_case (tenant_id, id, rule_version_id) values ($1, $2, $2)', [
      institution.id,
      stageId,
    ]);
    await fc.assert(
      fc.asyncProperty(config, seats, async (config, seats) => {
        // One after the other, as they are read.
        const votes = seats
          .flatMap(({ personId, ballots }) =>
            ballots.map(({ choice, isCasting, on, after }, at) => ({
              on,
              personId,
              choice,
              isCasting: isCasting && choice !== 'abstain',
              ordinal: at + 1,
              after,
            })),
          )
          .sort((one, other) => one.ordinal - other.ordinal || one.after - other.after);
        const ballotsNow = countedVotes(votes, seats);
        const cast = votes.map(({ on, ...vote }) => ({
          ...vote,
          onBallots:
            !vote.isCasting || on === 'unnoted'
              ? []
              : on === 'these'
                ? namesOfBallots(ballotsNow)
                : [`${vote.personId}:9`],
        }));
        for (const table of ['vote', 'review_assignment', 'role_grant', 'person'])
          await client.query(`delete from ${table} where tenant_id = $1`, [institution.id]);
        await client.query('update review_stage set config = $2 where id = $1', [
          stageId,
          JSON.stringify(config),
        ]);
        const put = (sql: string, rows: unknown) =>
          client.query(sql, [institution.id, stageId, JSON.stringify(rows)]);
        await put(
          `with seat as (select * from json_to_recordset($3::json) as s ("personId" uuid, "isVoting" bool, "isRecused" bool, "isInRole" bool)),
             staff as (insert into person (tenant_id, id, name, email) select $1, "personId", 'x', "personId" || '@example.test' from seat),
             held as (insert into role_grant (tenant_id, person_id, role, department_id) select $1, "personId", 'committee_member', null from seat where "isInRole")
           insert into review_assignment (tenant_id, stage_id, person_id, is_voting, is_recused, conflict_declared, assigned_by_id)
           select $1, $2, "personId", "isVoting", "isRecused", "isRecused", "personId" from seat`,
          seats,
        );
        await put(
          `insert into vote (tenant_id, stage_id, person_id, ordinal, choice, is_casting, on_ballots, rationale, cast_at)
           select $1, $2, "personId", ordinal, choice, "isCasting", "onBallots", 'x', now() + at * interval '1 second'
             from json_to_recordset($3::json) as v ("personId" uuid, ordinal int, choice text, "isCasting" bool, "onBallots" text[], at int)`,
          cast.map((vote, at) => ({ ...vote, at })),
        );
        const counted = tally({
          config,
          members: seats.filter(
            ({ personId, isVoting, isInRole }) => isVoting && (isInRole || hasVoted(votes, personId)),
          ),
          votes,
          casting:
            decidingVoteIn(
              cast,
              seats.filter(({ isRecused }) => isRecused).map(({ personId }) => personId),
              ballotsNow,
            )?.choice ?? null,
          isOverdue: false,
        });
        const passes = counted.outcome === 'passed' || counted.ifClosedNow === 'passed';
        const { rows } = await client.query(
          `select is_passed_by_ballots(s) as passes, eligible::int, members::int, present::int, approve::int, ballots_cast::int as cast
             from review_stage s, ballots_of_stage(s) where id = $1`,
          [stageId],
        );
        const { eligible, members, present, approve } = counted;
        runs += 1;
        if (passes) passed += 1;
        const against = counted.reject + counted.return;
        expect(rows).toEqual([{ passes, eligible, members, present, approve, cast: approve + against }]);
      }),
      { numRuns: 200 },
    );
  });
  // A law that is only ever asked about one answer says nothing.
  expect(passed).toBeGreaterThan(5);
  expect(runs - passed).toBeGreaterThan(20);
}, 120_000);
