import { createHash } from 'node:crypto';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { hasVoted, standingVotes } from '@/lib/review/vote';
import { toDay, toInstant } from './codec';
import type { Tx } from './tx';

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** Since when somebody's calendar has an address here; null where it has none. */
export async function findCalendarAddress(
  tx: Tx,
  personId: string,
): Promise<{ id: string; givenAt: string } | null> {
  const row = await tx.calendarAddress.findFirst({ where: { personId, withdrawnAt: null } });
  return row && { id: row.id, givenAt: toInstant(row.givenAt) };
}

/** Whose calendar has the address; null where it was taken back or never was one. */
export async function findCalendarOwner(tx: Tx, token: string): Promise<string | null> {
  const row = await tx.calendarAddress.findFirst({
    where: { tokenHash: hashOf(token), withdrawnAt: null },
    select: { personId: true },
  });
  return row?.personId ?? null;
}

export async function addCalendarAddress(
  tx: Tx,
  { tenantId, personId, token, at }: { tenantId: string; personId: string; token: string; at: string },
): Promise<string> {
  const { id } = await tx.calendarAddress.create({
    data: { tenantId, personId, tokenHash: hashOf(token), givenAt: new Date(at) },
    select: { id: true },
  });
  return id;
}

/** Takes the person's address back, where there is one; what its id was. */
export async function endCalendarAddress(tx: Tx, personId: string, at: string): Promise<string | null> {
  const found = await findCalendarAddress(tx, personId);
  if (found)
    await tx.calendarAddress.updateMany({
      where: { id: found.id, withdrawnAt: null },
      data: { withdrawnAt: new Date(at) },
    });
  return found?.id ?? null;
}

/** A day by which somebody's vote is awaited. */
export interface VoteDue {
  stageId: string;
  caseId: string;
  title: string;
  dueOn: CivilDate;
  /** How often the day was moved. */
  moves: number;
}

/** Open stages in which the person has a vote and has not cast it, what is due first. */
export async function listVotesDue(tx: Tx, personId: string, most: number): Promise<VoteDue[]> {
  const rows = await tx.reviewStage.findMany({
    where: {
      status: 'open',
      dueOn: { not: null },
      assignments: { some: { personId, isVoting: true, isRecused: false } },
    },
    select: {
      id: true,
      caseId: true,
      dueOn: true,
      votes: {
        where: { personId },
        select: { personId: true, ordinal: true, choice: true, isCasting: true },
      },
      _count: { select: { extensions: true } },
      reviewCase: { select: { ruleVersion: { select: { rule: { select: { title: true } } } } } },
    },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    take: most,
  });
  return rows.flatMap(({ id, caseId, dueOn, votes, _count, reviewCase }) =>
    dueOn === null || hasVoted(standingVotes(votes), personId)
      ? []
      : [
          {
            stageId: id,
            caseId,
            title: reviewCase.ruleVersion.rule.title,
            dueOn: toDay(dueOn),
            moves: _count.extensions,
          },
        ],
  );
}
