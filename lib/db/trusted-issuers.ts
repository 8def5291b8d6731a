import * as z from 'zod';
import type { TrustState } from '@/lib/badge/trusted-issuer';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { fromDay, type Page, toDay, toInstant } from './codec';
import type { Prisma } from './generated/client';
import type { Tx } from './tx';

const Outcome = z.enum(['confirmed', 'declined']).nullable();

/** An issuer on an institution's list: waiting, trusted, declined or ended. */
export interface TrustedIssuer extends TrustState {
  id: string;
  identity: string;
  name: string;
  reason: string;
  sourceUrl: string;
  /** Whether it is the institution itself. */
  isOwn: boolean;
  proposedById: string;
  proposedByName: string;
  proposedAt: string;
  decidedByName: string | null;
  decidedAt: string | null;
  endedByName: string | null;
  endedAt: string | null;
  endReason: string | null;
}

const named = { select: { name: true } } as const;
const include = { proposedBy: named, decidedBy: named, endedBy: named } as const;

/** Those that wait first, then those that are not over, then the closed ones; within each by name. */
export async function listTrustedIssuers(
  tx: Tx,
  today: CivilDate,
  { page, size }: { page: number; size: number },
): Promise<Page<TrustedIssuer>> {
  const ids = await tx.$queryRaw<{ id: string; total: number }[]>`
    SELECT id, (count(*) OVER ())::int AS total FROM trusted_issuer
     ORDER BY CASE WHEN outcome IS NULL THEN 0 WHEN outcome = 'confirmed' AND (last_day IS NULL OR last_day >= ${today}::date) THEN 1 ELSE 2 END,
              lower(name), first_day DESC, id
     LIMIT ${size} OFFSET ${(page - 1) * size}`;
  const rows = await tx.trustedIssuer.findMany({ where: { id: { in: ids.map(({ id }) => id) } }, include });
  const byId = new Map(rows.map((row) => [row.id, toTrustedIssuer(row)]));
  return {
    rows: ids.map(({ id }) => byId.get(id)).filter((row) => row !== undefined),
    total: ids[0]?.total ?? (page === 1 ? 0 : await tx.trustedIssuer.count()),
  };
}

/** Takes one for this transaction. @refuses not_found */
export async function lockTrustedIssuer(tx: Tx, id: string): Promise<TrustedIssuer> {
  await tx.$queryRaw`SELECT id FROM trusted_issuer WHERE tenant_id = current_tenant() AND id = ${id}::uuid FOR UPDATE`;
  const row = await tx.trustedIssuer.findFirst({ where: { id }, include });
  return row === null ? refuse('not_found', 'issuer/not-found') : toTrustedIssuer(row);
}

/** What the institution has said about an issuer, but for what it declined. */
export async function trustedAs(tx: Tx, identity: string): Promise<TrustedIssuer[]> {
  const rows = await tx.trustedIssuer.findMany({
    where: { identity, OR: [{ outcome: null }, { outcome: 'confirmed' }] },
    include,
  });
  return rows.map(toTrustedIssuer);
}

/** @refuses conflict `issuer/waits-already` */
export async function insertIssuerProposal(
  tx: Tx,
  proposal: Pick<
    TrustedIssuer,
    'id' | 'identity' | 'name' | 'reason' | 'sourceUrl' | 'isOwn' | 'firstDay' | 'lastDay' | 'proposedById'
  > & { tenantId: string; at: string },
): Promise<void> {
  const added = await tx.$executeRaw`
    INSERT INTO trusted_issuer (tenant_id, id, identity, name, reason, source_url, is_own, first_day, last_day, proposed_by_id, proposed_at)
    VALUES (${proposal.tenantId}::uuid, ${proposal.id}::uuid, ${proposal.identity}, ${proposal.name}, ${proposal.reason}, ${proposal.sourceUrl}, ${proposal.isOwn},
            ${proposal.firstDay}::date, ${proposal.lastDay}::date, ${proposal.proposedById}::uuid, ${proposal.at}::timestamptz)
    ON CONFLICT DO NOTHING`;
  if (added !== 1) refuse('conflict', 'issuer/waits-already');
}

/** Says how a proposal ended, and by whom; for good. */
export async function decideIssuer(
  tx: Tx,
  id: string,
  decided: { outcome: 'confirmed' | 'declined'; byId: string; at: string },
): Promise<void> {
  await tx.trustedIssuer.updateMany({
    where: { id, outcome: null },
    data: { outcome: decided.outcome, decidedById: decided.byId, decidedAt: new Date(decided.at) },
  });
}

/** Says the last day of trust, by whom and why; for good. */
export async function endIssuerOn(
  tx: Tx,
  id: string,
  ended: { lastDay: CivilDate; byId: string; at: string; reason: string },
): Promise<void> {
  await tx.trustedIssuer.updateMany({
    where: { id, endedAt: null },
    data: {
      lastDay: fromDay(ended.lastDay),
      endedById: ended.byId,
      endedAt: new Date(ended.at),
      endReason: ended.reason,
    },
  });
}

function toTrustedIssuer(row: Prisma.TrustedIssuerGetPayload<{ include: typeof include }>): TrustedIssuer {
  const { id, identity, name, reason, sourceUrl, isOwn, proposedById, endReason } = row;
  return {
    ...{ id, identity, name, reason, sourceUrl, isOwn, proposedById, endReason },
    firstDay: toDay(row.firstDay),
    lastDay: toDay(row.lastDay),
    outcome: Outcome.parse(row.outcome),
    isEnded: row.endedAt !== null,
    proposedByName: row.proposedBy.name,
    proposedAt: toInstant(row.proposedAt),
    decidedByName: row.decidedBy?.name ?? null,
    decidedAt: toInstant(row.decidedAt),
    endedByName: row.endedBy?.name ?? null,
    endedAt: toInstant(row.endedAt),
  };
}
