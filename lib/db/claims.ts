import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import type { Tx } from './tx';

/** How an organization stands to the institution at work, which may be it. */
export interface ClaimFacts {
  /** Who is known to be it, and since when there; null: nobody. */
  claimed: { isOurs: boolean; by: string; on: CivilDate } | null;
  /** Whether another institution stated its page. */
  isStatedElsewhere: boolean;
  /** Whether the mailbox of this person was proved by signing in, or is invented as all of the demonstration. */
  isMailboxProved: boolean;
  /** Whether that mailbox is at the place of its page. */
  isMailboxThere: boolean;
  /** Whether it is called as the institution that it is known to be, which does not end that. */
  isOwnName: boolean;
  /** Entries that were taken over by the claim. */
  taken: number;
}

/** What decides whether this person's institution can say that it is the organization. */
export async function claimFactsOf(tx: Tx, organizationId: string, personId: string): Promise<ClaimFacts> {
  const [row] = await tx.$queryRaw<
    (Omit<ClaimFacts, 'claimed'> & { by: string | null; on: CivilDate | null; isOurs: boolean })[]
  >`
    SELECT c.name AS by, (o.claimed_at AT TIME ZONE c.time_zone)::date::text AS on, coalesce(o.claimed_tenant_id = current_tenant(), false) AS "isOurs",
           coalesce(o.steward_tenant_id <> current_tenant(), false) AND o.url IS NOT NULL AS "isStatedElsewhere",
           p.user_id IS NOT NULL OR p.is_demonstration AS "isMailboxProved", mailbox_proves(p.email, o.url) AS "isMailboxThere",
           coalesce(institution_key(c.name) = institution_key(o.name), false) AS "isOwnName",
           (SELECT count(DISTINCT m.id)::int FROM entry_organization e JOIN micro_credential m ON m.id = e.micro_credential_id
             WHERE e.organization_id = o.id AND m.steward_tenant_id = current_tenant() AND m.taken_from_id IS NOT NULL) AS taken
      FROM organization o JOIN person p ON p.tenant_id = current_tenant() AND p.id = ${personId}::uuid LEFT JOIN institution c ON c.id = o.claimed_tenant_id
     WHERE o.id = ${organizationId}::uuid`;
  if (row === undefined) throw new Error('A claim was asked about that is about nothing.');
  const { by, on, isOurs, ...facts } = row;
  return { ...facts, claimed: by !== null && on !== null ? { isOurs, by, on } : null };
}

/** Says that the institution at work is the organization. The database looks at the proof once more. @refuses conflict `organization/changed-meanwhile` where it sees none */
export async function claimOrganizationAs(tx: Tx, organizationId: string, personId: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ done: boolean }[]>`
    SELECT claim_organization(${organizationId}::uuid, ${personId}::uuid) AS done`;
  if (row?.done !== true) refuse('conflict', 'organization/changed-meanwhile');
}

/** Takes that back; country and page stay stated. */
export async function endClaim(
  tx: Tx,
  { id, rowVersion }: { id: string; rowVersion: number },
): Promise<number> {
  const { count } = await tx.organization.updateMany({
    where: { id, rowVersion },
    data: { claimedTenantId: null, claimedAt: null, rowVersion: { increment: 1 } },
  });
  return count;
}

/** How an entry stands to the institution at work: whether it is about it, and from whom it was taken over. */
export interface EntryClaim {
  isAboutUs: boolean;
  takenFrom: { id: string; name: string } | null;
}

export async function entryClaimOf(tx: Tx, microCredentialId: string): Promise<EntryClaim> {
  const [row] = await tx.$queryRaw<{ isAboutUs: boolean; id: string | null; name: string | null }[]>`
    SELECT is_about(m.id, current_tenant()) AS "isAboutUs", i.id, i.name
      FROM micro_credential m LEFT JOIN institution i ON i.id = m.taken_from_id WHERE m.id = ${microCredentialId}::uuid`;
  const { isAboutUs = false, id = null, name = null } = row ?? {};
  return { isAboutUs, takenFrom: id !== null && name !== null ? { id, name } : null };
}

/** Passes an entry to the institution that it is about, or back to the one that listed it. @refuses conflict `listing/entry-changed` where it is neither */
export async function passEntry(tx: Tx, microCredentialId: string, toTenantId: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ done: boolean }[]>`
    SELECT pass_entry(${microCredentialId}::uuid, ${toTenantId}::uuid) AS done`;
  if (row?.done !== true) refuse('conflict', 'listing/entry-changed');
}
