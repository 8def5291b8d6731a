import { methodOf } from './addresses';

/** A key with which an institution signs, or signed. */
export interface PublishedKey {
  id: string;
  did: string;
  publicKey: string;
}

/**
 * What an institution publishes about its keys: those that sign and those that signed, each for what it asserts, so that what a retired
 * key signed is verified by it.
 * @source W3C Decentralized Identifiers 1.0; Controlled Identifiers 1.0 §2.2 (Multikey)
 */
export function didDocument(keys: readonly [PublishedKey, ...PublishedKey[]]): object {
  const [{ did }] = keys;
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: keys.map(({ id, publicKey }) => ({
      id: methodOf(did, id),
      type: 'Multikey',
      controller: did,
      publicKeyMultibase: publicKey,
    })),
    assertionMethod: keys.map(({ id }) => methodOf(did, id)),
  };
}
