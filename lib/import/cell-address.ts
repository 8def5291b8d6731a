/** The column of a cell such as `AB12`, counted from 0; -1 for what is no address. @source ECMA-376, ST_CellRef */
export function columnOfCell(address: string): number {
  const [, letters = ''] = /^([A-Z]{1,3})\d{1,7}$/.exec(address) ?? [];
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Cells that were merged downwards: their column, and the rows of the first and the last of them, counted from 1. */
export interface Merged {
  column: number;
  from: number;
  to: number;
}

/** A merged area such as `A3:B9` that goes down; null where it stays in one row, or is no area. Only its first column holds anything. */
export function mergedDown(area: string): Merged | null {
  const [, first = '', from = '', to = ''] = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(area) ?? [];
  const column = columnOfCell(`${first}${from}`);
  return column < 0 || Number(to) <= Number(from) ? null : { column, from: Number(from), to: Number(to) };
}
