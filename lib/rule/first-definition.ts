import * as z from 'zod';
import { AmountText } from '@/lib/amount/amount-text';
import { Unit } from '@/lib/amount/unit';
import type { Line, MicroCredentialLeaf, Outcome } from '@/lib/credit/input';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { RuleDefinition } from './rule-version';

/** What of a recommendation goes over into a rule. */
export interface AdoptedRecommendation {
  amount: string | null;
  unit: string | null;
  levels: readonly string[];
  subjects: unknown;
  passMark: string | null;
  validFrom: CivilDate | null;
  validTo: CivilDate | null;
}

const Subjects = z.array(z.string().trim().min(1)).catch([]);

/**
 * The first draft of a rule about one certificate. With a recommendation, its score, dates, amount and subjects are taken over:
 * several subjects are alternatives, of which a student gets one. Without, the outcome is left to be written.
 * @units those of the recommendation; converted only when credit is computed
 * @source docs/domain.md §1.4 (ACE: subject alternatives, pass mark, dates)
 */
export function buildFirstDefinition(
  microCredentialId: string,
  versionLabel: string | null,
  advice: AdoptedRecommendation | null,
): RuleDefinition {
  const passMark = AmountText.safeParse(advice?.passMark);
  const premise: MicroCredentialLeaf = {
    mc: microCredentialId,
    ...(versionLabel && { versions: [versionLabel] }),
    ...(passMark.success && { minScore: passMark.data }),
  };
  if (!advice) return { premise, outcomes: [{ lines: [] }] };
  const { validFrom, validTo } = advice;
  return {
    premise,
    ...((validFrom || validTo) && {
      credentialWindow: {
        basis: 'issuedOn' as const,
        ...(validFrom && { from: validFrom }),
        ...(validTo && { to: validTo }),
      },
    }),
    outcomes: outcomesOf(advice),
  };
}

function outcomesOf({ amount, unit, levels, subjects }: AdoptedRecommendation): Outcome[] {
  const measured = z.object({ amount: AmountText, unit: Unit }).safeParse({ amount, unit });
  if (!measured.success) return [{ lines: [] }];
  const level = levelOf(levels);
  const line = (kind: Line['kind'], target: string): Outcome => ({
    lines: [{ kind, target, ...(level && { level }), credits: measured.data }],
  });
  const named = Subjects.parse(subjects);
  return named.length > 0 ? named.map((subject) => line('block', subject)) : [line('elective', 'Elective')];
}

/** Divisions of American recommendations in the engine's words; levels of other frameworks are left to the author. */
function levelOf(levels: readonly string[]): string | null {
  const text = levels.join(' ').toLowerCase();
  if (text.includes('graduate') && !text.includes('undergraduate')) return 'GR';
  if (text.includes('upper')) return 'UD';
  return text.includes('lower') ? 'LD' : null;
}

/**
 * A precedent as the start of another rule: what has to be held and what is earned, without the windows, programs and overrides
 * of its time and place. With `peerUnit` it comes from another institution: amounts get its unit, its courses become subjects.
 * @units those of the precedent, named where they were understood   @source docs/domain.md §5.5
 */
export function adaptDefinition(precedent: RuleDefinition, peerUnit: string | null): RuleDefinition {
  const unit = Unit.safeParse(peerUnit);
  const lineOf = (line: Line): Line => {
    if (!unit.success) return line;
    const credits =
      'amount' in line.credits
        ? { ...line.credits, unit: line.credits.unit ?? unit.data }
        : 'catalog' in line.credits
          ? { fromSource: true as const }
          : line.credits;
    return { ...line, kind: line.kind === 'course' ? 'block' : line.kind, credits };
  };
  return {
    premise: precedent.premise,
    outcomes: precedent.outcomes.map(({ lines }) => ({ lines: lines.map(lineOf) })),
    ...(precedent.deny && { deny: true }),
    ...(precedent.exclusive && { exclusive: precedent.exclusive }),
  };
}
