import { gzipSync } from 'node:zlib';
import { env } from '@/lib/env';
import type { Signer } from '@/lib/usecases/ports';

/** The signer of this installation; null where it has no secret from which keys are derived. What signs is loaded when something is to be signed. */
export function installationSigner(): Signer | null {
  const { CROSSWALK_SIGNING_SECRET: secret, NEXTAUTH_URL: origin } = env();
  return secret === undefined ? null : signerFrom(secret, origin);
}

/** A signer whose keys come from that secret. */
export function signerFrom(secret: string, origin: string): Signer {
  return {
    origin,
    async publicKey(key) {
      const { signingKey } = await import('@/lib/signing/signing-key');
      return (await signingKey(secret, key)).publicKeyMultibase;
    },
    async sign(unsigned, { key, did, at }) {
      const { signRecord } = await import('@/lib/signing/sign-record');
      return signRecord(unsigned, { secret, name: key, did, at });
    },
    // @source W3C Bitstring Status List 1.0 §3.2: packed, in letters of base64url, after a u
    pack: (bits) => `u${gzipSync(bits).toString('base64url')}`,
  };
}
