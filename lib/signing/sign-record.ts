import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import jsigs from 'jsonld-signatures';
import { closedLoader } from '@/lib/badge-reading/contexts';
import { methodOf } from '@/lib/signed-record/addresses';
import { type KeyName, signingKey } from './signing-key';

/**
 * Signs a record, by vocabularies that are held here: every word of it has to be of one. What comes out is the same for the same record, key
 * and instant. @units at: ISO 8601 in UTC, of which seconds are kept   @source W3C Data Integrity EdDSA Cryptosuites 1.0 §3.2 (eddsa-rdfc-2022)
 */
export async function signRecord(
  unsigned: Record<string, unknown>,
  { secret, name, did, at }: { secret: string; name: KeyName; did: string; at: string },
): Promise<Record<string, unknown>> {
  const key = await signingKey(secret, name, { id: methodOf(did, name.keyId), controller: did });
  const suite = new DataIntegrityProof({
    cryptosuite,
    signer: key.signer(),
    date: `${at.slice(0, 19)}Z`,
  });
  return jsigs.sign(structuredClone(unsigned), {
    suite,
    purpose: new jsigs.purposes.AssertionProofPurpose(),
    documentLoader: closedLoader(),
  });
}
