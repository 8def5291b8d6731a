import type { OfferFacts, Claimants, OfferedWay, Offer } from './offered';
import { convert } from '@/lib/amount/conversion';
import { formatRational, parseRational } from '@/lib/amount/rational';
import type { Unit } from '@/lib/amount/unit';
import type { CreditPolicy, MicroCredentialLeaf } from '@/lib/credit/input';
import { premiseUnder } from '@/lib/credit/policy-bounds';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { CreditCaseRule } from './credit-case-input';
import { provenBy } from './estimate-case';
import { exactHolder, type OfferedMicroCredential } from './exact-holder';
import { answerFor, asksInVain, laterOf, offeredOf, programsOf } from './offer-answer';
import { otherOutcomes } from './other-outcomes';
import { closingDay, isGiven, openingDay, type PublicStatus, standingOfRule, windowsOf } from './standing';
import { type Way, waysOf } from './ways';

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
  written: CreditCaseRule & { status: PublicStatus },
  own: M | null = null,
): Offer {
  const rule = ruleUnder(written, facts.policy);
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

/** A rule that asks what the policy lets it ask. */
export function ruleUnder<R extends Pick<CreditCaseRule, 'definition'>>(
  rule: R,
  policy: CreditPolicy | null,
): R {
  const premise = policy && premiseUnder(rule.definition.premise, policy);
  return premise === null || premise === rule.definition.premise
    ? rule
    : { ...rule, definition: { ...rule.definition, premise } };
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
