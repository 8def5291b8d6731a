import { describe, expect, test } from 'vitest';
import { columnsOf } from '@/lib/import/columns';
import { mostColumns, readHeader, withOwnNames } from '@/lib/import/header';
import { ImportKind } from '@/lib/import/kind';
import { missingFields } from '@/lib/import/needed-fields';

const header = (...lines: string[][]) => readHeader('courses', 'columns', lines);

describe('the header of a file', () => {
  test('our names, however they are written, and the names of others; what nothing is read from is told', () => {
    expect(header(['Code', ' TITLE ', 'Department-Name', 'Colour'])).toMatchObject({
      ok: true,
      value: { at: 0, names: ['code', 'title', 'department_name', ''], renamed: [], ignored: ['Colour'] },
    });
    expect(header(['Course Code', 'Course Title', 'Credit Hours'])).toMatchObject({
      ok: true,
      value: {
        names: ['code', 'title', 'credits'],
        renamed: [
          { found: 'Course Code', column: 'code' },
          { found: 'Course Title', column: 'title' },
          { found: 'Credit Hours', column: 'credits' },
        ],
      },
    });
  });

  test('a definition says whole what is held and granted: nothing else is needed beside it', () => {
    expect(readHeader('equivalencies', 'columns', [['definition', 'rule', 'title']])).toMatchObject({
      ok: true,
      value: { names: ['definition', 'rule', 'title'] },
    });
    expect(readHeader('equivalencies', 'columns', [['rule', 'title']])).toMatchObject({ ok: false });
    expect(missingFields('equivalencies', new Set(['definition']))).toEqual([]);
  });

  test('our own name wins over a name of others, which is then not read', () => {
    expect(header(['id', 'code', 'title'])).toMatchObject({
      ok: true,
      value: { names: ['', 'code', 'title'], ignored: ['id'] },
    });
  });

  test('two names for one column are refused, whoever uses them', () => {
    for (const cells of [
      ['code', 'title', 'Code'],
      ['course code', 'course id', 'title'],
    ])
      expect(header(cells)).toEqual({ ok: false, reason: 'file/column-twice', details: { column: 'code' } });
  });

  test('lines above it are passed over; where there is none, what was found instead is told', () => {
    expect(header(['Course export 2026-11-28', '', ''], ['code', 'title', 'credits', ''])).toMatchObject({
      ok: true,
      value: { at: 1, names: ['code', 'title', 'credits'] },
    });
    expect(header(['Kurs', 'title', ''], ['A-1', 'Analysis', ''])).toEqual({
      ok: false,
      reason: 'file/columns-missing',
      details: { columns: 'code', header: 'Kurs, title', row: 'A-1, Analysis' },
    });
  });

  test('shapes of others have their header on top, keep their names, and need no column of ours', () => {
    expect(
      readHeader('courses', 'catalog', [
        ['Course Id', 'Colour'],
        ['A-1', 'red'],
      ]),
    ).toEqual({
      ok: true,
      value: { at: 0, names: ['course_id', 'colour'], renamed: [], ignored: [] },
    });
    expect(readHeader('courses', 'catalog', [['id', 'ID']])).toMatchObject({
      reason: 'file/column-twice',
    });
  });

  test('no more columns than anybody has', () => {
    expect(header(Array.from({ length: mostColumns + 1 }, (_, i) => `c${i}`))).toMatchObject({
      ok: false,
      reason: 'file/too-many-columns',
    });
  });

  test('no name of others is a name of ours, or stands for two columns', () => {
    for (const kind of ImportKind.options) {
      const own = columnsOf[kind].map(({ name }) => name);
      expect(readHeader(kind, 'columns', [own])).toMatchObject({
        ok: true,
        value: { names: own, renamed: [] },
      });
    }
  });

  test('objects of a JSON file have the same names', () => {
    expect(withOwnNames('courses', 'columns', { 'Course Code': 'A', title: 'B', other: 1 })).toEqual({
      code: 'A',
      title: 'B',
      other: 1,
    });
    expect(withOwnNames('courses', 'catalog', { id: 'A' })).toEqual({ id: 'A' });
  });
});
