import { parseRational } from '@/lib/amount/rational';
import type { Limit } from '@/lib/credit/input';

/** The two limits of a program that an administrator sets by hand; each an amount, a percentage, or neither. */
export interface ProgramCaps {
  maxAmount?: string | undefined;
  maxPercent?: string | undefined;
  residentAmount?: string | undefined;
  residentPercent?: string | undefined;
}

const isMax = (limit: Limit): limit is Extract<Limit, { type: 'max' }> =>
  limit.type === 'max' && limit.scope.all === true;
const isResident = (limit: Limit): limit is Extract<Limit, { type: 'minResident' }> =>
  limit.type === 'minResident';

/** The caps among the limits of a program. @units amounts in the home unit, percent of the program's total */
export function capsOf(limits: readonly Limit[]): ProgramCaps {
  const [max, resident] = [limits.find(isMax), limits.find(isResident)];
  return {
    maxAmount: max?.amount,
    maxPercent: max?.percent,
    residentAmount: resident?.amount,
    residentPercent: resident?.percent,
  };
}

/** The limits of a program with these caps; every other limit stays as it is, and an empty cap goes. @source docs/domain.md §4.6 */
export function withCaps(limits: readonly Limit[], caps: ProgramCaps): Limit[] {
  const [max, resident] = [limits.find(isMax), limits.find(isResident)];
  const measure = (amount?: string, percent?: string) => ({
    ...(amount && { amount }),
    ...(percent && { percent }),
  });
  return [
    ...(caps.maxAmount || caps.maxPercent
      ? [
          {
            id: max?.id ?? 'external',
            type: 'max' as const,
            scope: max?.scope ?? { all: true as const },
            ...measure(caps.maxAmount, caps.maxPercent),
          },
        ]
      : []),
    ...(caps.residentAmount || caps.residentPercent
      ? [
          {
            id: resident?.id ?? 'resident',
            type: 'minResident' as const,
            ...measure(caps.residentAmount, caps.residentPercent),
          },
        ]
      : []),
    ...limits.filter((limit) => limit !== max && limit !== resident),
  ];
}

/** The limits that hold beside the two caps: they come with a file, count as the caps do, and stay when those are changed. */
export function limitsBesideCaps(limits: readonly Limit[]): Limit[] {
  const caps: readonly (Limit | undefined)[] = [limits.find(isMax), limits.find(isResident)];
  return limits.filter((limit) => !caps.includes(limit));
}

/** The limits that ask for, or allow, more credit than the whole program has: they can never be met, or never matter. @units home unit */
export function limitsAboveTotal(limits: readonly Limit[], total: string): Limit[] {
  const whole = parseRational(total);
  return limits.filter((limit) => {
    const stated = limit.type === 'finalWindow' ? limit.window : limit.amount;
    return stated !== undefined && parseRational(stated).compare(whole) > 0;
  });
}
