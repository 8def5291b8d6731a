import { expect, test } from 'vitest';
import listed from '@/prisma/seed/data/listed.json';
import { foldText } from '@/lib/search/fold';
import { initialsOf } from '@/lib/search/initials';
import { queryAsSuperuser } from '@/tests/support/db';

/** Of these PostgreSQL has a rule for one case alone, Ɩ but not ɩ; the index folds both alike. */
const oneCase = 'ƦǶȠɩᶥꞬꞭꞮꞲꟅꟆ';

/** Every letter, mark and digit of Unicode. */
function letters(): string[] {
  const found: string[] = [];
  for (let code = 0x20; code < 0x110000; code++) {
    const letter = code >= 0xd800 && code < 0xe000 ? '' : String.fromCodePoint(code);
    if (/^[\p{L}\p{M}\p{Nd}]$/u.test(letter)) found.push(letter);
  }
  return found;
}

test('the index folds every letter as the database does', async () => {
  const all = letters();
  const rows = await queryAsSuperuser<{ letter: string; folded: string }>(
    `SELECT letter, search_form('a' || letter || 'b') AS folded FROM unnest($1::text[]) AS letter WHERE unicode_assigned(letter)`,
    [all],
  );
  const differing = rows.filter(({ letter, folded }) => foldText(`a${letter}b`) !== folded);
  expect(rows.length).toBeGreaterThan(130_000);
  expect(differing.map(({ letter }) => letter).filter((letter) => oneCase.includes(letter))).toHaveLength(11);
  expect(
    differing
      .filter(({ letter }) => !oneCase.includes(letter))
      .map(
        ({ letter, folded }) =>
          `${letter} ${letter.codePointAt(0)?.toString(16)}: ${folded}, here ${foldText(`a${letter}b`)}`,
      ),
  ).toEqual([]);
});

test.each([
  "Women's Health",
  'Women’s',
  'Women`s Health',
  'the 1990’s and the 1990s',
  "Комп'ютерні мережі",
  'Azure™ for R&D: “Ｄata” – straße, Łódź (ﬁnal)',
  "L'économie d'aujourd'hui",
  'Σοφός ΣΟΦΟΣ',
  'e‑learning',
])('and so whole texts: %s', async (text) => {
  const [row] = await queryAsSuperuser<{ folded: string }>(`SELECT search_form($1) AS folded`, [text]);
  expect(foldText(text).replaceAll(/["“”]/g, '')).toBe(row?.folded.replaceAll(/["“”]/g, ''));
});

test('initials are made here as in the database', async () => {
  const names = [
    ...new Set(listed.map(({ provider }) => provider)),
    ...[
      '',
      '  ',
      'A (B C) D E',
      'Ligue de l’enseignement français',
      'Łódź  Óbuda–Æsir Þing',
      'MOSCOW МГУ им Ломоносова',
    ],
    ...[
      '國立 臺灣 大學',
      'भारतीय प्रौद्योगिकी संस्थान',
      '𝒜 b c d',
      'one & two + three',
      "Men's Health Club",
      'a1 2b c3-d4',
    ],
  ];
  const rows = await queryAsSuperuser<{ name: string; initials: string }>(
    'SELECT name, initials_of(name) AS initials FROM unnest($1::text[]) AS name',
    [names],
  );
  expect(rows.map(({ name, initials }) => [name, initials])).toEqual(
    names.map((name) => [name, initialsOf(name) ?? '']),
  );
  expect(rows.filter(({ initials }) => initials !== '').length).toBeGreaterThan(20);
});
