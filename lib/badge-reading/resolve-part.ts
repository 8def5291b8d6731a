import { canonicalJson } from '@/lib/kernel/canonical-json';
import { boundedJson, idIn, isObject, type JsonObject } from './bounds';
import type { Fetch } from './guarded-fetch';

/** A part of an Open Badge 2.0 that stands at an address of its own; null where it could not be read. `url` is where it was read. */
export interface Resolved {
  document: JsonObject | null;
  url: string | null;
  warnings: readonly string[];
}

const nothing: Resolved = { document: null, url: null, warnings: [] };

/**
 * Reads a part from where it stands, even where a copy of it is embedded: a copy is whoever's who wrote it. A part that says to stand
 * elsewhere is read there once more, and that counts; where nothing is there to be read, it is nobody's but the place's where it stands.
 */
export async function resolve(named: unknown, door: Fetch): Promise<Resolved> {
  const id = idIn(named);
  if (id === null || !/^https?:\/\//.test(id)) return nothing;
  const document = await documentAt(id, door);
  if (document === null) return nothing;
  const own = idIn(document);
  if (own === null || own === id) return { document, url: id, warnings: [] };
  if (!/^https?:\/\//.test(own)) return { document, url: id, warnings: ['issuerNoAddress'] };
  const there = await documentAt(own, door);
  if (there === null) return { document, url: id, warnings: [] };
  if (canonicalJson(there) === canonicalJson(document)) return { document, url: own, warnings: [] };
  return { document: there, url: own, warnings: ['movedPart'] };
}

async function documentAt(url: string, door: Fetch): Promise<JsonObject | null> {
  const answer = await door(url);
  if (!answer.ok) return null;
  try {
    const document = boundedJson(Buffer.from(answer.bytes).toString('utf8'));
    return isObject(document) ? document : null;
  } catch {
    return null;
  }
}
