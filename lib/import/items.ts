/** One item of a cell, and what separates it from the next; empty behind the last. */
export interface Item {
  text: string;
  separator: string;
}

/**
 * The items of a cell, separated by `separator` (a sticky expression). An item that has a separator in it is written in quotation
 * marks, or with a backslash before the sign: `"Lecture + Laboratory" + Calculus`, `C \+ + D`. Marks that enclose no separator are
 * part of the text.
 */
export function itemsOf(cell: string, separator: RegExp): Item[] {
  const items: Item[] = [];
  // Signs are kept one by one and put together once: a text that grows is copied whenever it is looked at.
  let signs: string[] = [];
  let isBlank = true;
  for (let at = 0; at < cell.length; ) {
    const sign = cell[at] ?? '';
    const quoted = isBlank && sign === '"' ? quotedAt(cell, at, separator) : null;
    if (quoted) {
      signs = [quoted.text];
      isBlank = false;
      at = quoted.end;
    } else if (sign === '\\' && /[+|;,\\"]/.test(cell[at + 1] ?? '')) {
      signs.push(cell[at + 1] ?? '');
      isBlank = false;
      at += 2;
    } else {
      const found = separatorAt(cell, at, separator);
      if (found === '') {
        signs.push(sign);
        isBlank &&= /\s/.test(sign);
      } else {
        items.push({ text: signs.join('').trim(), separator: found.trim() });
        signs = [];
        isBlank = true;
      }
      at += found.length || 1;
    }
  }
  return [...items, { text: signs.join('').trim(), separator: '' }];
}

/** The separator that begins here, or nothing. */
function separatorAt(cell: string, at: number, separator: RegExp): string {
  separator.lastIndex = at;
  return separator.exec(cell)?.[0] ?? '';
}

/** Text in quotation marks, the first of them here, that fills a whole item and has a separator in it. */
function quotedAt(cell: string, at: number, separator: RegExp): { text: string; end: number } | null {
  const end = cell.indexOf('"', at + 1);
  if (end < 0) return null;
  const next = /\s*/y;
  next.lastIndex = end + 1;
  const blank = next.exec(cell)?.[0].length ?? 0;
  const isWhole =
    end + 1 + blank === cell.length ||
    separatorAt(cell, end + 1, separator) !== '' ||
    separatorAt(cell, end + 1 + blank, separator) !== '';
  const text = cell.slice(at + 1, end);
  return isWhole && [...text].some((_, i) => separatorAt(text, i, separator) !== '')
    ? { text, end: end + 1 }
    : null;
}
