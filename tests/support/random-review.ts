import fc from 'fast-check';
import { type HeldRole, Role, type StandIn } from '@/lib/access/actor';
import type { Colleague } from '@/lib/db/colleagues';
import type { CastVote, StageAtWork } from '@/lib/db/stage-at-work';
import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import { kindLedBy, officesAmong } from '@/lib/review/delegation';
import { canLead, canSit, officeOf } from '@/lib/review/eligibility';
import type { StageConfig } from '@/lib/review/stage-config';
import { hasVoted } from '@/lib/review/vote';
import type { VoteChoice } from '@/lib/review/vote-choice';
import { leadingRoles } from '@/lib/usecases/review/stage-resource';

const [tenantId, own, other] = ['tenant', 'own', 'other'];
const at = '2026-11-20T10:00:00.000Z';

const anyConfig: fc.Arbitrary<StageConfig> = fc.record({
  kind: fc.constantFrom('department', 'committee', 'dean'),
  mode: fc.constantFrom('single', 'all', 'quorumVote', 'quorumVote'),
  quorum: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constant('moreThanHalf' as const)),
  threshold: fc.constantFrom('majorityCast', 'majorityMembers', 'twoThirds', 'unanimous'),
  tie: fc.constantFrom('notApproved', 'chairDecides', 'chairDecides'),
  minReviewers: fc.integer({ min: 1, max: 2 }),
  recusedCount: fc.boolean(),
  dueDays: fc.constant(10),
  minutes: fc.boolean(),
});
/** Ties are rare, so that half of the stages are made for them. */
const config = fc.oneof(
  anyConfig,
  anyConfig.map(
    (given): StageConfig => ({
      ...given,
      mode: 'quorumVote',
      threshold: 'majorityCast',
      tie: 'chairDecides',
    }),
  ),
);

const roles = fc.array(
  fc.record<HeldRole>({
    role: fc.constantFrom(...Role.options, ...leadingRoles),
    departmentId: fc.constantFrom(own, own, other),
  }),
  { minLength: 1, maxLength: 3 },
);
const person = fc.record({
  roles,
  isActive: fc.constantFrom(true, true, true, true, false),
  seat: fc.constantFrom('none', 'voting', 'voting', 'voting', 'aside'),
  said: fc.constantFrom(null, false, false, false, false, true),
  ballots: fc.array(
    fc.record({
      choice: fc.constantFrom<VoteChoice[]>('approve', 'approve', 'reject', 'reject', 'return', 'abstain'),
      isCasting: fc.constantFrom(false, false, false, true),
    }),
    { maxLength: 2 },
  ),
});

export interface RandomReview {
  work: StageAtWork;
  /** All who are at work and hold a role of reviews. */
  colleagues: Colleague[];
  /** All who are at work. */
  people: Colleague[];
  questions: number;
}

