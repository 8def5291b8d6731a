import { hkdfSync } from 'node:crypto';
import { generate } from '@digitalbazaar/ed25519-multikey';

/** Which key of which institution. */
export interface KeyName {
  tenantId: string;
  keyId: string;
}

/**
 * A key of an institution: derived from the secret of this installation for this one key, and stored nowhere. Whoever reads the database, or
 * a backup of it, has nothing that signs. `owner`: as whose key, and under which address, it signs.
 * @source RFC 5869; W3C Data Integrity EdDSA Cryptosuites 1.0
 */
export function signingKey(
  secret: string,
  { tenantId, keyId }: KeyName,
  owner: { id?: string; controller?: string } = {},
) {
  const seed = new Uint8Array(hkdfSync('sha256', secret, tenantId, `signing key ${keyId}`, 32));
  return generate({ ...owner, seed });
}
