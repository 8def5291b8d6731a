import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headOf, linesOf } from '@/lib/export/cells';
import { cellsOfEntry, entryColumns, type ExportedEntry } from '@/lib/export/entry-cells';
import { recommendationColumns } from '@/lib/export/recommendation-cells';
import { columnsOf } from '@/lib/import/columns';
import { parseMicroCredentialRow } from '@/lib/import/micro-credential-row';
import { blankContent, type ListingContent } from '@/lib/micro-credential/listing-content';
import { naturalKeyOf } from '@/lib/micro-credential/natural-key';
import { lawRuns } from '@/tests/support/law-runs';
import { randomContent } from '@/tests/support/random-entry';

const reading = { withText: true, takeDoubtful: false };

function anEntry(content: ListingContent, more: Partial<ExportedEntry> = {}): ExportedEntry {
  const kind = more.kind ?? 'certificate';
  return {
    slug: 'an-entry',
    kind,
    naturalKey: naturalKeyOf({ ...content, kind }),
    levelLabel: null,
    isWithdrawn: false,
    source: 'form',
    retrievedOn: null,
    content,
    versions: [{ content }],
    ...more,
  };
}

/** The rows as a file of that form holds them, read again. */
function again(form: 'csv' | 'jsonl', entry: ExportedEntry) {
  const text = headOf(form, entryColumns) + linesOf(form, entryColumns, cellsOfEntry(entry));
  const raws =
    form === 'csv'
      ? parse<Record<string, unknown>>(text, { bom: true, columns: true })
      : text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as Record<string, unknown>);
  return raws.map((raw) => {
    const read = parseMicroCredentialRow(raw, reading);
    if (!read.ok) throw new Error(JSON.stringify({ raw, notes: read.notes }));
    expect(read.remarks).toEqual([]);
    return read.row;
  });
}

/** What a row says, in the words of the form. */
function contentOf({ version, ...row }: ReturnType<typeof again>[number]): ListingContent {
  const said = Object.entries({ ...row, ...version, label: version?.label })
    .filter(([field, cell]) => field in blankContent && cell !== null && cell !== undefined)
    .map(([field, cell]) => [field, typeof cell === 'number' ? String(cell) : cell]);
  return { ...blankContent, ...(Object.fromEntries(said) as Partial<ListingContent>) };
}

test('every column is one that an import reads, and every column that it reads is one', () => {
  expect(entryColumns.toSorted()).toEqual(columnsOf.micro_credentials.map(({ name }) => name).toSorted());
});

describe.each(['csv', 'jsonl'] as const)('entries as %s', (form) => {
  test('the law: whatever a listing says, its row read again says the same', () => {
    fc.assert(
      fc.property(randomContent, (content) => {
        const entry = anEntry({ ...content, components: ['part-1', 'part-2'] });
        const [row] = again(form, entry);
        expect(row).toMatchObject({
          key: entry.naturalKey,
          slug: 'an-entry',
          status: 'active',
          source: 'form',
        });
        expect(row && contentOf(row)).toEqual({ ...content, components: ['part-1', 'part-2'] });
      }),
      { numRuns: lawRuns(300) },
    );
  });

  test('a row a version, the earliest first, and all say the same of the entry', () => {
    const content = { ...blankContent, title: 'T', provider: 'P', skills: ['a; b', 'c'] };
    const versions = ['2026', '2025'].map((label) => ({ content: { ...content, label } }));
    const rows = again(form, anEntry(content, { versions }));
    expect(rows.map(({ part }) => part)).toEqual(['2025', '2026']);
    expect(rows.map(({ version: _, part: __, ...said }) => said)[0]).toEqual(
      rows.map(({ version: _, part: __, ...said }) => said)[1],
    );
  });

  test('an entry without a version is a row that says nothing of one', () => {
    const [row] = again(form, anEntry({ ...blankContent, title: 'T', provider: 'P' }, { versions: [] }));
    expect(row).toMatchObject({ version: null, part: '' });
  });

  test('a course of another university keeps its code', () => {
    const content = { ...blankContent, title: 'MAT 101 Calculus', provider: 'Example College', label: '1' };
    const key = naturalKeyOf({ kind: 'external_course', ...content, code: 'mat101' });
    const [row] = again(form, anEntry(content, { kind: 'external_course', naturalKey: key }));
    expect(row).toMatchObject({ key, title: 'MAT 101 Calculus' });
  });
});

test('every column of recommendations is one that an import reads, and every column that it reads is one', () => {
  expect(recommendationColumns.toSorted()).toEqual(
    columnsOf.recommendations.map(({ name }) => name).toSorted(),
  );
});
