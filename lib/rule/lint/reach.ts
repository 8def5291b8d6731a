import { parseRational } from '@/lib/amount/rational';
import type { MicroCredentialLeaf, Premise } from '@/lib/credit/input';
import { foldCourseCode } from '@/lib/institution/course-code';
import type { RuleDefinition } from '../rule-version';
import type { LintWorld } from './finding';

/** Every leaf about a micro-credential, with its place. */
export function leavesIn(
  premise: Premise,
  where = 'premise',
): { leaf: MicroCredentialLeaf; where: string }[] {
  if ('mc' in premise) return [{ leaf: premise, where }];
  if ('assessment' in premise) return [];
  const [name, branches] =
    'all' in premise ? ['all', premise.all] : 'any' in premise ? ['any', premise.any] : ['of', premise.of];
  return branches.flatMap((branch, index) => leavesIn(branch, `${where}.${name}.${index}`));
}

/** Units of learning that a micro-credential covers. @source tests/fixtures/credit-cases.json, algorithm 1 */
export function atomsOf(id: string, world: LintWorld, seen: readonly string[] = []): string[] {
  const components = seen.includes(id) ? [] : (world.microCredentials[id]?.components ?? []);
  return components.length === 0
    ? [id]
    : [...new Set(components.flatMap((part) => atomsOf(part, world, [...seen, id])))];
}

/**
 * Whether one student, with one credential of each certificate, could meet both and have them share one: a condition in common, and none that
 * both ask for in every case and that exclude each other.
 */
export function premisesMeet(a: Premise, b: Premise, world: LintWorld): boolean {
  const excluded = askedAnyway(a).some((left) =>
    askedAnyway(b).some((right) => left.mc === right.mc && !leavesMeet(left, right, world)),
  );
  return (
    !excluded &&
    leavesIn(a).some(({ leaf: left }) =>
      leavesIn(b).some(({ leaf: right }) => leavesMeet(left, right, world)),
    )
  );
}

/** The leaves without which a premise is never met. */
function askedAnyway(premise: Premise): MicroCredentialLeaf[] {
  if ('mc' in premise) return [premise];
  if ('assessment' in premise) return [];
  if ('all' in premise) return premise.all.flatMap(askedAnyway);
  const [only, ...others] = 'any' in premise ? premise.any : premise.of;
  return only === undefined || others.length > 0 ? [] : askedAnyway(only);
}

function leavesMeet(a: MicroCredentialLeaf, b: MicroCredentialLeaf, world: LintWorld): boolean {
  const atoms = new Set(atomsOf(a.mc, world));
  if (!atomsOf(b.mc, world).some((atom) => atoms.has(atom))) return false;
  // Scores and versions of different micro-credentials are not on one scale.
  if (a.mc !== b.mc) return true;
  return scoresMeet(a, b) && versionsMeet(a, b);
}

/** Whether a version exists that is in both; where none is named, every one is meant. */
export function versionsMeet(
  a: Pick<MicroCredentialLeaf, 'versions'>,
  b: Pick<MicroCredentialLeaf, 'versions'>,
): boolean {
  return !a.versions || !b.versions || a.versions.some((label) => b.versions?.includes(label));
}

type Scores = Pick<MicroCredentialLeaf, 'minScore' | 'belowScore'>;

/** Whether a score exists that is in both; `minScore` is inclusive, `belowScore` is not. */
export function scoresMeet(a: Scores, b: Scores): boolean {
  const under = (min: string | undefined, below: string | undefined) =>
    min === undefined || below === undefined || parseRational(min).compare(parseRational(below)) < 0;
  return under(a.minScore, b.belowScore) && under(b.minScore, a.belowScore);
}

type Span = { from?: string | null | undefined; to?: string | null | undefined };

/** Whether two spans of days have a day in common; both ends are inclusive, a missing end is open. */
export function spansMeet(a: Span | undefined, b: Span | undefined): boolean {
  return !(a?.to && b?.from && a.to < b.from) && !(b?.to && a?.from && b.to < a.from);
}

/** Folded codes of what is compared with very many others. */
const foldedOf = new WeakMap<RuleDefinition, ReadonlySet<string> | null>();

/** The programs in which a rule holds, as codes are compared; null is every program. */
function programsOf(definition: RuleDefinition): ReadonlySet<string> | null {
  const known = foldedOf.get(definition);
  if (known !== undefined) return known;
  const { programs } = definition;
  const folded = !programs || programs.includes('*') ? null : new Set(programs.map(foldCourseCode));
  foldedOf.set(definition, folded);
  return folded;
}

/** Whether both can apply to one claim: programs, claim, credential and term windows in common. */
export function applyTogether(a: RuleDefinition, b: RuleDefinition): boolean {
  const [ofA, ofB] = [programsOf(a), programsOf(b)];
  const programs = ofA === null || ofB === null || [...ofA].some((code) => ofB.has(code));
  return (
    programs &&
    spansMeet(a.claimWindow, b.claimWindow) &&
    spansMeet(a.credentialWindow, b.credentialWindow) &&
    spansMeet(a.termWindow, b.termWindow) &&
    isCompletedInTime(a, b) &&
    isCompletedInTime(b, a)
  );
}

/** What one asks to be completed from a day on can be completed before the other's last day of claim. */
function isCompletedInTime({ credentialWindow }: RuleDefinition, { claimWindow }: RuleDefinition): boolean {
  return !(credentialWindow?.from && claimWindow?.to && credentialWindow.from > claimWindow.to);
}
