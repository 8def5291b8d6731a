import type { RawRow } from '@/lib/import/fields';
import { noteOf } from '@/lib/import/note';
import { refuse } from '@/lib/kernel/refusal';
import type { FileRecord } from './rows-below';

/** A document is read as a whole; lines of JSON are not, and may be as long as the file. @units characters */
const mostCharacters = 32_000_000;
/** Lists inside a row, which are no list of rows. @source docs/import.md, "Files" */
const listsOfRows = new Set(['sources', 'targets', 'external']);

/**
 * Whether a file is one JSON document, printed in lines or not, rather than one object a line. `text` is its beginning without
 * blanks, `isAll` whether there is no more of it.
 */
export function isJsonDocument(text: string, isAll: boolean): boolean {
  if (text.startsWith('[')) return !hasRowsBelow(text);
  if (!text.startsWith('{')) return false;
  const end = text.search(/[\r\n]/);
  const first = end < 0 ? text : text.slice(0, end);
  if (end >= 0 && /[{[,:]\s*$/.test(first)) return true;
  const name = /^\{\s*"([^"\\]*)"\s*:\s*\[\s*\{/.exec(first)?.[1];
  if (name === undefined || listsOfRows.has(name)) return false;
  return isAll || end < 0 || text.slice(end).trim() === '';
}

/** A list on a line of its own above other lines is one bad line, not a document. */
function hasRowsBelow(text: string): boolean {
  const [first = '', ...rest] = text.split(/\r?\n/);
  return first.trimEnd().endsWith(']') && rest.some((line) => line.trimStart().startsWith('{'));
}

/**
 * The rows of one JSON document: a list of objects, an object that holds one such list, or one object. `line` counts the rows.
 * @refuses invalid_input `file/json-broken` · `file/json-no-list` · `file/json-lists` · `file/json-too-large`
 */
export async function* rowsOfDocument(text: AsyncIterable<string>): AsyncGenerator<FileRecord> {
  const parts: string[] = [];
  let size = 0;
  for await (const part of text) {
    size += part.length;
    if (size > mostCharacters)
      refuse('invalid_input', 'file/json-too-large', { megabytes: mostCharacters / 1_000_000 });
    parts.push(part);
  }
  const rows = listIn(parsed(parts.join('')));
  for (const [index, row] of rows.entries())
    yield isObject(row) ? { line: index + 1, row } : { line: index + 1, problem: noteOf('row/not-object') };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const at = Number(/position (\d+)/.exec(String(error))?.[1] ?? text.length);
    return refuse('invalid_input', 'file/json-broken', { line: text.slice(0, at).split('\n').length });
  }
}

function listIn(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document;
  if (!isObject(document)) return refuse('invalid_input', 'file/json-no-list');
  const lists = Object.entries(document).filter(
    ([name, value]) => !listsOfRows.has(name) && Array.isArray(value) && value.some(isObject),
  );
  const [only] = lists;
  if (lists.length > 1)
    refuse('invalid_input', 'file/json-lists', {
      names: lists
        .slice(0, 10)
        .map(([name]) => name)
        .join(', '),
    });
  return only ? (only[1] as unknown[]) : [document];
}

function isObject(value: unknown): value is RawRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
