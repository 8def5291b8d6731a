/** Where what an institution signed stands, below the origin of this installation. Names in signed records never change. */
export const contextPath = '/contexts/credit-decision/v1';

/** The vocabulary of decisions, wherever it is served: the names in it are the same everywhere. */
const contextAddress = /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?\/contexts\/credit-decision\/v1$/;

/** Whether an address is that of the vocabulary in which decisions about credit are written, at whatever installation. */
export function isDecisionContext(address: string): boolean {
  return contextAddress.test(address);
}

/** What an institution is known by as one who signs. @source W3C CCG, did:web method: a port is written %3A, and a step of the path after a colon */
export function didOf(origin: string, slug: string): string {
  return `did:web:${new URL(origin).host.replace(':', '%3A')}:institutions:${slug}`;
}

/** The address of one key among those of its owner. */
export function methodOf(did: string, keyId: string): string {
  return `${did}#${keyId}`;
}

/** The page of an institution. */
export function institutionAddress(origin: string, slug: string): string {
  return `${origin}/institutions/${slug}`;
}

/** The page that says what one version of a rule decides. */
export function decisionPath(slug: string, rule: { code: string; version: number }): string {
  return `/institutions/${slug}/decisions/${encodeURIComponent(rule.code)}/${rule.version}`;
}

/** The list of what is revoked, or suspended, among the records of an institution. */
export function statusPath(slug: string, purpose: StatusPurpose, list: number): string {
  return `/institutions/${slug}/status/${purpose}/${list}`;
}

/** What lists tell of: that a record was taken back for good, or stands still for a while. @source W3C Bitstring Status List 1.0 §2.2 */
export const statusPurposes = ['revocation', 'suspension'] as const;
export type StatusPurpose = (typeof statusPurposes)[number];
