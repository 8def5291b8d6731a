import { convert } from '@/lib/amount/conversion';
import { formatRational, parseRational, type Rational, zero } from '@/lib/amount/rational';
import type { HomeUnit, Unit } from '@/lib/amount/unit';
import { createBudget } from '@/lib/credit/budget';
import { canonicalCase } from '@/lib/credit/canonical';
import { evaluateWithTrace, type Trace } from '@/lib/credit/evaluate';
import { type CreditCase, type CreditPolicy, type Line, type MicroCredentialLeaf } from '@/lib/credit/input';
import { roundByPolicy } from '@/lib/credit/lines';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { Refusal } from '@/lib/kernel/refusal';
import { foldCourseCode } from '@/lib/institution/course-code';
import type {
  CreditCaseCourse,
  CreditCaseCourseRelation,
  CreditCaseProgram,
  CreditCaseRule,
} from './build-credit-case';
import { buildEstimateCreditCase, provenBy } from './estimate-case';
import { type ExactHolder, exactHolder, type OfferedMicroCredential } from './exact-holder';
import { useOfLimits } from './limit-use';
import { otherOutcomes } from './other-outcomes';
import { isOpenEnded, statedAmounts, withStated } from './stated-credit';
import {
  closingDay,
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
  /** Those that rules name. */
  programs: readonly CreditCaseProgram[];
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
  /** What an estimate would have to be told; null where nobody could meet it. */
  asks: (ExactHolder['asks'] & { program: string | null }) | null;
}

