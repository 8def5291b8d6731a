import { HomeUnit } from '@/lib/amount/unit';
import { type CivilDate, isCivilDate, misreadDay } from '@/lib/kernel/civil-date';
import { cleanText } from './search-words';
import type { RawParameters, SearchProblem } from './search-query';

/** How a certificate's page is asked to be seen: on which day, in which unit. Total; says what it could not use. */
export function parseViewParameters(raw: RawParameters): {
  asOf: CivilDate | null;
  unit: HomeUnit | null;
  problems: SearchProblem[];
} {
  const problems: SearchProblem[] = [];
  const one = (field: string): string => {
    const given = raw[field];
    const value = typeof given === 'string' ? given : (given?.[0] ?? '');
    return cleanText(value.slice(0, 40));
  };
  const [dayText, unitText] = [one('asOf'), one('unit')];
  const unit = HomeUnit.safeParse(unitText);
  if (unitText !== '' && !unit.success) problems.push({ field: 'unit', reason: 'not-known' });
  const day = isCivilDate(dayText) ? dayText : null;
  const asOf = day !== null && day >= '1900-01-01' && day <= '2200-12-31' ? day : null;
  if (dayText !== '' && asOf === null)
    problems.push({ field: 'asOf', reason: day === null ? misreadDay(dayText) : 'out-of-range' });
  return { asOf, unit: unit.data ?? null, problems };
}

/** The address of a page that is seen so. */
export function viewHref(
  path: string,
  { asOf, unit }: { asOf: CivilDate | null; unit: HomeUnit | null },
): string {
  const parameters = new URLSearchParams({ ...(asOf !== null && { asOf }), ...(unit !== null && { unit }) });
  const search = parameters.toString();
  return search === '' ? path : `${path}?${search}`;
}
