import { describe, expect, test } from 'vitest';
import { cellsOf, cellText, fixedRow, keptCells, reasonsBeside } from '@/lib/import/cell-fix';
import { noteOf } from '@/lib/import/note';

const ours = { kind: 'courses', renamed: [], matched: null } as const;

describe('a cell that was put right', () => {
  test('says what was put there, and the rest of the row what it said', () => {
    expect(
      fixedRow({ code: 'A', credits: 'three' }, [{ column: 'credits', before: 'three', after: '3' }]),
    ).toEqual({
      row: { code: 'A', credits: '3' },
      problems: [],
    });
  });

  test('is left alone, and the row says so, where the file says something else there by now', () => {
    const { row, problems } = fixedRow({ code: 'A', credits: '6' }, [
      { column: 'credits', before: 'three', after: '3' },
    ]);
    expect(row).toEqual({ code: 'A', credits: '6' });
    expect(problems).toEqual([noteOf('fix/other-cell', { column: 'credits', found: '6' })]);
  });

  test('stays a number or a list where one stood and the text is one, and is added where there was none', () => {
    const fixes = [
      { column: 'credits', before: '3', after: '4' },
      { column: 'targets', before: '["A"]', after: '["A","B"]' },
      { column: 'sources', before: '[1]', after: 'not a list' },
      { column: 'title', before: '', after: 'Added' },
    ];
    expect(fixedRow({ credits: 3, targets: ['A'], sources: [1] }, fixes).row).toEqual({
      credits: 4,
      targets: ['A', 'B'],
      sources: 'not a list',
      title: 'Added',
    });
  });

  test('is compared as a form sends it and a database keeps it', () => {
    expect(cellText('a\r\nb\0\ud800')).toBe('a\nb\ufffd\ufffd');
    expect(
      fixedRow({ title: 'a\r\nb\0' }, [{ column: 'title', before: 'a\nb\ufffd', after: 'a' }]).row,
    ).toEqual({
      title: 'a',
    });
    expect(keptCells({ title: 'a\0\ud800', list: ['\0'] })).toBe(
      '{"title":"a\ufffd\ufffd","list":["\ufffd"]}',
    );
    expect(keptCells({ 'a\0': '1' })).toBeNull();
    expect(keptCells({ title: '\\u0000 as six signs' })).toBe('{"title":"\\\\u0000 as six signs"}');
  });
});

describe('the cells of a row', () => {
  test('stand under the names of the file, with the reason beside the one that it is about', () => {
    const names = {
      kind: 'courses',
      renamed: [{ found: 'Credit Hours', column: 'credits' }],
      matched: null,
    } as const;
    const notes = [
      noteOf('amount/bad', { column: 'Credit Hours', found: 'three' }),
      noteOf('row/contradicts', { line: 3 }),
    ];
    const cells = cellsOf({ code: 'A', credits: 'three' }, names, notes);
    expect(cells.map(({ name }) => name)).toEqual(['code', 'Credit Hours']);
    const { beside, rest } = reasonsBeside(notes, cells);
    expect([...beside]).toEqual([['credits', [notes[0]]]]);
    expect(rest).toEqual([notes[1]]);
  });

  test('of a matched file are known by their place, and a reason about several stands beside each', () => {
    const matched = { fields: ['courses', '', 'courses', 'targets'], names: ['Kurs', 'x', 'Kurs 2', ''] };
    const notes = [
      noteOf('cell/formula', { column: 'Kurs + Kurs 2' }),
      noteOf('targets/unknown', { code: 'INF' }),
    ];
    const cells = cellsOf(
      { 0: 'M 1', 2: '=1', 3: 'INF' },
      { kind: 'equivalencies', renamed: [], matched },
      notes,
    );
    expect(cells.map(({ name, field }) => [name, field])).toEqual([
      ['Kurs', 'courses'],
      ['Kurs 2', 'courses'],
      ['3', 'targets'],
    ]);
    expect([...reasonsBeside(notes, cells).beside.keys()]).toEqual(['0', '2', '3']);
  });

  test('have an empty one for what a reason asks and the file has no column for', () => {
    const notes = [
      noteOf('unit/not-said', { column: 'credit_unit' }),
      noteOf('department/unknown', { code: 'X' }),
    ];
    expect(cellsOf({ code: 'A' }, ours, notes).map(({ column, text }) => [column, text])).toEqual([
      ['code', 'A'],
      ['credit_unit', ''],
      ['department', ''],
    ]);
  });
});