/** An open stage with whoever may have a part in it, as the database could hold it. */
export function randomReview(today: CivilDate): fc.Arbitrary<RandomReview> {
  return fc
    .record({
      config,
      drawn: fc.array(person, { minLength: 2, maxLength: 6 }),
      chair: fc.constantFrom(0, 0, 1, 2, null),
      author: fc.constantFrom(1, 5, 9),
      dueIn: fc.constantFrom(-2, 3, 5, 10),
      isRevealed: fc.boolean(),
      questions: fc.constantFrom(0, 0, 1),
      // Who lets whom lead for them; kept where the one holds the office and the other could lead.
      delegated: fc.option(
        fc.record({ from: fc.constantFrom(0, 0, 1, 2), to: fc.constantFrom(1, 2, 3, 4) }),
        { freq: 3 },
      ),
    })
    .map(({ config, drawn, chair, author, dueIn, isRevealed, questions, delegated }) => {
      const all = drawn.map((one, index) => ({
        ...one,
        roles: [
          ...one.roles,
          ...(delegated?.from === index ? [{ role: officeOf(config.kind), departmentId: own }] : []),
          ...(delegated?.to === index ? [{ role: 'dean' as const, departmentId: own }] : []),
        ],
        id: `p${index}`,
        name: `Person ${index}`,
        // Who leads from outside is noted there once they have said whether there is a conflict; who has a vote leads for nobody.
        seat:
          (delegated?.to === index && index > 1) || (one.seat === 'aside' && one.said === null)
            ? 'none'
            : one.seat,
      }));
      const isAuthor = (index: number) => index === author;
      const votes: CastVote[] = all.flatMap(({ id, said, seat, ballots }, index) =>
        said === null || seat === 'none' || isAuthor(index)
          ? []
          : ballots
              .filter(({ isCasting, choice }) => (isCasting ? choice !== 'abstain' : seat === 'voting'))
              .map(({ choice, isCasting }, n) => ({
                personId: id,
                ordinal: n + 1,
                choice,
                ground: null,
                rationale: 'x',
                rejection: null,
                round: 1 as const,
                isCasting,
                onBallots: [],
                castAt: at,
              })),
      );
      const assignments = all.flatMap(({ id, name, roles, isActive, seat, said }, index) => {
        if (seat === 'none' || isAuthor(index)) return [];
        const isVoting = seat === 'voting';
        const isInRole = isActive && (isVoting ? canSit : canLead)(config.kind, own, roles);
        const hasLeft = isVoting && !isInRole && !hasVoted(votes, id);
        return [
          {
            personId: id,
            name,
            email: `${id}@example.test`,
            isVoting: isVoting && !hasLeft,
            isRecused: said === true,
            conflictDeclared: said,
            conflictNote: '',
            assignedAt: at,
            isInRole,
            isActive,
            hasLeft,
            isSecond: false,
          },
        ];
      });
      const standsInFor = (index: number): StandIn[] => {
        const from = delegated?.to === index && delegated.from !== index ? all[delegated.from] : undefined;
        if (!from?.isActive) return [];
        return officesAmong(from.roles)
          .filter(({ role, departmentId }) => {
            const kind = kindLedBy(role);
            return kind !== null && canLead(kind, departmentId, all[index]?.roles ?? []);
          })
          .map(({ role, departmentId }) => ({
            role,
            departmentId: role === 'chair' ? departmentId : null,
            personIds: [from.id],
            name: from.name,
          }));
      };
      const people = all.flatMap(({ id, name, roles, isActive }, index) =>
        isActive ? [{ id, name, email: `${id}@example.test`, roles, standsInFor: standsInFor(index) }] : [],
      );
      const chairId = chair === null || chair === author || chair >= all.length ? null : `p${chair}`;
      const work: StageAtWork = {
        authorId: `p${author}`,
        contributorIds: [],
        recusedIds: assignments.filter(({ isRecused }) => isRecused).map(({ personId }) => personId),
        lostSeats: [],
        withdrawn: [],
        withdrawals: [],
        reviewCase: {
          tenantId,
          id: 'case',
          ruleVersionId: 'version',
          departmentId: own,
          status: 'open',
          openedAt: at,
          closedAt: null,
          policyVersionId: null,
          rowVersion: 1,
        },
        stage: {
          id: 'stage',
          caseId: 'case',
          position: 1,
          kind: config.kind,
          config,
          status: 'open',
          chairId,
          openedAt: at,
          dueOn: addDays(today, dueIn),
          closedAt: null,
          closedById: null,
          outcome: null,
          minutesRef: '',
          closeNote: '',
          conditions: null,
          meeting: null,
          revealedAt: isRevealed ? at : null,
          revealedById: isRevealed ? 'p9' : null,
          rowVersion: 1,
        },
        assignments,
        votes,
      };
      const colleagues = people.filter(({ roles }) => roles.some(({ role }) => leadingRoles.includes(role)));
      return { work, colleagues, people, questions };
    });
}
