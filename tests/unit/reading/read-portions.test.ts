import { expect, test } from 'vitest';
import type { ImportKind } from '@/lib/import/kind';
import type { Matching } from '@/lib/import/matching';
import { parseNotes } from '@/lib/import/note';
import { readPortions } from '@/lib/reading/read-portions';

async function rejections(kind: ImportKind, text: string, matching: Matching | null) {
  const bytes = (async function* () {
    yield await Promise.resolve(Buffer.from(text));
  })();
  const options = { format: 'columns', withText: false, takeDoubtful: false, matchColumns: false } as const;
  const notes = [];
  for await (const { settled } of readPortions(
    bytes,
    { kind, options, matching },
    { mostBytes: 1_000_000, mostRows: 1_000 },
  ))
    notes.push(...settled.flatMap(({ reason }) => parseNotes(reason)));
  return notes.map(({ code, values }) => [code, values['column']]);
}

test('a rejection names the column as it is called in the file', async () => {
  const matching = {
    ...{ sheet: 0, header: 0, constants: [], dayOrder: null, decimalSign: null, values: [] },
    columns: ['micro_credentials', 'targets', 'issued_from', 'min_score'],
  };
  expect(
    await rejections(
      'equivalencies',
      'Zertifikat;Anerkannt als;Abschluss ab;Note\nA;INF 1;irgendwann;viel\n',
      matching,
    ),
  ).toEqual([
    ['date/bad', 'Abschluss ab'],
    ['amount/bad', 'Note'],
  ]);
  expect(
    await rejections('equivalencies', 'Zertifikat;Anerkannt als;Punkte\nA;INF 1;3-4\n', {
      ...matching,
      columns: ['micro_credentials', 'targets', 'credits'],
    }),
  ).toEqual([['amount/bad', 'Punkte']]);
  expect(await rejections('courses', 'Course Code,title,Credit Hours\nA 1,A,many\n', null)).toEqual([
    ['amount/bad', 'Credit Hours'],
  ]);
  expect(await rejections('courses', 'code,title,credits\nA 1,A,many\n', null)).toEqual([
    ['amount/bad', 'credits'],
  ]);
});
