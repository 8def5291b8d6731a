const series = /^([A-Z][A-Z0-9]{0,9}-)(\d{1,9})$/;

/**
 * The code of a new mapping: the next number of the series in which the institution has most of its codes, such as RPL-021 after RPL-020,
 * or MAP-001 where it has none. Codes stand on public pages, so they are short and read aloud; other codes are left as they are.
 */
export function nextRuleCode(taken: readonly string[]): string {
  const found = new Map<string, { count: number; last: number; width: number }>();
  for (const code of taken) {
    const [, prefix, digits] = series.exec(code) ?? [];
    if (prefix === undefined || digits === undefined) continue;
    const known = found.get(prefix) ?? { count: 0, last: 0, width: 3 };
    found.set(prefix, {
      count: known.count + 1,
      last: Math.max(known.last, Number(digits)),
      width: Math.max(known.width, digits.length),
    });
  }
  const [most] = [...found].sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1));
  const [prefix, { last, width }] = most ?? ['MAP-', { last: 0, width: 3 }];
  return `${prefix}${String(last + 1).padStart(width, '0')}`;
}