/** @units ways tried · programs tried · steps of the engine for each */
const mostTried = { ways: 6, programs: 4, work: 200_000 };
const commonUnit = 'ECTS' satisfies Unit;

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
    standing: standingOfRule({ status: rule.status, closesOn, deny, isOffered }, day),
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
  const found = ways.slice(0, mostTried.ways).map((way) => {
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
    claimants: answer.withheld === null ? whoMayClaim(rule, described, day) : 'nobody',
    otherRules: [
      ...new Set(answer.otherRules.flatMap((id) => facts.rules.find((one) => one.id === id)?.code ?? [])),
    ],
    standing:
      answer.withheld === 'denied' && described.standing === 'published' ? 'refused' : described.standing,
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
  if (standing === 'published') return 'anybody';
  const lastClaim = windows.find(({ of }) => of === 'claim')?.to ?? null;
  return standing === 'ended' && (lastClaim === null || lastClaim >= day) ? 'in-time' : 'nobody';
}

/** Whether the rule is met without one of the certificates, which another one of them proves as well. */
function asksInVain<M extends OfferedMicroCredential>(
  rule: CreditCaseRule,
  { entries, asks }: ExactHolder<M>,
  facts: OfferFacts<M> & { policy: CreditPolicy },
): boolean {
  if (entries.length < 2 || !entries.some(({ entry }) => entry?.componentsImplied)) return false;
  const [program = null] = programsOf(rule.definition.programs) ?? [];
  return entries.some((left) => {
    const fewer = { asks, entries: entries.filter((one) => one !== left) };
    return askEngine(rule, fewer, facts, program).withheld === null;
  });
}

type Answer = Pick<
  Offer,
  | 'withheld'
  | 'otherRules'
  | 'amount'
  | 'beforeRounding'
  | 'isAsStated'
  | 'isMaximum'
  | 'total'
  | 'lines'
  | 'programs'
  | 'asks'
>;
type EngineAnswer = Omit<Answer, 'programs' | 'asks'> & { stated: { amount: string; unit: Unit } | null };

/** The same, once the first course of it carries what it will carry next; null where that is after the last day, or changes nothing. */
function laterOf<M extends OfferedMicroCredential>(
  rule: CreditCaseRule,
  holder: ExactHolder<M>,
  facts: OfferFacts<M> & { policy: CreditPolicy },
  now: Answer,
  closesOn: CivilDate | null,
): Offer['later'] {
  const used = now.lines.flatMap(({ line }) =>
    'catalog' in line.credits ? foldCourseCode(line.target) : [],
  );
  const [from] = facts.courses
    .flatMap(({ code, next }) => (next && used.includes(foldCourseCode(code)) ? next.from : []))
    .sort();
  if (from === undefined || (closesOn !== null && from > closesOn)) return null;
  const courses = facts.courses.map((one) =>
    one.next && one.next.from <= from ? { ...one, credits: one.next.credits } : one,
  );
  const { withheld, amount } = answerFor(rule, holder, { ...facts, courses });
  return withheld === now.withheld && amount === now.amount
    ? null
    : { from, amount: withheld === null ? amount : null };
}

/** In the program that counts most of those that the rule names; in none where it holds in every program. */
function answerFor<M extends OfferedMicroCredential>(
  rule: CreditCaseRule,
  holder: ExactHolder<M>,
  facts: OfferFacts<M> & { policy: CreditPolicy },
): Answer {
  const codes = programsOf(rule.definition.programs);
  const open = codes === null ? [null] : offeredOf(codes, facts);
  const tried = open
    .slice(0, mostTried.programs)
    .map((code) => ({ code, ...askEngine(rule, holder, facts, code) }));
  const size = ({ amount, withheld }: { amount: string | null; withheld: Withheld | null }): Rational =>
    withheld !== null ? zero.sub(1) : amount === null ? zero : parseRational(amount);
  const [best, ...others] = [...tried].sort((a, b) => size(b).compare(size(a)));
  if (best === undefined)
    return {
      ...withheldAnswer('not-offered'),
      programs: codes,
      asks: { ...holder.asks, program: null },
    };
  const { code, stated, ...answer } = best;
  const giving = [best, ...others].flatMap((one) => (one.withheld === null ? (one.code ?? []) : []));
  const untried = open.slice(mostTried.programs).flatMap((one) => one ?? []);
  return {
    ...answer,
    isMaximum: answer.isMaximum || others.some((one) => size(one).compare(size(best)) < 0),
    programs: codes && (giving.length > 0 ? [...giving, ...untried] : codes),
    asks: {
      ...holder.asks,
      program: code,
      holdings: holder.asks.holdings.map((one) => (stated === null ? one : { ...one, credits: stated })),
    },
  };
}

function askEngine<M extends OfferedMicroCredential>(
  rule: CreditCaseRule,
  holder: ExactHolder<M>,
  facts: OfferFacts<M> & { policy: CreditPolicy },
  program: string | null,
): EngineAnswer {
  const { claimDate, termStart, assessments } = holder.asks;
  const input = buildEstimateCreditCase(
    {
      policy: facts.policy,
      courses: facts.courses,
      relations: facts.relations,
      microCredentials: facts.microCredentials,
      program: facts.programs.find(({ code }) => code === program) ?? null,
      // A suspended rule is shown with what it gave.
      rules: facts.rules.map((one) => (one.id === rule.id ? { ...one, status: 'published' } : one)),
      student: { claimDate, ...(termStart && { termStart }), assessments, earned: [] },
    },
    holder.entries,
  );
  const student = { ...input.student, ...(program !== null && { program }) };
  const stating = statedAmounts(
    rule.definition.outcomes.flatMap(({ lines }) => lines),
    facts.policy,
  );
  try {
    const asked = withStated({ ...input, student }, stating.most);
    const rounded = outcomeOf(rule, asked, facts.policy);
    const most = { ...rounded, beforeRounding: beforeRounding(rule, asked, rounded, facts) };
    if (stating.most === null) return most;
    const stated = { amount: stating.most, unit: facts.policy.homeUnit };
    if (most.withheld !== null) return { ...most, stated };
    const least = outcomeOf(rule, withStated({ ...input, student }, '0'), facts.policy);
    const isLess = parseRational(least.amount ?? '0').compare(parseRational(most.amount ?? '0')) < 0;
    if (!isLess || stating.isBounded) return { ...most, isAsStated: isLess, isMaximum: isLess, stated };
    return {
      ...most,
      isAsStated: true,
      amount: null,
      beforeRounding: null,
      total: null,
      lines: most.lines.map(({ line, amount }) => ({ line, amount: isOpenEnded(line) ? null : amount })),
    };
  } catch (error) {
    if (error instanceof Refusal) return withheldAnswer('too-complex');
    throw error;
  }
}

/** The same answer under a policy that rounds nothing, which is asked for only where a line of the rule is not round. @units home unit */
function beforeRounding<M extends OfferedMicroCredential>(
  { definition, ...rule }: CreditCaseRule,
  input: CreditCase,
  { amount }: EngineAnswer,
  { policy, courses }: OfferFacts<M> & { policy: CreditPolicy },
): string | null {
  const { rounding, ...unrounded } = policy;
  if (rounding === undefined || amount === null) return null;
  const isRough = definition.outcomes
    .flatMap(({ lines }) => lines)
    .some(({ credits, target }) => {
      const said = 'catalog' in credits ? courses.find(({ code }) => code === target)?.credits : null;
      const value =
        'amount' in credits
          ? convert(
              parseRational(credits.amount),
              credits.unit ?? policy.homeUnit,
              policy.homeUnit,
              policy.conversions ?? {},
            )
          : said && parseRational(said);
      return value && roundByPolicy(value, policy).compare(value) !== 0;
    });
  if (!isRough) return null;
  const exact = outcomeOf({ ...rule, definition }, { ...input, policy: unrounded }, unrounded).amount;
  return exact === amount ? null : exact;
}

/** What the engine says of this rule. */
function outcomeOf(rule: CreditCaseRule, input: CreditCase, policy: CreditPolicy): EngineAnswer {
  const ordered = canonicalCase(input);
  const trace = evaluateWithTrace(ordered, createBudget(mostTried.work));
  const { evaluation, applications } = trace;
  if (!applications.some((one) => one.rule === rule.id)) return whyNot(rule.id, trace);
  const lines = useOfLimits(ordered, trace)
    .lines.filter((award) => award.rule === rule.id)
    .map(({ line, counted }) => ({ line, amount: counted }));
  const sum = lines.reduce((all, { amount }) => all.add(parseRational(amount)), zero);
  const amount = policy.rounding?.stage === 'total' ? roundByPolicy(sum, policy) : sum;
  return {
    withheld: null,
    otherRules: applications.flatMap((one) => (one.rule === rule.id ? [] : [one.rule])),
    amount: formatRational(amount),
    beforeRounding: null,
    isAsStated: false,
    isMaximum: false,
    total: evaluation.totals.counted,
    lines,
    stated: null,
  };
}

function whyNot(id: string, { evaluation, applications, denials }: Trace): EngineAnswer {
  const reason = evaluation.rejected[id]?.reason;
  if (reason === 'DENIED') return { ...withheldAnswer('denied'), otherRules: denials };
  if (reason === 'NO_NEW_CREDIT') return withheldAnswer('no-credit');
  if (reason === 'NOT_SELECTED' || reason === 'OVERRIDDEN' || reason === 'SUPERSEDED_VERSION')
    return { ...withheldAnswer('outdone'), otherRules: applications.map(({ rule }) => rule) };
  return withheldAnswer('unmeetable');
}

function withheldAnswer(withheld: Withheld): EngineAnswer {
  return {
    withheld,
    otherRules: [],
    amount: null,
    beforeRounding: null,
    isAsStated: false,
    isMaximum: false,
    total: null,
    lines: [],
    stated: null,
  };
}

function toOfferedWay({ microCredentials, assessments }: Way, held: ReadonlySet<string>): OfferedWay {
  return {
    microCredentials: microCredentials.flatMap(({ mc }) => (held.has(mc) ? [] : [mc])),
    assessments: assessments.map(({ assessment, minScore }) => ({ id: assessment, minScore })),
  };
}

function programsOf(codes: readonly string[] | undefined): string[] | null {
  return codes === undefined || codes.includes('*') ? null : [...codes];
}

/** A program that is not offered any more gives nobody credit. */
function offeredOf(codes: readonly string[], { programs }: Pick<OfferFacts, 'programs'>): string[] {
  return codes.filter((one) => programs.some(({ code }) => code === one));
}

/** An amount in the unit the reader chose, by the institution's own direct pair; null when it has none. @units `to`, exact */
export function inUnit(amount: string, from: Unit, to: Unit, policy: CreditPolicy): string | null {
  const converted = convert(parseRational(amount), from, to, policy.conversions ?? {});
  return converted && formatRational(converted);
}
