import { StageEnd } from './stage-at-work';
import { Role } from '@/lib/access/actor';
import { isKnownSame } from '@/lib/access/same-person';
import * as z from 'zod';
import { canLead, canSit } from '@/lib/review/eligibility';
import { secondSeats } from '@/lib/review/one-seat';
import { type OwedConditions, owingRoles } from '@/lib/review/owed-conditions';
import { RejectionKind } from '@/lib/review/rejection-kind';
import { StageConfig, StageKind } from '@/lib/review/stage-config';
import { hasVoted, standingVotes } from '@/lib/review/vote';
import { VoteChoice } from '@/lib/review/vote-choice';
import { VoteGround } from '@/lib/review/vote-ground';
import { toDay, toInstant } from './codec';
import type { Prisma } from './generated/client';
import type { CastVote, ReviewCase, Stage, StageAtWork } from './stage-at-work';

/** What is read with a stage: everything that its decisions depend on. */
export const withEverything = {
  reviewCase: {
    include: { ruleVersion: { select: { authorId: true, contributors: { select: { personId: true } } } } },
  },
  assignments: {
    include: {
      person: {
        select: {
          name: true,
          email: true,
          status: true,
          userId: true,
          roleGrants: { select: { role: true, departmentId: true, endedAt: true } },
        },
      },
    },
    orderBy: [{ person: { name: 'asc' } }, { personId: 'asc' }],
  },
  votes: { orderBy: [{ castAt: 'asc' }, { ordinal: 'asc' }] },
  conditionsOwner: { select: { name: true } },
  meeting: { select: { id: true, day: true } },
  lostSeats: {
    select: { personId: true, lostAt: true, person: { select: { name: true } } },
    orderBy: [{ lostAt: 'asc' }, { personId: 'asc' }],
  },
} satisfies Prisma.ReviewStageInclude;
/** The same, with what the mapping at hand is called and asks for: for lists of stages. */
export const withRuleNamed = {
  ...withEverything,
  reviewCase: {
    include: {
      ruleVersion: {
        select: {
          authorId: true,
          contributors: { select: { personId: true } },
          definition: true,
          rule: { select: { title: true, code: true } },
          sources: {
            select: { microCredential: { select: { title: true, language: true } } },
            orderBy: { microCredential: { title: 'asc' } },
          },
        },
      },
    },
  },
} satisfies Prisma.ReviewStageInclude;
export type StoredStage = Prisma.ReviewStageGetPayload<{ include: typeof withEverything }>;

export function toCase(row: Prisma.ReviewCaseModel): ReviewCase {
  const { tenantId, id, ruleVersionId, departmentId, policyVersionId, rowVersion } = row;
  return {
    tenantId,
    id,
    ruleVersionId,
    departmentId,
    policyVersionId,
    status: row.status === 'open' ? 'open' : 'closed',
    openedAt: toInstant(row.openedAt),
    closedAt: toInstant(row.closedAt),
    rowVersion,
  };
}

/** Who owes the conditions of a stage that approved, as it is stored; null where there are none, or nobody was named for them. */
export function toOwedConditions(row: OwedRow): OwedConditions | null {
  const dueOn = toDay(row.conditionsDueOn);
  if (dueOn === null) return null;
  const { conditionsOwnerId: personId, conditionsOwner: person } = row;
  return {
    dueOn,
    owner:
      personId !== null && person
        ? { personId, name: person.name, role: null }
        : { personId: null, name: null, role: z.enum(owingRoles).parse(row.conditionsOwnerRole) },
  };
}

type OwedRow = Pick<
  Prisma.ReviewStageModel,
  'conditionsOwnerId' | 'conditionsOwnerRole' | 'conditionsDueOn'
> & {
  conditionsOwner: { name: string } | null;
};

