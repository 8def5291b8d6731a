import { refuse } from '@/lib/kernel/refusal';

/**
 * What is read of one badge at most. @units bytes of a file · bytes of the text within · levels · values · parts of a picture · addresses
 * asked · badges within a record
 * @source docs/security.md, "Limits"
 */
export const bounds = {
  file: 2 * 1024 * 1024,
  text: 512 * 1024,
  depth: 40,
  values: 20_000,
  chunks: 4_000,
  fetches: 16,
  contained: 20,
} as const;

export type JsonObject = { readonly [key: string]: unknown };

/** What every object has: as a name, or as the text by which something is looked up, it would be found where nothing was said. */
const everyObjects = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * Reads the text of a badge as JSON, in which nothing is called as what every object has: whoever reads it later keeps what it says by name.
 * @refuses invalid_input `badge/no-json`, `badge/too-large`
 */
export function boundedJson(text: string): JsonObject {
  if (text.length > bounds.text) refuse('invalid_input', 'badge/too-large');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    refuse('invalid_input', 'badge/no-json');
  }
  if (!isObject(parsed)) refuse('invalid_input', 'badge/no-json');
  // Level by level, so that no depth of it fills the stack.
  let values = 0;
  let level: unknown[] = [parsed];
  for (let depth = 0; level.length > 0; depth += 1) {
    values += level.length;
    if (depth > bounds.depth || values > bounds.values) refuse('invalid_input', 'badge/too-large');
    if (level.some(isEveryObjects)) refuse('invalid_input', 'badge/no-json');
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return parsed;
}

function isEveryObjects(value: unknown): boolean {
  if (typeof value === 'string') return everyObjects.has(value);
  return isObject(value) && Object.keys(value).some((key) => everyObjects.has(key));
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One value or a list of them, as a list. */
export function listOf(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? (value as unknown[]) : [value];
}

/** A text, or nothing. */
export function textIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** What something goes by: its identifier, or that of the thing that stands there. */
export function idIn(value: unknown): string | null {
  return textIn(isObject(value) ? value.id : value);
}
