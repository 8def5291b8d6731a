import { describe, expect, test } from 'vitest';
import { groupsAbove, sideOf } from '@/lib/import/column-side';
import { type FileLook, lookOver, newSheet } from '@/lib/import/file-look';
import { likelyPlace, openQuestions, proposeMatching, shownColumns } from '@/lib/import/propose-matching';

/** What is known of a file with these lines above and below a thousand rows like the ones given. */
function lookAtFile(head: readonly string[][], row: (n: number) => string[]): FileLook {
  const sheet = newSheet('');
  const rows = Array.from({ length: 1_000 }, (_, n) => row(n));
  [...head, ...rows].forEach((cells, at) => lookOver(sheet, { line: at + 1, cells }));
  return { sheets: [sheet] };
}

function proposed(look: FileLook) {
  const place = likelyPlace(look);
  const { matching, confidence } = proposeMatching('equivalencies', look, place);
  const columns = shownColumns('equivalencies', look, matching, confidence);
  return {
    place,
    matching,
    fields: columns.map(({ name, field, confidence: how }) => [name, field, ...(field === '' ? [] : [how])]),
    open: openQuestions('equivalencies', look, matching, null),
  };
}
const nothing = { missing: [], twice: [], dayOrder: false, decimalSign: false, values: [] };
const days = ['01.10.2024', '2023-04-01', 'WS 2022/23', '1.4.24', ''];

test('the office’s list: two lines of headers, what was earned elsewhere beside what is granted here', () => {
  const look = lookAtFile(
    [
      ['Anerkennungsübersicht, Stand 12.11.2026'],
      ['Herkunft', '', '', '', 'Anerkennung an der THX', '', '', ''],
      [
        'Hochschule',
        'Modul-Nr.',
        'Modultitel',
        'ECTS',
        'Modul-Nr.',
        'Modultitel',
        'ECTS',
        'Entscheidung',
        'Gültig ab',
      ],
    ],
    (n) => [
      ...['Univ. Łódź', `MAT ${n}`, `Modul ${n}`, '5,0', `INF-${200 + (n % 30)}`, `Eigenes ${n}`],
      ...[n % 2 ? '5' : '2,5 LP', n % 3 ? 'teilweise anerkannt' : 'abgelehnt', days[n % 5] ?? ''],
    ],
  );
  const { place, matching, fields, open } = proposed(look);
  expect(place).toEqual({ sheet: 0, header: 2 });
  expect(fields).toEqual([
    ['Hochschule', 'institution', 'sure'],
    ['Herkunft: Modul-Nr.', 'courses', 'sure'],
    ['Herkunft: Modultitel', 'titles', 'sure'],
    ['Herkunft: ECTS', ''],
    ['Anerkennung an der THX: Modul-Nr.', 'targets', 'sure'],
    ['Anerkennung an der THX: Modultitel', ''],
    ['Anerkennung an der THX: ECTS', 'credits', 'sure'],
    ['Entscheidung', 'decision', 'sure'],
    ['Gültig ab', 'issued_from', 'sure'],
  ]);
  expect(open).toEqual(nothing);
  expect(matching.constants).toEqual([{ column: 'credit_unit', value: 'ECTS' }]);
  expect(matching.values.filter(({ meant }) => meant === '')).toEqual([]);
});

describe('of two columns of credits', () => {
  const of = (one: string, other: string) =>
    proposed(
      lookAtFile([['Hochschule', 'Kursnummer', one, 'Anerkannt als', other]], (n) => [
        ...['X', `EX ${n}`, '6', `INF-${n}`, '5'],
      ]),
    ).fields.filter(([, field]) => field === 'credits');

  test.each([
    ['ECTS', 'ECTS anerkannt'],
    ['Credits', 'Credits awarded'],
    ['Crédits', 'Crédits accordés'],
    ['Créditos', 'Créditos reconocidos'],
    ['Punkty ECTS', 'Punkty ECTS uznane'],
    ['ECTS extern', 'ECTS'],
  ])('%s and %s: the one that is granted here', (one, other) => {
    expect(of(one, other)).toEqual([[other, 'credits', 'sure']]);
  });

  test('where neither says which it is, it is a guess', () => {
    expect(of('Credits', 'ECTS')[0]?.[2]).toBe('guess');
  });
});

test.each([
  ['Modul hier', '', 'here'],
  ['ECTS', 'Herkunft', 'elsewhere'],
  ['ECTS anerkannt', 'Herkunft', 'here'],
  ['ECTS', '', null],
  // Both, so neither.
  ['Extern anerkannt', '', null],
])('the side of %s under “%s”', (name, group, side) => {
  expect(sideOf(name, group)).toBe(side);
});

test('a name above goes on until the next one; a line with one name is a title', () => {
  expect(groupsAbove(['', 'A', '', 'B'], 6)).toEqual(['', 'A', 'A', 'B', 'B', 'B']);
  expect(groupsAbove(['A list', '', ''], 3)).toEqual(['', '', '']);
  expect(groupsAbove(undefined, 2)).toEqual(['', '']);
});
