/** How an issuer is known: by a decentralized identifier, by the address of its profile, or by the thumbprint of its key. */
export type IdentityKind = 'did' | 'address' | 'key';

/** @units characters */
const mostIdentity = 500;
/** @source RFC 9278; RFC 7638: SHA-256 is 32 bytes, 43 characters of base64url */
const thumbprint = /^(?:urn:ietf:params:oauth:jwk-thumbprint:sha-256:)?([A-Za-z0-9_-]{43})$/;
/** What stands before the thumbprint of a key. @source RFC 9278 §3 */
export const thumbprintPrefix = 'urn:ietf:params:oauth:jwk-thumbprint:sha-256:';

/**
 * The one spelling of what an issuer is known by, or null where it is none of the three. A profile at http is the one at https, since nothing
 * is asked otherwise. @source docs/decisions/0057-an-institution-says-whom-it-trusts.md; trusted_issuer_identity_form in prisma/migrations
 */
export function issuerIdentityIn(text: string): string | null {
  const typed = text.trim();
  if (typed.length > mostIdentity) return null;
  const key = thumbprint.exec(typed)?.[1];
  if (key !== undefined) return thumbprintPrefix + key;
  if (/^did:[a-z0-9]+:[A-Za-z0-9._:%-]+$/.test(typed)) return typed;
  if (!/^https?:\/\/[!-~]+$/i.test(typed) || !URL.canParse(typed)) return null;
  const url = new URL(typed);
  // A place within a document, or a name before an @, is nobody's address.
  if (url.hash !== '' || url.username !== '' || url.password !== '') return null;
  url.protocol = 'https:';
  return /^https:\/\/[a-z0-9.-]+(:\d+)?\//.test(url.href) && url.href.length <= mostIdentity
    ? url.href
    : null;
}

/** Of which kind an identity is. Total: what is neither a DID nor a key is an address. */
export function identityKindOf(identity: string): IdentityKind {
  if (identity.startsWith(thumbprintPrefix)) return 'key';
  return identity.startsWith('did:') ? 'did' : 'address';
}
