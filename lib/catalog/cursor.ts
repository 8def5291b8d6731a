import * as z from 'zod';

/** Where a walk through the catalog continues: two sort keys and an id, in the order that the cursor was made for. */
const Position = z.tuple([z.number(), z.string().max(1_000), z.uuid()]);

/** A position as one opaque word. */
export function writeCursor(position: readonly [number, string, string]): string {
  return base64Url(new TextEncoder().encode(JSON.stringify(position)));
}

/** The position in a cursor, or null when it is not one that was given out. */
export function parseCursor(text: string): readonly [number, string, string] | null {
  if (text.length > 4_000 || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
  try {
    const bytes = Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) =>
      letter.charCodeAt(0),
    );
    const parsed = Position.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return parsed.success && !parsed.data[1].includes('\u0000') ? parsed.data : null;
  } catch {
    return null;
  }
}

function base64Url(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/={1,2}$/, '');
}
