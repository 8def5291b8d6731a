import type { Offer } from './offered';

/**
 * What decides an offer, for programs: each condition by its name in the rules, with its value. `certificates` and `exams` say how many are
 * needed beside the certificate in the way that asks for least, `programs` which ones it holds in; days are the first and last ones.
 */
export function conditionCodes({
  leaf,
  ways: [way],
  programs,
  windows,
}: Pick<Offer, 'leaf' | 'ways' | 'programs' | 'windows'>): string[] {
  const { mc: _, ...checks } = leaf ?? { mc: '' };
  const counts = { certificates: way?.microCredentials.length ?? 0, exams: way?.assessments.length ?? 0 };
  return [
    ...Object.entries(counts).flatMap(([name, count]) => (count === 0 ? [] : [`${name} ${count}`])),
    ...(programs === null ? [] : [`programs ${programs.join('|')}`]),
    ...Object.entries(checks).flatMap(([name, value]) =>
      value === undefined || value === false ? [] : [value === true ? name : `${name} ${textOf(value)}`],
    ),
    ...windows.flatMap(({ of, from, to }) => [
      ...(from === null ? [] : [`${of} from ${from}`]),
      ...(to === null ? [] : [`${of} by ${to}`]),
    ]),
  ];
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join('|');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([unit, count]) => `${String(count)} ${unit}`)
      .join(' ');
  return String(value);
}
