import type { HomeUnit, Unit } from '@/lib/amount/unit';
import type { CreditPolicy, Line, MicroCredentialLeaf } from '@/lib/credit/input';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type {
  CreditCaseCourse,
  CreditCaseCourseRelation,
  CreditCaseProgram,
  CreditCaseRule,
} from './credit-case-input';
import type { ExactHolder, OfferedMicroCredential } from './exact-holder';
import type { OfferedWindow, Standing } from './standing';

/** What of one institution decides about an offer on a day of its own calendar. May hold more than one offer needs. */
export interface OfferFacts<M extends OfferedMicroCredential = OfferedMicroCredential> {
  day: CivilDate;
  homeUnit: HomeUnit;
  /** Null where none is in force. */
  policy: CreditPolicy | null;
  courses: readonly CreditCaseCourse[];
  relations: readonly CreditCaseCourseRelation[];
  microCredentials: readonly M[];
  /** Those that rules name, with what they are called where that is known. */
  programs: readonly (CreditCaseProgram & { title?: string })[];
  /** Every public rule that names something which a holder of this offer has: any of them may decide. */
  rules: readonly CreditCaseRule[];
}

/**
 * Why a rule gives its holder nothing, where it does: another rule's decided no, another rule that is used instead, no line that
 * carries anything, no policy in force, its revocation, no program left in which it holds, nobody who could meet it on the day, or more work than is allowed.
 */
export type Withheld =
  | 'denied'
  | 'outdone'
  | 'no-credit'
  | 'no-policy'
  | 'revoked'
  | 'not-offered'
  | 'unmeetable'
  | 'too-complex';

/**
 * Who may claim it on the day: anybody who meets it, now or by a day to come; only who met in time what has closed since, which is a
 * completion or a start of term and not the claim; or nobody, also while it is suspended.
 */
export type Claimants = 'anybody' | 'in-time' | 'nobody';

/** One way to meet an offer: what must be held and passed beside the certificate that is looked at. */
export interface OfferedWay {
  /** Ids of further micro-credentials. */
  microCredentials: readonly string[];
  assessments: readonly { id: string; minScore: string }[];
}

/** What one rule version gives somebody who meets exactly what it asks for. */
export interface Offer {
  /** With this institution, on this day; `refused` also where another rule's no bars it. */
  standing: Standing;
  /** First day on which it can be claimed, where that is still to come. */
  opensOn: CivilDate | null;
  /** Last day of the window that closes first, whichever it is. */
  closesOn: CivilDate | null;
  /** What it asks of days, the window that closes first before the others. */
  windows: readonly OfferedWindow[];
  claimants: Claimants;
  /** Null where it gives what it says. */
  withheld: Withheld | null;
  /** Codes of the rules that withhold it, or that give credit to the same holder beside it. */
  otherRules: readonly string[];
  unit: Unit;
  /** @units `unit`, exact; null when it is written on the certificate itself, and when it is withheld */
  amount: string | null;
  /** What the policy rounded to `amount`; null where it rounded nothing. @units `unit`, exact */
  beforeRounding: string | null;
  /** What it gives from the day on which a course of it carries another credit; null where no such change is known. @units `unit`, exact */
  later: { from: CivilDate; amount: string | null } | null;
  /** How much, the certificate says; up to `amount` where that is known. */
  isAsStated: boolean;
  /** Somebody who meets it exactly may get less. */
  isMaximum: boolean;
  /** All that such a holder gets of this institution, by other rules as well. @units `unit`, exact */
  total: string | null;
  /** `total` by the institution's direct pair; null when it has none. @units ECTS, exact */
  ects: string | null;
  /** What it counts as; an amount is null where only the certificate says it. @units `unit`, exact */
  lines: readonly { line: Line; amount: string | null }[];
  /** What its holder may have instead of these lines. */
  choices: readonly (readonly Line[])[];
  /** Id of the component that it is about, where it is not about the certificate itself. */
  part: string | null;
  /** Either of these; the one that asks for least comes first. */
  ways: readonly OfferedWay[];
  /** The certificate's own leaf in the first way, whose conditions it has to meet. */
  leaf: MicroCredentialLeaf | null;
  /** Codes of the only programs that it holds in, the one that counts most first; null is every program. */
  programs: readonly string[] | null;
  /** What these programs are called, in the same order; the code where nothing else is known. */
  programTitles: readonly string[] | null;
  /** What an estimate would have to be told; null where nobody could meet it. */
  asks: (ExactHolder['asks'] & { program: string | null }) | null;
}
