import type { CivilDate } from '@/lib/kernel/civil-date';
import { type Period, quarterName, quarterNamed, quarterOf, quartersLater } from './quarter';

/** What a reader of the figures asks for; its address says it all. */
export interface FiguresQuery {
  period: Period;
  /** Id of the department that is meant, whether there is one or not; empty for all side by side. */
  departmentId: string;
}

/** A year is the span that is shown when nothing is asked for, besides the one before it; ten years are the longest. @units quarters */
export const spans = { usual: 8, longest: 40 } as const;

/** Reads any address; what it does not know is left at its usual value: the two years up to today. No quarter lies ahead. */
export function parseFiguresQuery(
  params: Readonly<Record<string, string | readonly string[] | undefined>>,
  today: CivilDate,
): FiguresQuery {
  const text = (name: string): string => {
    const value = params[name];
    return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim();
  };
  const now = quarterOf(today);
  const asked = { from: quarterNamed(text('from')), to: quarterNamed(text('to')) };
  const to = asked.to !== null && asked.to <= now ? asked.to : now;
  const earliest = quartersLater(to, 1 - spans.longest);
  const from = asked.from !== null && asked.from <= to ? asked.from : quartersLater(to, 1 - spans.usual);
  return {
    period: { from: from < earliest ? earliest : from, to },
    departmentId: text('department').slice(0, 36).toLowerCase(),
  };
}

/** The address that says what is asked for, below `path`. */
export function figuresHref(
  { period: { from, to }, departmentId }: FiguresQuery,
  path = '/figures',
  more: Readonly<Record<string, string>> = {},
): string {
  const search = new URLSearchParams({
    from: quarterName(from),
    to: quarterName(to),
    ...(departmentId !== '' && { department: departmentId }),
    ...more,
  });
  return `${path}?${search.toString()}`;
}
