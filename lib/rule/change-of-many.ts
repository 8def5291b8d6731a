import { parseRational } from '@/lib/amount/rational';
import type { Unit } from '@/lib/amount/unit';
import type { Credits } from '@/lib/credit/input';
import { foldCourseCode } from '@/lib/institution/course-code';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { fail, ok, type Result } from '@/lib/kernel/result';
import type { RuleDefinition } from './rule-version';

/** One change that is made alike to many rules: another course in the place of one, or another amount in the place of one. */
export type ChangeOfMany =
  | { kind: 'course'; from: string; to: string }
  | { kind: 'amount'; from: string; to: string; unit: Unit };

export type ChangeOfManyReason =
  | 'change/nothing-of-it'
  | 'change/day-too-early'
  | 'change/day-after-last'
  | 'change/course-twice';

/**
 * What the next version of a rule says: what its successor would begin with, changed, and from that day on. Amounts are changed where the
 * rule states them itself, in that unit; what comes from the course list or from the source follows those.
 * @param successor what a new version begins with (`definitionOfSuccessor`): its first day is the earliest
 * @units amounts in `unit`, or in the home unit where a line names none
 * @refuses the reasons of ChangeOfManyReason   @source docs/domain.md §4.8, editing a published rule creates the next version
 */
export function changedDefinition(
  successor: RuleDefinition,
  change: ChangeOfMany,
  { day, homeUnit }: { day: CivilDate; homeUnit: Unit },
): Result<RuleDefinition, ChangeOfManyReason> {
  let hits = 0;
  const outcomes = successor.outcomes.map((outcome) => ({
    ...outcome,
    lines: outcome.lines.map((line) => {
      const next =
        change.kind === 'course'
          ? line.kind === 'course' && foldCourseCode(line.target) === foldCourseCode(change.from)
            ? { ...line, target: change.to }
            : line
          : { ...line, credits: otherAmount(line.credits, change, homeUnit) };
      if (next.target !== line.target || next.credits !== line.credits) hits += 1;
      return next;
    }),
  }));
  if (hits === 0) return fail('change/nothing-of-it');
  if (
    change.kind === 'course' &&
    outcomes.some(
      ({ lines }) =>
        lines.filter(
          ({ kind, target }) => kind === 'course' && foldCourseCode(target) === foldCourseCode(change.to),
        ).length > 1,
    )
  )
    return fail('change/course-twice');
  const { from: earliest, to: last } = successor.claimWindow ?? {};
  if (earliest && day < earliest) return fail('change/day-too-early', { earliest });
  if (last && day > last) return fail('change/day-after-last', { last });
  return ok({ ...successor, outcomes, claimWindow: { ...successor.claimWindow, from: day } });
}

/** The same object where nothing of it is changed. */
function otherAmount(
  credits: Credits,
  { from, to, unit }: Extract<ChangeOfMany, { kind: 'amount' }>,
  homeUnit: Unit,
): Credits {
  if (!('amount' in credits) || (credits.unit ?? homeUnit) !== unit) return credits;
  return parseRational(credits.amount).equals(parseRational(from)) ? { ...credits, amount: to } : credits;
}
