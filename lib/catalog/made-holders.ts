import { parseRational } from '@/lib/amount/rational';
import { foldCourseCode } from '@/lib/institution/course-code';
import { addDays, addMonths, type CivilDate } from '@/lib/kernel/civil-date';
import { courseCodesIn, microCredentialIdsIn } from '@/lib/rule/rule-version';
import type { CreditCaseRule } from './credit-case-input';
import type { Book, Holder } from './compare-books';
import { provenBy } from './estimate-case';
import { most as mostStated, type StatedHolding } from './estimate-query';
import { exactHolder, type OfferedMicroCredential } from './exact-holder';
import { ruleUnder } from './offer';
import { offeredOf, programsOf } from './offer-answer';
import { type Reach, sayingOf } from './reach-of-change';
import { statedAmounts } from './stated-credit';
import { waysOf } from './ways';

// Holders who are nobody, made from what rules ask for, so that a change can be tried on somebody before anybody has asked.

/** Whom a change is tried on who is made: by one offer, or by two that have a certificate or a course in common. */
export type MadeHolder = Holder & { from: 'offer' | 'pair' };

/** @units ways and programs of one rule that are tried, as many as an offer tries */
const tried = { ways: 6, programs: 4 };

/**
 * Everybody whom a rule asks for exactly: by each of its ways, in each of its programs, with what its credit depends on stated. Whoever an
 * offer of the rule is made for is one of them (lib/catalog/offer.ts). `own`, where given, is used for every leaf that it proves.
 * @source docs/domain.md §11.1
 */
export function exactHoldersOf<M extends OfferedMicroCredential>(
  written: CreditCaseRule,
  {
    policy,
    programs: offered,
    ...where
  }: Pick<Book, 'policy' | 'programs'> & {
    day: CivilDate;
    own: M | null;
    known: ReadonlyMap<string, M>;
  },
): Holder[] {
  const { own } = where;
  const { definition } = ruleUnder(written, policy);
  const held = new Set(own === null ? [] : provenBy(own));
  const ways = waysOf(definition.premise, held).filter(
    ({ microCredentials }) => own === null || microCredentials.some(({ mc }) => held.has(mc)),
  );
  const codes = programsOf(definition.programs);
  const open = codes === null ? [] : offeredOf(codes, { programs: offered }).slice(0, tried.programs);
  const programs = open.length > 0 ? open : [null];
  const lines = definition.outcomes.flatMap(({ lines }) => lines);
  const stating = policy && statedAmounts(lines, policy);
  // Where nothing bounds what is given, a certificate states what is recommended for it.
  const most = stating?.isBounded ? stating.most : null;
  const credits = policy && most !== null ? { amount: most, unit: policy.homeUnit } : null;
  return ways.slice(0, tried.ways).flatMap((way) => {
    const holder = exactHolder(definition, way, where);
    if (holder === null) return [];
    const holdings = holder.asks.holdings.map((one) => (credits === null ? one : { ...one, credits }));
    return programs.map((program) => ({ ...holder.asks, holdings, program }));
  });
}

/** Whom a change is tried on, and how many more there would be. */
export interface MadeHolders {
  holders: MadeHolder[];
  leftOut: number;
}

/**
 * Those whom a change may reach: whoever meets exactly one rule of either book that names a certificate within its reach, the rules that change
 * first; then whoever meets two rules at once that have a certificate or a course in common, one of which changes. Each once, so many at most.
 */
export function madeHolders<M extends OfferedMicroCredential>(
  before: Book<M>,
  after: Book<M>,
  { rules: changed, microCredentials: reached }: Reach,
  day: CivilDate,
  most: { offers: number; pairs: number },
): MadeHolders {
  const found = { offers: new Map<string, MadeHolder>(), pairs: new Map<string, MadeHolder>() };
  const first = new Map<string, { rule: CreditCaseRule; holder: Holder }>();
  // Where both books ask for it in the same words, whoever meets a rule is the same.
  const asksAlike = before.policy === after.policy && before.programs === after.programs;
  const seen = new Set<string>();
  for (const book of [before, after]) {
    const known = new Map(book.microCredentials.map((one) => [one.id, one]));
    for (const rule of changedFirst(book.rules, changed)) {
      const saying = sayingOf(rule);
      if (asksAlike && seen.has(saying)) continue;
      seen.add(saying);
      const named = microCredentialIdsIn(rule.definition.premise).filter((id) => reached.has(id));
      const owns = [...known.values()].filter((one) => provenBy(one).some((id) => named.includes(id)));
      for (const own of [null, ...owns])
        for (const holder of exactHoldersOf(rule, { ...book, day, own, known }).flatMap(
          andOlder(before, after),
        )) {
          // Nobody claims on a day that is over.
          if (holder.claimDate < day) continue;
          if (!first.has(saying)) first.set(saying, { rule, holder });
          // Whoever meets a rule that is here for its course alone is out of reach by it alone.
          if (named.length > 0 || changed.has(rule.id)) add(found.offers, { ...holder, from: 'offer' });
        }
    }
  }
  const all = [...first.values()].map(({ rule, holder }) => ({ rule, holder, ...groundsOf(rule) }));
  const related = relatedCourses(after.relations);
  for (const one of all)
    for (const other of changed.has(one.rule.id) ? all : []) {
      if (other.rule.ruleId === one.rule.ruleId || !haveInCommon(one, other, related)) continue;
      const both = bothHeld(one.holder, other.holder);
      if (both !== null && !found.offers.has(keyOf(both))) add(found.pairs, { ...both, from: 'pair' });
    }
  const [offers, pairs] = [[...found.offers.values()], [...found.pairs.values()]];
  return {
    holders: [...offers.slice(0, most.offers), ...pairs.slice(0, most.pairs)],
    leftOut: Math.max(0, offers.length - most.offers) + Math.max(0, pairs.length - most.pairs),
  };
}