function toStage(row: Prisma.ReviewStageModel & OwedRow & Pick<StoredStage, 'meeting'>): Stage {
  const { id, caseId, position, chairId, closedById, revealedById, minutesRef, closeNote, rowVersion } = row;
  return {
    id,
    caseId,
    position,
    chairId,
    closedById,
    revealedById,
    minutesRef,
    closeNote,
    rowVersion,
    revealedAt: toInstant(row.revealedAt),
    kind: StageKind.parse(row.kind),
    config: StageConfig.parse(row.config),
    status: row.status === 'open' ? 'open' : 'closed',
    openedAt: toInstant(row.openedAt),
    dueOn: toDay(row.dueOn),
    closedAt: toInstant(row.closedAt),
    outcome: row.outcome === null ? null : StageEnd.parse(row.outcome),
    conditions: toOwedConditions(row),
    meeting: row.meeting && { id: row.meeting.id, day: toDay(row.meeting.day) },
  };
}

/** A stage as it is stored, with what its decisions depend on. */
export function fromStoredStage(row: StoredStage, recusedIds: string[]): StageAtWork {
  const second = row.status === 'open' ? secondSeatsIn(row) : new Set<string>();
  const standing = standingVotes(row.votes);
  return {
    recusedIds,
    lostSeats: row.lostSeats.map(({ personId, lostAt, person }) => ({
      personId,
      name: person.name,
      at: toInstant(lostAt),
    })),
    stage: toStage(row),
    reviewCase: toCase(row.reviewCase),
    authorId: row.reviewCase.ruleVersion.authorId,
    contributorIds: row.reviewCase.ruleVersion.contributors.map(({ personId }) => personId),
    assignments: row.assignments.map(
      ({ personId, isVoting, isRecused, conflictDeclared, conflictNote, assignedAt, person }) => {
        const isActive = person.status === 'active';
        const fits = (held: typeof person.roleGrants) =>
          (isVoting ? canSit : canLead)(
            StageKind.parse(row.kind),
            row.reviewCase.departmentId,
            held.map(({ role, departmentId }) => ({ role: Role.parse(role), departmentId })),
          );
        const isInRole = isActive && fits(person.roleGrants.filter(({ endedAt }) => endedAt === null));
        // Who leaves once the stage has ended changes nothing of how it was counted.
        const { closedAt } = row;
        const wasInRole =
          closedAt === null
            ? isInRole
            : fits(person.roleGrants.filter(({ endedAt }) => endedAt === null || endedAt > closedAt));
        const hasLeft = isVoting && !wasInRole && !hasVoted(standing, personId);
        const isSecond = isVoting && second.has(personId);
        return {
          personId,
          isVoting: isVoting && !hasLeft && !isSecond,
          isRecused,
          conflictDeclared,
          conflictNote,
          assignedAt: toInstant(assignedAt),
          hasLeft,
          isSecond,
          isInRole,
          isActive,
          name: person.name,
          email: person.email,
        };
      },
    ),
    votes: standing.map(toVote),
    withdrawn: row.votes
      .filter((vote) => vote.choice !== 'withdrawn' && !standing.includes(vote))
      .map(toVote),
    withdrawals: row.votes
      .filter(({ choice }) => choice === 'withdrawn')
      .map(({ personId, ordinal, castAt }) => ({ personId, ordinal, castAt: toInstant(castAt) })),
  };
}

function toVote({
  personId,
  ordinal,
  choice,
  ground,
  rationale,
  castAt,
  round,
  rejectionKind,
  publicReason,
  isCasting,
  onBallots,
}: StoredStage['votes'][number]): CastVote {
  return {
    personId,
    ordinal,
    choice: VoteChoice.parse(choice),
    ground: ground === null ? null : VoteGround.parse(ground),
    rationale,
    castAt: toInstant(castAt),
    round: round === 2 ? 2 : 1,
    isCasting,
    onBallots,
    rejection: rejectionKind === null ? null : { kind: RejectionKind.parse(rejectionKind), publicReason },
  };
}

function secondSeatsIn({ assignments, votes }: StoredStage): Set<string> {
  return secondSeats(
    assignments
      .filter(({ isVoting, isRecused }) => isVoting || isRecused)
      .map(({ personId, isRecused, assignedAt, person: { userId, email } }) => ({
        personId,
        userId,
        email,
        isRecused,
        votedAt: toInstant(
          votes.find((vote) => vote.personId === personId && !vote.isCasting)?.castAt ?? null,
        ),
        assignedAt: toInstant(assignedAt),
      })),
    isKnownSame,
  );
}
