import { convert } from '@/lib/amount/conversion';
import { formatRational, parseRational, type Rational, zero } from '@/lib/amount/rational';
import type { Unit } from '@/lib/amount/unit';
import { createBudget } from '@/lib/credit/budget';
import { canonicalCase } from '@/lib/credit/canonical';
import { evaluateWithTrace, type Trace } from '@/lib/credit/evaluate';
import type { CreditCase, CreditPolicy } from '@/lib/credit/input';
import { roundByPolicy } from '@/lib/credit/lines';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { Refusal } from '@/lib/kernel/refusal';
import { foldCourseCode } from '@/lib/institution/course-code';
import type { CreditCaseRule } from './credit-case-input';
import { buildEstimateCreditCase } from './estimate-case';
import type { ExactHolder, OfferedMicroCredential } from './exact-holder';
import { useOfLimits } from './limit-use';
import type { Offer, OfferFacts, Withheld } from './offered';
import { isOpenEnded, statedAmounts, withStated } from './stated-credit';

// What the engine answers of a rule for a holder who meets exactly one of its ways: lib/catalog/offer.ts makes an offer of it.

/** @units programs tried · steps of the engine for each */
const mostTried = { programs: 4, work: 200_000 };

/** Whether the rule is met without one of the certificates, which another one of them proves as well. */
export function asksInVain<M extends OfferedMicroCredential>(
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

/** What is answered of one holder. */
export type OfferAnswer = Pick<
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
type EngineAnswer = Omit<OfferAnswer, 'programs' | 'asks'> & {
  stated: { amount: string; unit: Unit } | null;
};

/** The same, once the first course of it carries what it will carry next; null where that is after the last day, or changes nothing. */
export function laterOf<M extends OfferedMicroCredential>(
  rule: CreditCaseRule,
  holder: ExactHolder<M>,
  facts: OfferFacts<M> & { policy: CreditPolicy },
  now: OfferAnswer,
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
export function answerFor<M extends OfferedMicroCredential>(
  rule: CreditCaseRule,
  holder: ExactHolder<M>,
  facts: OfferFacts<M> & { policy: CreditPolicy },
): OfferAnswer {
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

/** Codes of the only programs that a rule holds in; null is every program. */
export function programsOf(codes: readonly string[] | undefined): string[] | null {
  return codes === undefined || codes.includes('*') ? null : [...codes];
}

/** A program that is not offered any more gives nobody credit. */
export function offeredOf(codes: readonly string[], { programs }: Pick<OfferFacts, 'programs'>): string[] {
  return codes.filter((one) => programs.some(({ code }) => code === one));
}
