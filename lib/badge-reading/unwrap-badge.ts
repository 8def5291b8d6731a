import { refuse } from '@/lib/kernel/refusal';
import { boundedJson, bounds, type JsonObject } from './bounds';
import { bakedInPng, pngSignature } from './png-badge';
import { bakedInSvg } from './svg-badge';

/** What was handed in, taken out of whatever it came in. */
export type Unwrapped =
  | { form: 'json'; document: JsonObject }
  | { form: 'signed'; text: string }
  | { form: 'address'; url: string };

/**
 * Recognises what was handed in by its own bytes, whatever it is called: JSON, a signed text, a picture or drawing with either baked in,
 * or an address.
 * @refuses invalid_input `badge/…`
 */
export function unwrapBadge(bytes: Uint8Array): Unwrapped {
  if (bytes.length > bounds.file) refuse('invalid_input', 'badge/too-large');
  if (pngSignature.every((byte, index) => bytes[index] === byte)) return plain(bakedInPng(bytes));
  if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-')
    refuse('invalid_input', 'badge/is-a-pdf');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
  } catch {
    refuse('invalid_input', 'badge/not-recognised');
  }
  if (!text.startsWith('<')) return plain(text);
  if (/^<(!doctype html|html)/i.test(text)) refuse('invalid_input', 'badge/is-a-page');
  return plain(bakedInSvg(text));
}

function plain(text: string): Unwrapped {
  const trimmed = text.trim();
  if (trimmed === '') refuse('invalid_input', 'badge/nothing');
  if (trimmed.startsWith('{')) return { form: 'json', document: boundedJson(trimmed) };
  if (trimmed.length > bounds.text) refuse('invalid_input', 'badge/too-large');
  if (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(trimmed)) return { form: 'signed', text: trimmed };
  if (/^https?:\/\/\S{1,2000}$/i.test(trimmed)) return { form: 'address', url: trimmed };
  return refuse('invalid_input', 'badge/not-recognised');
}
