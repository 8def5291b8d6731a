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
 * or an address. One that is typed begins with https; an older one that is baked in may not.
 * @param from whether somebody handed it in, or it was read at the address that they handed in
 * @refuses invalid_input `badge/…`
 */
export function unwrapBadge(bytes: Uint8Array, from: 'hand' | 'web' = 'hand'): Unwrapped {
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
  if (from === 'hand' && isLooseAddress(text)) refuse('invalid_input', 'badge/address-no-https');
  if (!text.startsWith('<')) return plain(text);
  if (/^<(!doctype html|html)/i.test(text)) refuse('invalid_input', 'badge/is-a-page');
  return plain(bakedInSvg(text));
}

/** Whether a text is an address that does not begin with https: another scheme, or a host and what may follow it. */
function isLooseAddress(text: string): boolean {
  if (text.length > 2_000 || /^https:/i.test(text)) return false;
  return (
    /^([a-z][a-z\d+.-]*:)?\/\/\S+$/i.test(text) || /^([a-z\d-]+\.)+[a-z]{2,24}(:\d+)?([/?#]\S*)?$/i.test(text)
  );
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
