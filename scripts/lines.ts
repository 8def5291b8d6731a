import type { Readable } from 'node:stream';

/**
 * The lines of a text in UTF-8 as it comes, ended by LF or CRLF and nothing else: a JSON text may hold the other signs that
 * Node's own `readline` ends a line at (U+2028 and U+2029, from Node 22 on), and cut there it is no JSON any more.
 * @source RFC 8259, section 7; https://jsonlines.org
 */
export async function* linesOf(input: Readable): AsyncGenerator<string> {
  let parts: string[] = [];
  for await (const chunk of input.setEncoding('utf8') as AsyncIterable<string>) {
    const pieces = chunk.split('\n');
    const rest = pieces.pop() ?? '';
    for (const piece of pieces) {
      parts.push(piece);
      yield withoutReturn(parts.join(''));
      parts = [];
    }
    if (rest !== '') parts.push(rest);
  }
  if (parts.length > 0) yield withoutReturn(parts.join(''));
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
