import { convert } from '@/lib/amount/conversion';
import { formatRational, parseRational } from '@/lib/amount/rational';
import type { HomeUnit, Unit } from '@/lib/amount/unit';
import type { CreditPolicy, Line, MicroCredentialLeaf } from '@/lib/credit/input';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type {
  CreditCaseCourse,
  CreditCaseCourseRelation,
  CreditCaseProgram,
  CreditCaseRule,
} from './build-credit-case';
import { provenBy } from './estimate-case';
import { type ExactHolder, exactHolder, type OfferedMicroCredential } from './exact-holder';
import { answerFor, asksInVain, laterOf, offeredOf, programsOf } from './offer-answer';
import { otherOutcomes } from './other-outcomes';
import {
  closingDay,
  isGiven,
  type OfferedWindow,
  openingDay,
  type PublicStatus,
  type Standing,
  standingOfRule,
  windowsOf,
} from './standing';
import { type Way, waysOf } from './ways';

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

/** @units ways tried of one rule */
const mostWays = 6;
/** In which offers of all institutions are compared. */
export const commonUnit = 'ECTS' satisfies Unit;

/**
 * What a rule offers: the engine's answer for a holder who meets exactly one of its ways, with every other rule of the
 * institution that may have a say. `own` is the certificate that is looked at, which then is part of every way.
 * @units home unit of the policy   @source tests/fixtures/credit-cases.json, algorithm 1 to 13; docs/domain.md §11
 */
export function offerOf<M extends OfferedMicroCredential>(
  facts: OfferFacts<M>,
  rule: CreditCaseRule & { status: PublicStatus },
  own: M | null = null,
): Offer {
  const { definition } = rule;
  const { day, homeUnit } = facts;
  const deny = definition.deny === true;
  const opensOn = openingDay(definition);
  const closesOn = closingDay(definition);
  const codes = programsOf(definition.programs);
  const isOffered = codes === null || offeredOf(codes, facts).length > 0;
  const nothing: Offer = {
    standing: standingOfRule({ status: rule.status, opensOn, closesOn, deny, isOffered }, day),
    opensOn: opensOn !== null && opensOn > day ? opensOn : null,
    closesOn,
    windows: windowsOf(definition),
    claimants: 'nobody',
    withheld: 'no-credit',
    otherRules: [],
    unit: homeUnit,
    amount: null,
    beforeRounding: null,
    later: null,
    isAsStated: false,
    isMaximum: false,
    total: null,
    ects: null,
    lines: [],
    choices: [],
    part: null,
    ways: [],
    leaf: null,
    programs: codes,
    programTitles: titlesOf(codes, facts),
    asks: null,
  };
  const held = new Set(own === null ? [] : provenBy(own));
  const ways = waysOf(definition.premise, held).filter(
    ({ microCredentials }) => own === null || microCredentials.some(({ mc }) => held.has(mc)),
  );
  const [first] = ways;
  const leafOf = (way: Way | undefined) => way?.microCredentials.find(({ mc }) => held.has(mc)) ?? null;
  const partOf = (leaf: MicroCredentialLeaf | null) =>
    leaf === null || leaf.mc === own?.id ? null : leaf.mc;
  const described = {
    ...nothing,
    leaf: leafOf(first),
    part: partOf(leafOf(first)),
    ways: ways.map((way) => toOfferedWay(way, held)),
  };
  if (rule.status === 'revoked') return { ...described, withheld: 'revoked' };
  if (deny) return described;
  if (facts.policy === null) return { ...described, withheld: 'no-policy' };
  const { policy } = facts;
  const known = new Map(facts.microCredentials.map((one) => [one.id, one]));
  const found = ways.slice(0, mostWays).map((way) => {
    const holder = exactHolder(definition, way, { day, own, known });
    const answer = holder && answerFor(rule, holder, { ...facts, policy });
    const isVain =
      holder !== null && answer?.withheld === null && asksInVain(rule, holder, { ...facts, policy });
    return { way, holder, answer: isVain ? null : answer };
  });
  const given = found.filter(({ answer }) => answer?.withheld === null);
  const [shown = found[0]] = given;
  const answer = shown?.answer ?? null;
  if (answer === null || shown === undefined) return { ...described, withheld: 'unmeetable' };
  return {
    ...described,
    ...answer,
    programTitles: titlesOf(answer.programs, facts),
    claimants: answer.withheld === null ? whoMayClaim(rule, described, day) : 'nobody',
    otherRules: [
      ...new Set(answer.otherRules.flatMap((id) => facts.rules.find((one) => one.id === id)?.code ?? [])),
    ],
    standing: answer.withheld === 'denied' && isGiven(described.standing) ? 'refused' : described.standing,
    later: shown.holder && laterOf(rule, shown.holder, { ...facts, policy }, answer, closesOn),
    ects: answer.total && inUnit(answer.total, homeUnit, commonUnit, policy),
    choices: otherOutcomes(
      definition,
      answer.lines.map(({ line }) => line),
    ),
    leaf: leafOf(shown.way),
    part: partOf(leafOf(shown.way)),
    ways: (given.length > 0 ? given : found).map(({ way }) => toOfferedWay(way, held)),
  };
}

/**
 * Of a rule that gives what it says. What was completed while it could be stays good: only the window of claim ends that.
 * @source docs/domain.md §7.1
 */
function whoMayClaim(
  { status }: { status: PublicStatus },
  { standing, windows }: Pick<Offer, 'standing' | 'windows'>,
  day: CivilDate,
): Claimants {
  if (status !== 'published') return 'nobody';
  if (isGiven(standing)) return 'anybody';
  const lastClaim = windows.find(({ of }) => of === 'claim')?.to ?? null;
  return standing === 'ended' && (lastClaim === null || lastClaim >= day) ? 'in-time' : 'nobody';
}

function titlesOf(
  codes: readonly string[] | null,
  { programs }: Pick<OfferFacts, 'programs'>,
): readonly string[] | null {
  return codes && codes.map((code) => programs.find((one) => one.code === code)?.title ?? code);
}

function toOfferedWay({ microCredentials, assessments }: Way, held: ReadonlySet<string>): OfferedWay {
  return {
    microCredentials: microCredentials.flatMap(({ mc }) => (held.has(mc) ? [] : [mc])),
    assessments: assessments.map(({ assessment, minScore }) => ({ id: assessment, minScore })),
  };
}

/** An amount in the unit the reader chose, by the institution's own direct pair; null when it has none. @units `to`, exact */
export function inUnit(amount: string, from: Unit, to: Unit, policy: CreditPolicy): string | null {
  const converted = convert(parseRational(amount), from, to, policy.conversions ?? {});
  return converted && formatRational(converted);
}
