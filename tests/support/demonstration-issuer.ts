import { createHash } from 'node:crypto';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { generate } from '@digitalbazaar/ed25519-multikey';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import jsigs from 'jsonld-signatures';
import { closedLoader } from '@/lib/badge-reading/contexts';
import { type Json, unsignedBadge } from './baked-badges';

const seed = createHash('sha256').update('the key of the Demonstration Academy, known to everybody').digest();

/** The first issuer of prisma/seed/data/trusted-issuers.ts, whose key everybody can have: its identifier, and badges signed by it. */
export async function demonstrationIssuer() {
  const pair = await generate({ seed });
  const did = `did:key:${pair.publicKeyMultibase}`;
  const method = `${did}#${pair.publicKeyMultibase}`;
  const key = await generate({ id: method, controller: did, seed });
  const sign = (more: Json = {}): Promise<Json> =>
    jsigs.sign(
      unsignedBadge({ issuer: { id: did, type: ['Profile'], name: 'Demonstration Academy' }, ...more }),
      {
        suite: new DataIntegrityProof({ cryptosuite, signer: key.signer(), date: '2026-06-01T00:00:00Z' }),
        purpose: new jsigs.purposes.AssertionProofPurpose(),
        documentLoader: closedLoader(),
      },
    );
  return { did, sign };
}
