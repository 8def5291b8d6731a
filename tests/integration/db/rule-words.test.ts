import fc from 'fast-check';
import { expect, test } from 'vitest';
import { typedWords } from '@/lib/catalog/typed-words';
import { listed } from '@/prisma/seed/data/listed';
import { queryAsSuperuser } from '@/tests/support/db';

/** The titles that a search for themselves does not find. */
async function lost(titles: readonly string[]): Promise<string[]> {
  const asked = titles.flatMap((title) => {
    const words = typedWords(title);
    return words === null ? [] : [{ title, patterns: words.patterns }];
  });
  const rows = await queryAsSuperuser<{ title: string }>(
    `SELECT t.title FROM json_to_recordset($1::json) AS t ("title" text, "patterns" text[])
      WHERE NOT rule_has_words(gen_random_uuid(), gen_random_uuid(), compact_form(t.title || '|R-1'), '{}', t.patterns, '')`,
    [JSON.stringify(asked)],
  );
  return rows.map(({ title }) => title);
}

test('every sign of the basic plane, alone, inside a word or after one, is searched for and found', async () => {
  // What could be taken for syntax, each one; letters and digits cannot, so one in eight stands for its block.
  const titles = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code))
    .filter(
      (sign, code) =>
        code > 0 && (code < 0xd800 || code > 0xdfff) && (code % 8 === 0 || !/[\p{L}\p{N}]/u.test(sign)),
    )
    // The database writes the sign for a prescription out.
    .filter((sign) => sign !== '\u211e')
    .map((sign) => `a${sign}b ${sign}`);
  expect(titles.length).toBeGreaterThan(10_000);
  expect(await lost(titles)).toEqual([]);
}, 120_000);

test('every title of the demonstration finds itself, and so does whatever part of it is typed', async () => {
  const titles = listed.map(({ title }) => title);
  expect(await lost(titles)).toEqual([]);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...titles), fc.nat(300), async (title, end) => {
      const words = typedWords(title.slice(0, (end % title.length) + 1));
      if (words === null) return;
      const [row] = await queryAsSuperuser<{ has: boolean }>(
        `SELECT rule_has_words(gen_random_uuid(), gen_random_uuid(), compact_form($1 || '|R-1'), '{}', $2::text[], '') AS has`,
        [title, words.patterns],
      );
      expect([title.slice(0, (end % title.length) + 1), row?.has]).toEqual([expect.any(String), true]);
    }),
    { numRuns: 200 },
  );
});
