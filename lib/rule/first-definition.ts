import * as z from 'zod';
import { AmountText } from '@/lib/amount/amount-text';
import { Unit } from '@/lib/amount/unit';
import type { Credits, Line, MicroCredentialLeaf, Outcome } from '@/lib/credit/input';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { freeElective } from './blank-form';
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
  return named.length > 0 ? named.map((subject) => line('block', subject)) : [line('elective', freeElective)];
}

/** Divisions of American recommendations in the engine's words; levels of other frameworks are left to the author. */
export function levelOf(levels: readonly string[]): string | null {
  const text = levels.join(' ').toLowerCase();
  if (text.includes('graduate') && !text.includes('undergraduate')) return 'GR';
  if (text.includes('upper')) return 'UD';
  return text.includes('lower') ? 'LD' : null;
}

/** The institution that a precedent comes from, where it is another one. */
export interface PeerTerms {
  /** In which its amounts are, where they name no unit. */
  homeUnit: string;
  /** What its courses earn, by code; null where they have no credit of their own. */
  courseCredits: Readonly<Record<string, string | null>>;
}

/**
 * A precedent as the start of another rule: what has to be held and what is earned, without the windows, programs and overrides
 * of its time and place. From another institution it earns what it earns there: amounts get its unit, and the credit of a course there
 * becomes an amount; its courses become subjects.
 * @units those of the precedent, named where they were understood   @source docs/domain.md §5.5
 */
export function adaptDefinition(precedent: RuleDefinition, peer: PeerTerms | null): RuleDefinition {
  const unit = Unit.safeParse(peer?.homeUnit);
  const creditsOf = ({ target, credits }: Line, home: Unit): Credits => {
    if ('amount' in credits) return { ...credits, unit: credits.unit ?? home };
    if ('catalog' in credits) {
      const amount = peer?.courseCredits[target];
      return typeof amount === 'string' ? { amount, unit: home } : { fromSource: true };
    }
    return credits.max ? { ...credits, max: { ...credits.max, unit: credits.max.unit ?? home } } : credits;
  };
  const lineOf = (line: Line): Line =>
    unit.success
      ? {
          ...line,
          kind: line.kind === 'course' ? 'block' : line.kind,
          credits: creditsOf(line, unit.data),
        }
      : line;
  return {
    premise: precedent.premise,
    outcomes: precedent.outcomes.map(({ lines }) => ({ lines: lines.map(lineOf) })),
    ...(precedent.deny && { deny: true }),
    ...(precedent.exclusive && { exclusive: precedent.exclusive }),
  };
}
