import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fewest, isSmall, withheldIn, withheldOf, withTotals } from '@/lib/figures/withheld';

test('what is ten or more is told, with its totals', () => {
  expect(
    withheldIn(
      withTotals([
        [10, 12],
        [30, 11],
      ]),
    ).flat(),
  ).not.toContain(true);
});

test('one small count takes the next smallest of its line along', () => {
  expect(withheldOf([4, 31, 15, 90])).toEqual({ parts: [true, false, true, false], total: false });
});

test('two small counts that come to less than ten take a third along', () => {
  expect(withheldOf([2, 3, 40, 20])).toEqual({ parts: [true, true, false, true], total: false });
});

test('two small counts that come to ten or more are enough', () => {
  expect(withheldOf([7, 8, 40, 20])).toEqual({ parts: [true, true, false, false], total: false });
});

test('a single part takes its total along, which is the same number', () => {
  expect(withheldOf([4])).toEqual({ parts: [true], total: true });
});

test('that there is none tells of nobody', () => {
  expect(withheldOf([0, 0])).toEqual({ parts: [false, false], total: false });
  expect(withheldOf([0, 4, 40, 60])).toEqual({ parts: [false, true, true, false], total: false });
});

test('a small count in a table is not told by its column', () => {
  const hidden = withheldIn(
    withTotals([
      [4, 31, 50],
      [60, 20, 70],
      [80, 90, 30],
    ]),
  );
  // Its row takes 31 along, its column 60; and those two rows and columns close the way with 20.
  expect(hidden).toEqual([
    [true, true, false, false],
    [true, true, false, false],
    [false, false, false, false],
    [false, false, false, false],
  ]);
});

const tables = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .chain(([rows, columns]) =>
    fc.array(
      fc.array(fc.oneof(fc.integer({ min: 0, max: 14 }), fc.constantFrom(0, 0, 9, 10, 30)), {
        minLength: columns,
        maxLength: columns,
      }),
      { minLength: rows, maxLength: rows },
    ),
  );

test('no count from one to nine can be worked out from what is told', () => {
  fc.assert(
    fc.property(tables, (counts) => {
      const totalled = withTotals(counts);
      const hidden = withheldIn(totalled);
      for (const [row, line] of totalled.entries())
        for (const [column, count] of line.entries()) {
          if (!isSmall(count)) continue;
          expect(hidden[row]?.[column]).toBe(true);
          expect(hasAnother(counts, hidden, row, column)).toBe(true);
        }
    }),
    { numRuns: 2_000 },
  );
});

test('what is withheld of a line whose total is told comes to ten or more', () => {
  fc.assert(
    fc.property(tables, (counts) => {
      const totalled = withTotals(counts);
      const hidden = withheldIn(totalled);
      const across = totalled.map((line, row) => ({ line, away: hidden[row] ?? [] }));
      const down = (totalled[0] ?? []).map((_, column) => ({
        line: totalled.map((line) => line[column] ?? 0),
        away: hidden.map((line) => line[column] ?? false),
      }));
      for (const { line, away } of [...across, ...down]) {
        if (away.at(-1) === true) continue;
        const inner = line.slice(0, -1).filter((_, index) => away[index]);
        if (inner.length > 0) expect(inner.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(fewest);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('nothing is withheld where nothing is small', () => {
  fc.assert(
    fc.property(tables, (counts) => {
      const large = counts.map((line) => line.map((count) => count + fewest));
      expect(withheldIn(withTotals(large)).flat()).not.toContain(true);
    }),
  );
});

/**
 * Looks for another table with the same cells in sight in which this cell holds another number: tries numbers for the withheld cells one
 * after the other, one at least, since a nought would be in sight. Knows nothing of how the product decides it.
 */
function hasAnother(
  counts: readonly (readonly number[])[],
  hidden: readonly (readonly boolean[])[],
  row: number,
  column: number,
): boolean {
  const totalled = withTotals(counts);
  const [rows, columns] = [counts.length, counts[0]?.length ?? 0];
  const unknown = counts.flatMap((line, r) =>
    line.flatMap((_, c) => (hidden[r]?.[c] ? [[r, c] as const] : [])),
  );
  const filled = counts.map((line) => [...line]);
  const agrees = () => {
    const made = withTotals(filled);
    return made.every((line, r) =>
      line.every((count, c) => hidden[r]?.[c] === true || count === totalled[r]?.[c]),
    );
  };
  const differs = () => withTotals(filled)[row]?.[column] !== totalled[row]?.[column];
  /** No line in sight may hold more than its total. */
  const fits = (r: number, c: number) => {
    const made = withTotals(filled);
    return (
      (hidden[r]?.[columns] === true || (made[r]?.[columns] ?? 0) <= (totalled[r]?.[columns] ?? 0)) &&
      (hidden[rows]?.[c] === true || (made[rows]?.[c] ?? 0) <= (totalled[rows]?.[c] ?? 0))
    );
  };
  let tries = 0;
  const search = (index: number): boolean => {
    if (++tries > 60_000) throw new Error('The search for another table takes too long to say anything.');
    const place = unknown[index];
    if (place === undefined) return agrees() && differs();
    const [r, c] = place;
    const before = filled[r]?.[c] ?? 0;
    const line = filled[r] ?? [];
    // The nearest numbers first: if there is another table, there is one that differs by little.
    for (const number of [before + 1, before - 1, before, before + 2, before - 2]) {
      if (number < 1) continue;
      line[c] = number;
      const rest = unknown.slice(index + 1);
      for (const [laterRow, laterColumn] of rest) {
        const later = filled[laterRow];
        if (later) later[laterColumn] = 1;
      }
      if (fits(r, c)) {
        for (const [laterRow, laterColumn] of rest) {
          const later = filled[laterRow];
          if (later) later[laterColumn] = counts[laterRow]?.[laterColumn] ?? 0;
        }
        if (search(index + 1)) return true;
      }
      for (const [laterRow, laterColumn] of rest) {
        const later = filled[laterRow];
        if (later) later[laterColumn] = counts[laterRow]?.[laterColumn] ?? 0;
      }
    }
    line[c] = before;
    return false;
  };
  return search(0);
}
