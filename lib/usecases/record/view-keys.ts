import { findPublicInstitution } from '@/lib/db/public-institutions';
import { getInstitution } from '@/lib/db/institutions';
import { countSignedRecords, policyIdOf, unsignedRules } from '@/lib/db/signed-records';
import { listSigningKeys, type SigningKey } from '@/lib/db/signing-keys';
import { didOf } from '@/lib/signed-record/addresses';
import { can } from '@/lib/access/can';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import type { Signer } from '../ports';

/** The keys of an institution, and what waits to be signed by them. */
export interface KeysView {
  institution: { slug: string; timeZone: string };
  /** The newest first; the one that signs has no day on which it was retired. */
  keys: SigningKey[];
  /** As what it signs, or would. */
  did: string | null;
  signed: { decisions: number; badges: number };
  /** Versions of rules, and how many of these gave way to a later one. */
  waiting: { versions: number; earlier: number };
  /** Whether this installation derives the key that is published as the one that signs. */
  isKeyHere: boolean;
  hasPolicy: boolean;
  may: { change: boolean; sign: boolean };
}

/** As whom the institution signs, by which keys, and how much waits. @refuses unauthenticated */
export async function viewKeys(ctx: Context, signer: Signer | null): Promise<KeysView> {
  return query(ctx, async (tx, { tenantId }, ctx) => {
    authorize(ctx, 'record.viewKeys', { tenantId });
    const { slug, timeZone } = await getInstitution(tx, tenantId);
    const policy = (await findPublicInstitution(ctx.database, slug, ctx))?.policy ?? null;
    const policyId = policy && (await policyIdOf(tx, policy.version));
    const waits = policyId === null ? null : await unsignedRules(tx, policyId, 1);
    const keys = await listSigningKeys(tx);
    const active = keys.find(({ retiredAt }) => retiredAt === null);
    return {
      institution: { slug, timeZone },
      keys,
      did: keys[0]?.did ?? (signer && didOf(signer.origin, slug)),
      signed: await countSignedRecords(tx),
      waiting: { versions: waits?.total ?? 0, earlier: waits?.earlier ?? 0 },
      isKeyHere:
        signer !== null &&
        (active === undefined ||
          (await signer.publicKey({ tenantId, keyId: active.id })) === active.publicKey),
      hasPolicy: policyId !== null,
      may: {
        change: can(ctx.actor, 'record.changeKey', { tenantId }).allowed,
        sign: can(ctx.actor, 'record.sign', { tenantId }).allowed,
      },
    };
  });
}
