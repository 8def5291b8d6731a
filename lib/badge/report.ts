import type { CivilDate } from '@/lib/kernel/civil-date';
import type { Check, Verdict } from './check';

/** Which standard a badge follows: Open Badges 3.0, Open Badges 2.0, Comprehensive Learner Record 2.0. */
export type BadgeKind = 'ob3' | 'ob2' | 'clr2';

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
}

/** Whom a badge is about: a mail address or another identity, in clear or as a salted hash; or an identifier that is no name. */
export interface Recipient {
  kind: 'email' | 'name' | 'other';
  identity: string;
  hashed: boolean;
  salt: string;
}

/** What was read from a badge and what came of every check. */
export interface BadgeReport {
  facts: BadgeFacts;
  checks: readonly Check[];
  verdict: Verdict;
  /** What is accepted and yet worth knowing, as keys below `badge.warning`. */
  warnings: readonly string[];
  /** The badges within a record. */
  contained: readonly BadgeReport[];
  /** How many more badges lie within than were looked at. */
  notLookedAt: number;
}

/** An issuer that the reader of a badge trusts: by its identifier, never by its name. */
export interface TrustedIssuer {
  id: string;
  /** Who trusts it, as a reader is told. */
  trustedBy: string;
}

/** What the checks depend on besides the badge. */
export interface CheckFor {
  /** The instant of asking. @units ISO 8601 in UTC */
  now: string;
  /** The day by which it has to be valid: that of a claim, else that of asking. */
  claimDay: CivilDate;
  /** Who the student says to be; nothing said is null. */
  recipient: string | null;
  trusted: readonly TrustedIssuer[];
}
