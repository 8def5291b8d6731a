import { compactVerify, importJWK, type JWK } from 'jose';
import { refuse } from '@/lib/kernel/refusal';
import { boundedJson, isObject, type JsonObject, textIn } from './bounds';
import { findKey, type FoundKey, nameOfKey } from './find-key';
import type { Fetch } from './guarded-fetch';
import type { Signed } from './verify-proof';

/** Algorithms with a public key, each read with the key that it is made for; `none` and shared secrets are no signatures. @source RFC 8725 §3.1 */
export const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];

/** Where no key was found. */
const nobody = { owner: null, key: null } as const;

/**
 * The head and the body of a signed text, unproved. Each part has to be the one spelling of its bytes: a signature that can be written in
 * several ways would let an altered text pass for another.
 * @refuses invalid_input `badge/no-json`, `badge/not-recognised`
 */
export function partsOf(text: string): { head: JsonObject; body: JsonObject } {
  const parts = text.split('.').map((part) => {
    const bytes = Buffer.from(part, 'base64url');
    return bytes.toString('base64url') === part ? bytes : refuse('invalid_input', 'badge/not-recognised');
  });
  const [head, body] = parts.map((bytes) => bytes.toString('utf8'));
  return { head: boundedJson(head ?? ''), body: boundedJson(body ?? '') };
}

/**
 * Proves a signed text (JSON Web Signature) with the key that its head names or carries. A key that it carries shows that nothing was altered
 * since, and nothing of who signed.
 */
export async function verifySignedText(
  text: string,
  head: JsonObject,
  door: Fetch,
): Promise<Omit<Signed, 'warnings'>> {
  const algorithm = textIn(head['alg']);
  if (algorithm === null || !algorithms.includes(algorithm) || head['crit'] !== undefined)
    return { outcome: 'fail', reason: 'signatureAlgorithm', ...nobody };
  const named = textIn(head['kid']);
  let key: FoundKey;
  if (isObject(head['jwk'])) key = { owner: null, jwk: head['jwk'] };
  else if (named === null) return { outcome: 'unknown', reason: 'signatureKeyUnnamed', ...nobody };
  else {
    const looked = await findKey(named, door);
    if ('problem' in looked) {
      const outcome = looked.problem === 'signatureKeyUnreached' ? 'unknown' : 'fail';
      return { outcome, reason: looked.problem, ...nobody };
    }
    key = looked.key;
  }
  if (!('jwk' in key)) return { outcome: 'unknown', reason: 'signatureKind', ...nobody };
  return (await holds(text, algorithm, key.jwk))
    ? { outcome: 'pass', reason: 'signatureHolds', owner: key.owner, key: await nameOfKey(key) }
    : { outcome: 'fail', reason: 'signatureBroken', owner: key.owner, key: null };
}

async function holds(text: string, algorithm: string, jwk: JsonObject): Promise<boolean> {
  // A secret within would be somebody's mistake, and no key to prove with.
  const { d: _, alg: __, ...open } = jwk;
  if (open['kty'] === 'oct') return false;
  try {
    await compactVerify(text, await importJWK(open as JWK, algorithm), { algorithms });
    return true;
  } catch {
    return false;
  }
}