/** Where two policies differ in how old a completion may be, whoever is made has a twin that completed a day too early for the stricter one. */
function andOlder(...books: readonly Book[]): (holder: Holder) => Holder[] {
  const ages = books.map(({ policy }) => policy?.recencyMonths ?? null);
  const stricter = Math.min(...ages.flatMap((months) => months ?? []));
  if (new Set(ages).size < 2) return (holder) => [holder];
  return (holder) => {
    const issuedOn = addDays(addMonths(holder.claimDate, -stricter), -1);
    return [holder, { ...holder, holdings: holder.holdings.map((one) => ({ ...one, issuedOn })) }];
  };
}

function changedFirst<R extends CreditCaseRule>(rules: readonly R[], changed: ReadonlySet<string>): R[] {
  return [...rules.filter(({ id }) => changed.has(id)), ...rules.filter(({ id }) => !changed.has(id))];
}

function add(found: Map<string, MadeHolder>, holder: MadeHolder): void {
  const key = keyOf(holder);
  if (!found.has(key)) found.set(key, holder);
}

function keyOf({ holdings, assessments, claimDate, termStart, program }: Holder): string {
  return JSON.stringify([[...holdings].sort(bySlug), assessments, claimDate, termStart, program]);
}

function bySlug(a: StatedHolding, b: StatedHolding): number {
  return a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0;
}

interface Grounds {
  named: ReadonlySet<string>;
  /** However their codes are written. */
  courses: ReadonlySet<string>;
}

function groundsOf({ definition }: CreditCaseRule): Grounds {
  return {
    named: new Set(microCredentialIdsIn(definition.premise)),
    courses: new Set(courseCodesIn(definition).map(foldCourseCode)),
  };
}

/** Each course with those that may stand in its way, or in whose way it may stand. */
function relatedCourses(relations: Book['relations']): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { course, other } of relations)
    for (const [one, two] of [
      [foldCourseCode(course), foldCourseCode(other)],
      [foldCourseCode(other), foldCourseCode(course)],
    ] as const)
      found.set(one, [...(found.get(one) ?? []), two]);
  return found;
}

/** Whether two rules name one certificate, or courses of which one may stand in the way of the other. */
function haveInCommon(a: Grounds, b: Grounds, related: ReadonlyMap<string, readonly string[]>): boolean {
  for (const id of a.named) if (b.named.has(id)) return true;
  for (const code of a.courses)
    if (b.courses.has(code) || related.get(code)?.some((other) => b.courses.has(other))) return true;
  return false;
}

/** Somebody who holds and says what both do; null where nobody can, as in two programs at once. */
export function bothHeld(a: Holder, b: Holder): Holder | null {
  if (a.program !== null && b.program !== null && a.program !== b.program) return null;
  if (a.termStart !== null && b.termStart !== null && a.termStart !== b.termStart) return null;
  const holdings = [...a.holdings];
  for (const one of b.holdings) {
    const at = holdings.findIndex((other) => other.slug === one.slug);
    const joined = at < 0 ? null : joinedOf(holdings[at] as StatedHolding, one);
    if (joined === null) holdings.push(one);
    else holdings[at] = joined;
  }
  if (holdings.length > mostStated.holdings) return null;
  const scores = new Map(a.assessments.map(({ id, score }) => [id, score]));
  for (const { id, score } of b.assessments) scores.set(id, larger(scores.get(id) ?? null, score) ?? score);
  return {
    holdings,
    assessments: [...scores].map(([id, score]) => ({ id, score })),
    claimDate: a.claimDate > b.claimDate ? a.claimDate : b.claimDate,
    termStart: a.termStart ?? b.termStart,
    program: a.program ?? b.program,
  };
}

/** One certificate of which both is true; null where one certificate cannot be both. */
function joinedOf(a: StatedHolding, b: StatedHolding): StatedHolding | null {
  const differ = <T>(one: T | null, other: T | null) => one !== null && other !== null && one !== other;
  if (differ(a.version, b.version) || a.issuedOn !== b.issuedOn) return null;
  if ((a.neverExpires && b.expiresOn !== null) || (b.neverExpires && a.expiresOn !== null)) return null;
  return {
    slug: a.slug,
    issuedOn: a.issuedOn,
    expiresOn:
      a.expiresOn !== null && b.expiresOn !== null && a.expiresOn > b.expiresOn
        ? a.expiresOn
        : (b.expiresOn ?? a.expiresOn),
    neverExpires: a.neverExpires || b.neverExpires,
    credits:
      a.credits === null ||
      b.credits === null ||
      larger(a.credits.amount, b.credits.amount) === a.credits.amount
        ? (a.credits ?? b.credits)
        : b.credits,
    score: larger(a.score, b.score),
    version: a.version ?? b.version,
    eqf: Math.max(a.eqf ?? 0, b.eqf ?? 0) || null,
    idVerified: a.idVerified || b.idVerified,
    proctored: a.proctored || b.proctored,
    evidence: [...new Set([...a.evidence, ...b.evidence])],
  };
}

function larger(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return parseRational(a).compare(parseRational(b)) < 0 ? b : a;
}
