import { type Check, checked } from './check';
import type { Recipient } from './report';

/** The hash of a text, in hexadecimal digits; null for an algorithm that nobody relies on any more. */
export type HashOf = (algorithm: string, text: string) => string | null;

/**
 * Whether a badge is about whom the student says to be. The same mail address is a match of addresses and no proof of a person; a name
 * alone is never more than a likeness, which people decide.
 * @source docs/badges.md, "Checks"
 */
export function checkRecipient(recipients: readonly Recipient[], said: string | null, hashOf: HashOf): Check {
  const named = recipients.filter(({ kind }) => kind !== 'other');
  if (named.length === 0) return checked('recipient', 'unknown', 'recipientUnnamed');
  const own = said?.trim() ?? '';
  if (own === '') return checked('recipient', 'unknown', 'recipientUnasked');
  const met = named.map((one) => (one.kind === 'email' ? meets(one, own, hashOf) : null));
  if (met.includes(true)) return checked('recipient', 'pass', 'recipientSame');
  if (named.some(({ kind, identity }) => kind === 'name' && foldName(identity) === foldName(own)))
    return checked('recipient', 'unknown', 'recipientLike');
  return own.includes('@') && met.includes(false) && named.every(({ kind }) => kind === 'email')
    ? checked('recipient', met.includes(null) ? 'unknown' : 'fail', 'recipientOther')
    : checked('recipient', 'unknown', 'recipientUnlike');
}

/** Whether a badge was issued to another address than the one that was entered: what it earns is not the asker's. Total. */
export function isIssuedToAnother(checks: readonly Check[]): boolean {
  return checks.some(({ name, outcome }) => name === 'recipient' && outcome === 'fail');
}

/** Null where nobody can tell. */
function meets({ identity, hashed, salt }: Recipient, own: string, hashOf: HashOf): boolean | null {
  const small = own.toLowerCase();
  if (!hashed) return identity.trim().toLowerCase() === small;
  const [algorithm = '', hash = ''] = identity.split('$');
  // Issuers hash an address as it was written down, or in small letters.
  const hashes = [own, small].map((text) => hashOf(algorithm, text + salt));
  return hashes.includes(null) ? null : hashes.includes(hash.toLowerCase());
}

function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase().trim().split(/\s+/).sort().join(' ');
}
