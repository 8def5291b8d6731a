import { describe, expect, test } from 'vitest';
import { mostInCell, partsBeside, sheetEnd, sheetHead, sheetRows } from '@/lib/export/sheet-xml';
import { SaxesParser } from 'saxes';

/** Cells of one row by their place: style, and number or text. */
function cellsOf(columns: readonly string[], row: Record<string, string | number | string[] | null>) {
  const cells: Record<string, { style: string; number?: string; text?: string }> = {};
  let [place, style, type, said] = ['', '', '', ''];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'c')
      [place, style, type, said] = [attributes['r'] ?? '', attributes['s'] ?? '', attributes['t'] ?? '', ''];
    if (name === 'f') throw new Error('A formula.');
  });
  parser.on('text', (text) => (said += text));
  parser.on('closetag', ({ name }) => {
    if (name === 'c') cells[place] = type === 'inlineStr' ? { style, text: said } : { style, number: said };
  });
  parser.write(sheetHead(columns) + sheetRows(columns, [row], 2) + sheetEnd).close();
  return cells;
}

describe('a row of a workbook', () => {
  test('what a spreadsheet would make something else of is text', () => {
    for (const text of [
      '007',
      '1e5',
      '=1+1',
      '-1',
      '@x',
      '+3',
      'TRUE',
      '3/4',
      '12345678901234567890',
      ' a\n b ',
    ])
      expect(cellsOf(['code'], { code: text })['A2']).toEqual({ style: '1', text });
  });

  test('a text that looks like an escape of a workbook stays what it is', () => {
    expect(cellsOf(['title'], { title: 'a_x000D_b _x1_ _y000D_' })['A2']?.text).toBe(
      'a_x005F_x000D_b _x1_ _y000D_',
    );
  });

  test('days are days, where both calendars agree on them', () => {
    expect(cellsOf(['valid_from'], { valid_from: '2026-11-25' })['A2']).toEqual({
      style: '2',
      number: '46351',
    });
    expect(cellsOf(['valid_from'], { valid_from: '1900-03-01' })['A2']).toEqual({ style: '2', number: '61' });
    expect(cellsOf(['valid_from'], { valid_from: '1900-02-28' })['A2']).toEqual({
      style: '1',
      text: '1900-02-28',
    });
    expect(cellsOf(['title'], { title: '2026-11-25' })['A2']).toEqual({ style: '1', text: '2026-11-25' });
  });

  test('amounts are numbers as far as a workbook keeps them exactly', () => {
    expect(cellsOf(['credits'], { credits: '7.5' })['A2']).toEqual({ style: '0', number: '7.5' });
    for (const amount of ['8/3', '1.2345678', '12345678901'])
      expect(cellsOf(['credits'], { credits: amount })['A2']).toEqual({ style: '1', text: amount });
  });

  test('what no cell can hold is left out, and so is what XML cannot say', () => {
    expect(cellsOf(['note', 'title'], { note: 'x'.repeat(mostInCell + 1), title: 'T' })).not.toHaveProperty(
      'A2',
    );
    expect(cellsOf(['note'], { note: `<&>"]]>\u0001` })['A2']).toEqual({ style: '1', text: '<&>"]]>' });
  });

  test('columns beyond the alphabet have two letters', () => {
    const columns = Array.from({ length: 60 }, (_, at) => `c${at}`);
    const cells = cellsOf(columns, { c25: 'z', c26: 'aa', c59: 'bh' });
    expect([cells['Z2']?.text, cells['AA2']?.text, cells['BH2']?.text]).toEqual(['z', 'aa', 'bh']);
  });

  test('the parts beside the sheet are XML', () => {
    for (const part of Object.values(partsBeside))
      expect(() => new SaxesParser().write(part).close()).not.toThrow();
  });
});
