import * as z from 'zod';
import type { Check } from '@/lib/badge/check';
import { StoredHolding, StoredQuestion } from '@/lib/claim/stored';
import type { HoldingEvidence, KeptBadge, PersonsFinding } from '@/lib/claim/evidence';
import {
  type ClaimMove,
  type ClaimOutcome,
  claimOutcomes,
  type ClaimParty,
  type ClaimState,
  givesSomething,
} from '@/lib/claim/lifecycle';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import type { StatedHolding } from '@/lib/catalog/estimate-query';
import { fromDay, plainJson, toDay, toInstant } from './codec';
import { Prisma } from './generated/client';
import { isTaken, type Tx } from './tx';

export interface CreditClaim {
  tenantId: string;
  id: string;
  studentId: string;
  student: { userId: string; name: string; mailbox: string };
  state: ClaimState;
  asked: StoredQuestion;
  policyVersionId: string | null;
  claimDate: CivilDate | null;
  submittedAt: string | null;
  askedUntil: CivilDate | null;
  outcome: ClaimOutcome | null;
  appealUntil: CivilDate | null;
  createdAt: string;
  rowVersion: number;
}

export interface ClaimHolding {
  id: string;
  place: number;
  microCredentialId: string;
  entry: { slug: string; title: string; language: string | null; provider: string };
  stated: StatedHolding;
  evidence: HoldingEvidence;
  foundByName: string | null;
}

export interface ClaimEvent {
  seq: number;
  at: string;
  move: ClaimMove;
  to: ClaimState;
  by: ClaimParty;
  personId: string | null;
  personName: string | null;
  note: string;
}

const whole = {
  student: { select: { userId: true, name: true, mailbox: true } },
} satisfies Prisma.CreditClaimInclude;

type ClaimRow = Prisma.CreditClaimGetPayload<{ include: typeof whole }>;

function toClaim({
  claimDate,
  submittedAt,
  askedUntil,
  appealUntil,
  createdAt,
  ...row
}: ClaimRow): CreditClaim {
  return {
    ...row,
    state: row.state as ClaimState,
    outcome: row.outcome as ClaimOutcome | null,
    asked: StoredQuestion.parse(row.asked),
    claimDate: toDay(claimDate),
    submittedAt: toInstant(submittedAt),
    askedUntil: toDay(askedUntil),
    appealUntil: toDay(appealUntil),
    createdAt: toInstant(createdAt),
  };
}

/** @refuses not_found `claim/not-found` */
export async function getClaim(tx: Tx, id: string): Promise<CreditClaim> {
  const row = await tx.creditClaim.findFirst({ where: { id }, include: whole });
  return row ? toClaim(row) : refuse('not_found', 'claim/not-found');
}

/** The claim, which nobody else moves before the transaction ends. @refuses not_found `claim/not-found` */
export async function lockClaim(tx: Tx, id: string): Promise<CreditClaim> {
  await tx.$queryRaw`SELECT id FROM credit_claim WHERE id = ${id}::uuid FOR UPDATE`;
  return getClaim(tx, id);
}

/** The claims of the student who acts, the newest first. */
export async function claimsOfStudent(tx: Tx, studentId: string): Promise<CreditClaim[]> {
  const rows = await tx.creditClaim.findMany({
    where: { studentId },
    include: whole,
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: 100,
  });
  return rows.map(toClaim);
}

