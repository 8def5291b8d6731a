import { setOfHeader } from '@/lib/import/charset';
import type { FileEncoding } from '@/lib/import/kind';

/** How much of a file may follow its first sign beyond ASCII before its character set is settled. @units bytes */
const looked = 65_536;
/** How much of what stands before that sign is kept, since a header begins with it. @units signs */
const keptBefore = 8_192;
const byteOrderMarks: readonly [FileEncoding, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * What the beginning of a file says of its character set: by its byte order mark, or where every second byte is zero, as in UTF-16 of
 * mostly Western text. Null where it is one that has ASCII in it, and later bytes say which.
 */
export function encodingOf(head: Uint8Array): FileEncoding | null {
  const marked = byteOrderMarks.find(([, mark]) => mark.every((byte, at) => head[at] === byte));
  if (marked) return marked[0];
  const pairs = Math.floor(head.length / 2);
  const zeros = [0, 0];
  for (let at = 0; at < pairs * 2; at += 1) if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (pairs < 2) return null;
  if (even === 0 && odd * 2 > pairs) return 'utf-16le';
  if (odd === 0 && even * 2 > pairs) return 'utf-16be';
  return null;
}

/** The beginning of a file as text, to see its shape by; what it does not settle is read as UTF-8. */
export function headText(head: Uint8Array): string {
  return new TextDecoder(encodingOf(head) ?? 'utf-8').decode(head, { stream: true });
}

/**
 * The text of a file, in bounded memory. Without a byte order mark, the first signs beyond ASCII say whether it is UTF-8 or
 * of one byte a sign: whichever more of them are; and of those, which. `tell` hears which, before any sign beyond ASCII is given. A byte order mark is dropped; bytes that are no text in
 * that character set become U+FFFD or control characters, for which the cell is rejected with its line later.
 * @source Encoding Standard (WHATWG), "windows-1252", "utf-16le"; Windows-1252 is what spreadsheets of Western Windows save as CSV
 */
export async function* decodedText(
  bytes: AsyncIterable<Uint8Array>,
  told: FileEncoding | null,
  tell: (encoding: FileEncoding) => void,
): AsyncGenerator<string> {
  let decoder = told === null ? null : new TextDecoder(told);
  const kept: Uint8Array[] = [];
  let size = 0;
  let before = '';
  tell(told ?? 'utf-8');
  const settle = (isAll: boolean): string => {
    const whole = Buffer.concat(kept.splice(0));
    const encoding = isUtf8(whole, isAll) ? 'utf-8' : ofOneByte(before, whole);
    tell(encoding);
    decoder = new TextDecoder(encoding);
    return decoder.decode(whole, { stream: true });
  };
  for await (const chunk of bytes) {
    if (decoder) yield decoder.decode(chunk, { stream: true });
    else {
      const from = size > 0 ? 0 : firstBeyondAscii(chunk);
      if (from > 0) {
        const plain = byByte(chunk.subarray(0, from));
        if (before.length < keptBefore) before += plain;
        yield plain;
      }
      if (from === chunk.length) continue;
      kept.push(chunk.subarray(from));
      size += chunk.length - from;
      if (size >= looked) yield settle(false);
    }
  }
  if (!decoder && size > 0) yield settle(true);
  if (decoder) yield (decoder as TextDecoder).decode();
}

function firstBeyondAscii(chunk: Uint8Array): number {
  const at = chunk.findIndex((byte) => byte > 0x7f);
  return at < 0 ? chunk.length : at;
}

const byByte = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

/**
 * Which of the character sets of one byte a file is in: the one in which its header says words that headers say; else Windows-1252, unless
 * it reads as no Western text does and as Polish or Czech do.
 * Polish then has signs in the middle of words (`czê¶æ`, `szko³a`), and Czech letters that no Western language has beside each other.
 */
function ofOneByte(before: string, bytes: Uint8Array): FileEncoding {
  const named = setOfHeader((encoding) => before + new TextDecoder(encoding).decode(bytes));
  if (named !== null) return named;
  const western = new TextDecoder('windows-1252').decode(bytes);
  const count = (pattern: RegExp) => western.match(pattern)?.length ?? 0;
  const isPolish = count(/(?<=\p{L})[³¹¿±¶¼](?=\p{L})/gu) > 0;
  const isCzech = western.includes('ø') && western.includes('ì');
  if (!isPolish && !isCzech) return 'windows-1252';
  // ą, ś and ź of the one and of the other; š, ž and ť likewise.
  const [latin2, windows] = isCzech
    ? [count(/[¹¾»]/g), count(/[šžŠŽ]/g)]
    : [count(/[±¶¼¦¬]/g), count(/[¹œŸŒ]/g)];
  return latin2 > windows ? 'iso-8859-2' : 'windows-1250';
}

/** Whether more signs beyond ASCII are UTF-8 than are not; a sign that is cut off at the end counts only where the file ends there. */
function isUtf8(bytes: Uint8Array, isAll: boolean): boolean {
  const text = new TextDecoder('utf-8').decode(bytes, { stream: !isAll });
  // A sign that says of itself that it could not be read is UTF-8 as well.
  const lost = byByte(bytes).match(/\xef\xbf\xbd/g)?.length ?? 0;
  const bad = (text.match(/\ufffd/g)?.length ?? 0) - lost;
  return bad === 0 || (text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0) + lost >= bad;
}
