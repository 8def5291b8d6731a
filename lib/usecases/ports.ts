import type { Proposal, Question } from '@/lib/suggest/suggest';
import type { SuggestedKind } from '@/lib/rule/suggested-target';

export interface Mail {
  to: string;
  subject: string;
  /** Plain text; nothing in Crosswalk's mail needs more. */
  text: string;
  /** Stays the same when the mail is sent again, so that a mailbox can tell. Letters and digits. */
  messageId?: string;
}

/** Hands mail to whoever delivers it. Throws when that failed and may be tried again. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

/** Whoever asks for something without an account, as far as it is told apart from others. */
export interface Asker {
  /** The network that the request comes from; it is hashed, never kept. */
  network: string;
  /** A hash under a key that the database does not hold. @units 64 hexadecimal digits */
  hashOf(text: string): string;
  /** Whether a mail may go to this mailbox now: there is somebody to send it, and not too many went there today. */
  mayMail(mailbox: string): Promise<boolean>;
}

/** What of its own list, or beside it, an institution can grant. `title` is null for what stands in no list. @units credits of the home unit */
export interface Grantable {
  kind: SuggestedKind;
  target: string;
  title: string | null;
  credits: string | null;
  level: string | null;
}

/** What is proposed for a question, and which target of the institution is called like each of some titles. */
export interface Proposed {
  /** "No credit" grants nothing. */
  proposals: (Omit<Proposal, 'target' | 'kind'> & { grants: Grantable | null })[];
  sameTitles: (Grantable | null)[];
}

/** Proposes by what an institution has decided, and never keeps a page waiting for it. */
export interface Suggester {
  /** Null while what was decided is still being read. */
  propose(
    tenantId: string,
    asked: { question: Question; titles: readonly string[] },
  ): Promise<Proposed | null>;
}

/** Signs what an institution says, with keys that nobody else holds. */
export interface Signer {
  /** Where this installation is reached: what is signed names it for ever. */
  origin: string;
  /** The public half of a key of an institution. @units multibase */
  publicKey(key: { tenantId: string; keyId: string }): Promise<string>;
  /** The record with its signature. @units at: ISO 8601 in UTC */
  sign(
    unsigned: Record<string, unknown>,
    by: { key: { tenantId: string; keyId: string }; did: string; at: string },
  ): Promise<Record<string, unknown>>;
  /** Bits as a list carries them. */
  pack(bits: Uint8Array): string;
}