/** Begins a draft. @refuses conflict `claim/claimed-already` where a certificate is in an open claim */
export async function insertClaim(
  tx: Tx,
  claim: { tenantId: string; id: string; studentId: string; asked: StoredQuestion },
  holdings: readonly { microCredentialId: string; stated: StatedHolding }[],
): Promise<void> {
  const { tenantId, id: claimId, studentId, asked } = claim;
  await tx.creditClaim.create({
    data: { tenantId, id: claimId, studentId, asked: plainJson(asked) },
    select: { id: true },
  });
  try {
    await tx.claimHolding.createMany({
      data: holdings.map(({ microCredentialId, stated }, at) => ({
        tenantId,
        claimId,
        studentId,
        place: at + 1,
        microCredentialId,
        stated: plainJson(stated),
      })),
    });
  } catch (error) {
    if (isTaken(error) || (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'))
      refuse('conflict', 'claim/claimed-already');
    throw error;
  }
}

const KeptBadgeJson = z.object({
  sha256: z.string(),
  checks: z.array(z.custom<Check>()),
  issuedOn: z.custom<CivilDate | null>(),
  expiresOn: z.custom<CivilDate | null>(),
});
const FindingJson = z.object({
  isVerified: z.boolean(),
  identity: z.enum(['exact', 'probable', 'mismatch']),
  reason: z.string(),
});

/** The certificates of a claim, in their order. */
export async function holdingsOf(tx: Tx, claimId: string): Promise<ClaimHolding[]> {
  const rows = await tx.claimHolding.findMany({
    where: { claimId },
    include: {
      microCredential: { select: { slug: true, title: true, language: true, provider: true } },
      foundBy: { select: { name: true } },
    },
    orderBy: { place: 'asc' },
  });
  return rows.map(
    ({ id, place, microCredentialId, microCredential, stated, badge, page, finding, foundBy }) => ({
      id,
      place,
      microCredentialId,
      entry: microCredential,
      stated: StoredHolding.parse(stated) as StatedHolding,
      evidence: {
        badge: badge === null ? null : KeptBadgeJson.parse(badge),
        page,
        finding: finding === null ? null : FindingJson.parse(finding),
      },
      foundByName: foundBy?.name ?? null,
    }),
  );
}

/** Keeps what was handed in for a certificate; what a person found before was about something else. */
export async function saveEvidence(
  tx: Tx,
  claim: Pick<CreditClaim, 'id'>,
  holdingId: string,
  given: { stated: StatedHolding; badge: KeptBadge | null; page: string | null },
): Promise<void> {
  await tx.claimHolding.updateMany({
    where: { id: holdingId },
    data: {
      stated: plainJson(given.stated),
      badge: given.badge === null ? Prisma.DbNull : plainJson(given.badge),
      page: given.page,
      finding: Prisma.DbNull,
      foundById: null,
    },
  });
  await growVersion(tx, claim);
}

export async function saveFinding(
  tx: Tx,
  claim: Pick<CreditClaim, 'id'>,
  holdingId: string,
  finding: PersonsFinding,
  foundById: string,
): Promise<void> {
  await tx.claimHolding.updateMany({
    where: { id: holdingId },
    data: { finding: plainJson(finding), foundById },
  });
  await growVersion(tx, claim);
}

/** Whoever sends, asks or decides next has seen what is handed in and found by now, or hears that it has changed. */
async function growVersion(tx: Tx, { id }: Pick<CreditClaim, 'id'>): Promise<void> {
  await tx.creditClaim.updateMany({ where: { id }, data: { rowVersion: { increment: 1 } } });
}

/** What happened to a claim, the first thing first. */
export async function eventsOf(tx: Tx, claimId: string): Promise<ClaimEvent[]> {
  const rows = await tx.claimEvent.findMany({
    where: { claimId },
    include: { person: { select: { name: true } } },
    orderBy: { seq: 'asc' },
  });
  return rows.map(({ seq, at, move, toState, byParty, personId, person, note }) => ({
    seq,
    at: toInstant(at),
    move: move as ClaimMove,
    to: toState as ClaimState,
    by: byParty as ClaimParty,
    personId,
    personName: person?.name ?? null,
    note,
  }));
}

/** What changes with a move beside the state. */
export interface MovedClaim {
  state: ClaimState;
  outcome: ClaimOutcome | null;
  askedUntil?: CivilDate | null;
  appealUntil?: CivilDate | null;
  sent?: { policyVersionId: string; claimDate: CivilDate; at: string };
}

/** Moves a claim and writes down who did, and what was said. */
export async function saveMove(
  tx: Tx,
  { tenantId, id, studentId }: Pick<CreditClaim, 'tenantId' | 'id' | 'studentId'>,
  { state, outcome, askedUntil = null, appealUntil, sent }: MovedClaim,
  event: Pick<ClaimEvent, 'at' | 'move' | 'by' | 'personId' | 'note'>,
): Promise<void> {
  await tx.creditClaim.updateMany({
    where: { id },
    data: {
      state,
      outcome,
      askedUntil: fromDay(askedUntil),
      ...(appealUntil !== undefined && { appealUntil: fromDay(appealUntil) }),
      ...(sent && {
        policyVersionId: sent.policyVersionId,
        claimDate: fromDay(sent.claimDate),
        submittedAt: sent.at,
      }),
      rowVersion: { increment: 1 },
    },
  });
  const seq = (await tx.claimEvent.count({ where: { claimId: id } })) + 1;
  const { at, move, by, personId, note } = event;
  await tx.claimEvent.create({
    data: { tenantId, claimId: id, studentId, seq, at, move, toState: state, byParty: by, personId, note },
    select: { seq: true },
  });
}

const given = claimOutcomes.filter(givesSomething);

/** A state as the desk sorts by it: what is decided waits for its student where something was granted, and for nobody where nothing was. */
export type DeskState = Exclude<ClaimState, 'decided'> | 'granted' | 'refused';

/** How many claims wait at each state, and one page of those that wait in these, the oldest first. */
export async function listClaimsIn(
  tx: Tx,
  { states, page, size }: { states: readonly DeskState[]; page: number; size: number },
): Promise<{ rows: (CreditClaim & { titles: string[] })[]; counts: Partial<Record<DeskState, number>> }> {
  const sent = { submittedAt: { not: null } };
  const [groups, rows] = [
    await tx.creditClaim.groupBy({ by: ['state', 'outcome'], where: sent, _count: true }),
    await tx.creditClaim.findMany({
      where: {
        ...sent,
        OR: [
          { state: { in: states.filter((state) => state !== 'granted' && state !== 'refused') } },
          ...(states.includes('granted') ? [{ state: 'decided', outcome: { in: given } }] : []),
          ...(states.includes('refused') ? [{ state: 'decided', outcome: { notIn: given } }] : []),
        ],
      },
      include: {
        ...whole,
        holdings: { select: { microCredential: { select: { title: true } } }, orderBy: { place: 'asc' } },
      },
      orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
      skip: (page - 1) * size,
      take: size,
    }),
  ];
  return {
    rows: rows.map(({ holdings, ...row }) => ({
      ...toClaim(row),
      titles: holdings.map(({ microCredential }) => microCredential.title),
    })),
    counts: groups.reduce<Partial<Record<DeskState, number>>>((all, { state, outcome, _count }) => {
      const own =
        state === 'decided'
          ? given.some((one) => one === outcome)
            ? 'granted'
            : 'refused'
          : (state as DeskState);
      return { ...all, [own]: (all[own] ?? 0) + _count };
    }, {}),
  };
}
