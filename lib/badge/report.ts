import type { CivilDate } from '@/lib/kernel/civil-date';
import type { Check, Verdict } from './check';

/**
 * Which standard a badge follows: Open Badges 3.0, Open Badges 2.0, Comprehensive Learner Record 2.0; or that it is none, but a decision about
 * credit that an institution signed.
 */
export type BadgeKind = 'ob3' | 'ob2' | 'clr2' | 'decision';

/** What a badge says, in its own words. Nothing of it is true before the checks say so. */
export interface BadgeFacts {
  kind: BadgeKind;
  id: string | null;
  /** What was achieved: its title, and every address and identifier that it goes by. */
  title: string | null;
  achievementIds: readonly string[];
  issuer: { id: string | null; name: string | null; url: string | null };
  /** The day on which it was earned, which stays when the badge runs out. */
  completedOn: CivilDate | null;
  /** @units instants, ISO 8601 in UTC */
  validFrom: string | null;
  validUntil: string | null;
  recipients: readonly Recipient[];
  /** Of a decision about credit, and of a badge of an award: what it decides. */
  decides?: Decides;
}

/** What a decision or an award says about credit, in its own words. @units amount: `unit`, exact, as it says them */
export interface Decides {
  /** An award is of one student; a decided no gives nothing. */
  word: 'yes' | 'partly' | 'no' | 'award';
  amount: { amount: string; unit: string; isMost: boolean } | null;
  countsAs: readonly string[];
  conditions: readonly string[];
  reason: string | null;
  claimableFrom: CivilDate | null;
  claimableUntil: CivilDate | null;
}

/** Whom a badge is about: a mail address or another identity, in clear or as a salted hash; or an identifier that is no name. */
export interface Recipient {
  kind: 'email' | 'name' | 'other';
  identity: string;
  hashed: boolean;
  salt: string;
}

/** What was read from a badge and what came of every check but those that ask what is known here: of its issuer, and of the catalog. */
export interface BadgeReport {
  facts: BadgeFacts;
  checks: readonly Check[];
  verdict: Verdict;
  signer: Signer;
  /** What is accepted and yet worth knowing, as keys below `badge.warning`. */
  warnings: readonly string[];
  /** The badges within a record. */
  contained: readonly BadgeReport[];
  /** How many more badges lie within than were looked at. */
  notLookedAt: number;
}

/** Who signed a badge, or hosts it. */
export interface Signer {
  /** Whether that is shown to be the issuer that it names; null where no signature was shown to hold. */
  isIssuer: boolean | null;
  /** What the key itself is known by: a did:key, or a thumbprint as an address; null where there is none, or several. */
  key: string | null;
}

/** What the checks depend on besides the badge. */
export interface CheckFor {
  /** The instant of asking. @units ISO 8601 in UTC */
  now: string;
  /** The day by which it has to be valid: that of a claim, else that of asking. */
  claimDay: CivilDate;
  /** Who the student says to be; nothing said is null. */
  recipient: string | null;
}
