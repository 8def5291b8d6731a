import { convert } from '@/lib/amount/conversion';
import { formatRational, type Rational } from '@/lib/amount/rational';
import { sumOf, type AmountWorld } from '@/lib/rule/lint/outcomes';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import type { Said } from './drift';
import { commonUnit } from './offer';
import { waysOf } from './ways';

/** A rule in force as far as its department says something by it. */
export interface DepartmentRule {
  id: string;
  departmentId: string | null;
  definition: RuleDefinition;
}

/** What a department says, and the rule by which it says so. */
export interface SaidByRule extends Said {
  ruleVersionId: string;
}

/**
 * What each department says about a certificate by its own rules: the most that one of them gives by what it says itself, whoever else gives
 * more. A department that gives nothing and refuses says no. @units ECTS, exact
 */
export function saidByDepartments(
  entryId: string,
  rules: readonly DepartmentRule[],
  world: AmountWorld,
): SaidByRule[] {
  const best = new Map<string, { said: SaidByRule; amount: Rational | null }>();
  for (const { id, departmentId, definition } of rules) {
    if (departmentId === null) continue;
    const amount = definition.deny === true ? null : mostOf(definition, world);
    const said: SaidByRule = {
      ruleVersionId: id,
      by: departmentId,
      word: definition.deny === true ? 'no' : isEnough(entryId, definition) ? 'yes' : 'partly',
      ects: amount === null ? null : formatRational(amount),
    };
    const known = best.get(departmentId);
    if (known === undefined || isBetter({ said, amount }, known)) best.set(departmentId, { said, amount });
  }
  return [...best.values()].map(({ said }) => said);
}

function isBetter(
  a: { said: Said; amount: Rational | null },
  b: { said: Said; amount: Rational | null },
): boolean {
  if (a.said.word === 'no' || b.said.word === 'no') return a.said.word !== 'no' && b.said.word === 'no';
  return a.amount !== null && (b.amount === null || a.amount.compare(b.amount) > 0);
}

/** In every program, and by the certificate alone. */
function isEnough(entryId: string, { programs, premise }: RuleDefinition): boolean {
  const everywhere = programs === undefined || programs.includes('*');
  return (
    everywhere &&
    waysOf(premise, new Set([entryId])).some(
      ({ microCredentials, assessments }) =>
        assessments.length === 0 && microCredentials.every(({ mc }) => mc === entryId),
    )
  );
}

/** The largest of the alternatives. @units ECTS, exact */
function mostOf({ outcomes }: RuleDefinition, world: AmountWorld): Rational | null {
  let most: Rational | null = null;
  for (const outcome of outcomes) {
    const own = sumOf(outcome, world);
    const amount = own && convert(own, world.homeUnit, commonUnit, world.conversions);
    if (amount !== null && (most === null || amount.compare(most) > 0)) most = amount;
  }
  return most;
}
