import { Buffer } from 'node:buffer';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { thumbprintPrefix } from '@/lib/badge/issuer-identity';
import type { Fetch } from './guarded-fetch';
import { boundedJson, isObject, type JsonObject, listOf, textIn } from './bounds';

/** A key as it was found: whose it is, and the key itself as a multibase text or as a JSON Web Key. */
export type FoundKey =
  | { owner: string | null; multibase: string }
  | { owner: string | null; jwk: JsonObject };
export type KeyProblem = 'signatureKeyUnknown' | 'signatureKeyUnreached' | 'signatureKeyMissing';

/**
 * Finds the key that a proof names: in the name itself (did:key, did:jwk), or in what its owner publishes (did:web, https). A key that stands
 * in an address after its # is believed only where the owner's own document lists it for this purpose, else anybody could sign for anybody.
 */
export async function findKey(
  method: string,
  door: Fetch,
): Promise<{ key: FoundKey } | { problem: KeyProblem }> {
  const [base = ''] = method.split('#');
  if (base.startsWith('did:key:')) {
    const multibase = base.slice('did:key:'.length);
    return /^z[1-9A-HJ-NP-Za-km-z]{40,200}$/.test(multibase)
      ? { key: { owner: base, multibase } }
      : { problem: 'signatureKeyUnknown' };
  }
  if (base.startsWith('did:jwk:')) {
    try {
      const text = Buffer.from(base.slice('did:jwk:'.length), 'base64url').toString('utf8');
      return { key: { owner: base, jwk: boundedJson(text) } };
    } catch {
      return { problem: 'signatureKeyUnknown' };
    }
  }
  const url = base.startsWith('did:web:') ? addressOfDid(base) : /^https?:\/\//.test(base) ? base : null;
  if (url === null) return { problem: 'signatureKeyUnknown' };
  const answer = await door(url);
  if (!answer.ok) return { problem: 'signatureKeyUnreached' };
  let document: JsonObject;
  try {
    document = boundedJson(Buffer.from(answer.bytes).toString('utf8'));
  } catch {
    return { problem: 'signatureKeyMissing' };
  }
  return keyIn(document, base, method);
}

/** What a key is known by, whoever says to own it: its did:key, or the thumbprint of its public part. @source RFC 7638, RFC 9278 */
export async function nameOfKey(key: FoundKey): Promise<string | null> {
  if ('multibase' in key) return `did:key:${key.multibase}`;
  try {
    return thumbprintPrefix + (await calculateJwkThumbprint(key.jwk as JWK, 'sha256'));
  } catch {
    return null;
  }
}

/** Where the document of a did:web stands. @source W3C CCG, did:web method, "Read (Resolve)" */
export function addressOfDid(did: string): string | null {
  const parts = did.slice('did:web:'.length).split(':');
  const [host = '', ...path] = parts.map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return '';
    }
  });
  if (!/^[a-z0-9.-]+(:\d+)?$/i.test(host) || path.some((part) => !/^[\w.~-]+$/.test(part))) return null;
  return path.length === 0
    ? `https://${host}/.well-known/did.json`
    : `https://${host}/${path.join('/')}/did.json`;
}

/** The key that an owner's document lists for what it asserts. */
function keyIn(
  document: JsonObject,
  base: string,
  method: string,
): { key: FoundKey } | { problem: KeyProblem } {
  const missing = { problem: 'signatureKeyMissing' } as const;
  // An issuer of signed texts may publish the bare key at its own address.
  if (document['kty'] !== undefined && method === base) return { key: { owner: null, jwk: document } };
  if (document['id'] !== base) return missing;
  const names = (id: string) => (id.startsWith('#') ? base + id : id);
  const asserted = listOf(document['assertionMethod']);
  const isAllowed = asserted.some((one) => names(textIn(isObject(one) ? one['id'] : one) ?? '') === method);
  const listed = [...listOf(document['verificationMethod']), ...asserted]
    .filter(isObject)
    .find((one) => names(textIn(one['id']) ?? '') === method);
  if (!isAllowed || listed === undefined || listed['revoked'] !== undefined) return missing;
  const multibase = textIn(listed['publicKeyMultibase']);
  if (multibase !== null) return { key: { owner: base, multibase } };
  const jwk = listed['publicKeyJwk'];
  return isObject(jwk) ? { key: { owner: base, jwk } } : missing;
}
