import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { NoteWords } from '@/components/import/note-words';
import { ReasonList } from '@/components/import/reason-list';
import { encodeNotes, noteOf } from '@/lib/import/note';
import credit from '@/messages/en/credit.json';
import imports from '@/messages/en/imports.json';

const textOf = (element: React.ReactElement) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ credit, imports }}>
      {element}
    </NextIntlClientProvider>,
  )
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
const counted = (count: number, isVaried: boolean, code: string, values: Record<string, string>) =>
  textOf(
    <ReasonList
      reasons={[{ outcome: 'rejected', code, count, isVaried, example: encodeNotes([noteOf(code, values)]) }]}
    />,
  );

describe('a reason that was given often', () => {
  test.each<[string, Record<string, string>, string]>([
    [
      'targets/unknown',
      { code: 'ARCH 2150' },
      '518 Rejected A course that is not here, for example ARCH 2150.',
    ],
    [
      'department/added',
      { code: 'AAPS' },
      '518 Rejected A department that is new and is added, for example AAPS.',
    ],
    [
      'amount/bad',
      { column: 'credits', found: 'x' },
      '518 Rejected For example: “x” in credits is not an exact amount, such as 3, 7.5 or 8/3.',
    ],
  ])('says of %s no more than holds for all', (code, values, words) =>
    expect(counted(518, true, code, values)).toBe(words),
  );

  test('and is said as it is where it is the same each time', () =>
    expect(counted(518, false, 'targets/unknown', { code: 'ARCH 2150' })).toContain(
      'There is no course ARCH 2150 here.',
    ));
});

describe('what a changed row changes is said before and after, in words', () => {
  test.each<[Record<string, string>, string]>([
    [
      { field: 'granted', before: 'ARCH 2150 (3)', after: 'ARCH 2150 (2)' },
      'Granted: ARCH 2150 (3) → ARCH 2150 (2).',
    ],
    [{ field: 'granted', before: 'ARCH 2150 (3)', after: 'NONE' }, 'Granted: ARCH 2150 (3) → no credit.'],
    [{ field: 'level', before: 'LD', after: 'UD' }, 'Level: lower division → upper division.'],
    [{ field: 'unit', before: 'ECTS', after: 'US_SEM' }, 'Unit: ECTS → semester hours.'],
    [{ field: 'validTo', before: '', after: '2027-01-31' }, 'Last day: nothing → Jan 31, 2027.'],
    [{ field: 'limits', before: '[]', after: '[{}]' }, 'Limits: others than before.'],
  ])('%j: %s', (values, words) =>
    expect(textOf(<NoteWords reason={encodeNotes([noteOf('change/cell', values)])} />)).toBe(words),
  );
});
