import { expect, test } from 'vitest';
import { typedText } from '@/lib/catalog/search-words';
import { queryAsSuperuser } from '@/tests/support/db';

test('no character of the basic plane breaks a search, alone, inside a word or after one', async () => {
  // What could be taken for syntax, each one; letters and digits cannot, so one in eight stands for its block.
  const queries = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code))
    .filter((sign, code) => code % 8 === 0 || !/[\p{L}\p{N}]/u.test(sign))
    .map((sign) => `a${sign}b ${sign}`);
  expect(queries.length).toBeGreaterThan(10_000);
  const rows = await queryAsSuperuser<{ n: number }>(
    `SELECT count(search_query(t, 'A', true))::int AS n FROM unnest($1::text[]) t`,
    [queries.map((query) => typedText(query))],
  );
  expect(rows[0]?.n).toBe(queries.length);
}, 120_000);
