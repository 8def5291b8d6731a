import * as z from 'zod';

/** Where a walk through the catalog goes on: how many entries it has passed, and which one was the last of them. */
const Position = z.tuple([z.int().min(1), z.uuid()]);

/** A position as one opaque word. */
export function writeCursor({ passed, lastId }: { passed: number; lastId: string }): string {
  return base64Url(new TextEncoder().encode(JSON.stringify([passed, lastId])));
}

/** The position in a cursor, or null when it is not one that was given out. */
export function parseCursor(text: string): { passed: number; lastId: string } | null {
  if (text.length > 4_000 || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
  try {
    const bytes = Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) =>
      letter.charCodeAt(0),
    );
    const parsed = Position.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return parsed.success ? { passed: parsed.data[0], lastId: parsed.data[1] } : null;
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
