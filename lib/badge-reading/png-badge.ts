import { crc32, inflateSync } from 'node:zlib';
import { refuse } from '@/lib/kernel/refusal';
import { bounds } from './bounds';

export const pngSignature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const keywords = ['openbadgecredential', 'openbadges'];

/**
 * The text that is baked into a picture: that of the one part with the keyword of Open Badges 3.0 or 2.0. Every part is bounded and its
 * sum is proved; what is packed is unpacked up to a bound; nothing may follow the end.
 * @source Open Badges 3.0 §5.3.1 (iTXt, not packed) and Open Badges 2.0 baking; PNG, RFC 2083
 * @refuses invalid_input `badge/broken-picture`, `badge/nothing-baked`, `badge/baked-twice`, `badge/too-large`
 */
export function bakedInPng(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: string[] = [];
  let at = pngSignature.length;
  for (let count = 0; ; count += 1) {
    if (at + 12 > bytes.length || count >= bounds.chunks) refuse('invalid_input', 'badge/broken-picture');
    const length = view.getUint32(at);
    if (length > bytes.length - at - 12) refuse('invalid_input', 'badge/broken-picture');
    const typed = bytes.subarray(at + 4, at + 8 + length);
    if (crc32(typed) !== view.getUint32(at + 8 + length)) refuse('invalid_input', 'badge/broken-picture');
    const type = latin(typed.subarray(0, 4));
    at += 12 + length;
    if (type === 'IEND') break;
    const text = textOf(type, typed.subarray(4));
    if (text !== null) found.push(text);
  }
  // What follows the end would be another file, to somebody else who reads this one.
  if (at !== bytes.length) refuse('invalid_input', 'badge/broken-picture');
  if (found.length > 1) refuse('invalid_input', 'badge/baked-twice');
  return found[0] ?? refuse('invalid_input', 'badge/nothing-baked');
}

function textOf(type: string, data: Uint8Array): string | null {
  if (type !== 'iTXt' && type !== 'tEXt' && type !== 'zTXt') return null;
  const end = data.indexOf(0);
  if (end < 0 || !keywords.includes(latin(data.subarray(0, end)))) return null;
  const rest = data.subarray(end + 1);
  if (type === 'tEXt') return utf8(rest);
  if (type === 'zTXt') return utf8(unpacked(rest.subarray(1)));
  // Whether it is packed, how, a language, and the keyword in it.
  const language = rest.indexOf(0, 2);
  const translated = language < 0 ? -1 : rest.indexOf(0, language + 1);
  if (translated < 0) refuse('invalid_input', 'badge/broken-picture');
  const text = rest.subarray(translated + 1);
  return utf8(rest[0] === 1 ? unpacked(text) : text);
}

function unpacked(packed: Uint8Array): Uint8Array {
  try {
    return inflateSync(packed, { maxOutputLength: bounds.text });
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    return refuse('invalid_input', tooLarge ? 'badge/too-large' : 'badge/broken-picture');
  }
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

function utf8(bytes: Uint8Array): string {
  if (bytes.length > bounds.text) refuse('invalid_input', 'badge/too-large');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('invalid_input', 'badge/broken-picture');
  }
}
