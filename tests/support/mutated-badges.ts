import { canonicalJson } from '@/lib/kernel/canonical-json';
import { Refusal } from '@/lib/kernel/refusal';
import { readBadge } from '@/lib/badge-reading/read-badge';
import { unwrapBadge } from '@/lib/badge-reading/unwrap-badge';
import { askedIn2026 } from './badge-world';
import { inPng, inSvg } from './baked-badges';
import { makeBadges } from './made-badges';

/** What a run over altered badges came to. @units badges · milliseconds */
export interface HuntedBadges {
  badges: number;
  /** How many came to each verdict, or were refused. */
  verdicts: Record<string, number>;
  /** What must not be: valid though altered, an error that is no refusal, or too slow; each with what it was made of. */
  found: string[];
  slowest: number;
}

/** One badge takes so long at most. @units milliseconds */
const mostTime = 2_000;

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
const nasty = [
  'constructor',
  'toString',
  '',
  '0',
  '\0',
  '__proto__',
  '@id',
  '@graph',
  '{}',
  'https://x.example/#',
  'did:key:z6Mk',
  '9'.repeat(400),
];

/**
 * Alters badges in ways drawn by chance (single bits, bytes cut, put in and doubled, parts of one in another, values of their JSON changed,
 * taken away and added, baked anew or not) and reads each.
 */
export async function huntBadges(count: number, chance: () => number): Promise<HuntedBadges> {
  const { badges, world } = await makeBadges();
  const originals = Object.entries(badges).map(([name, bytes]) => ({ name, bytes, says: sayingOf(bytes) }));
  const texts = originals.map(({ bytes }) => textOf(bytes));
  const isOriginal = new Set(originals.map(({ says }) => says));
  const draw = (most: number) => Math.floor(chance() * most);
  const result: HuntedBadges = { badges: 0, verdicts: {}, found: [], slowest: 0 };
  const tally = (verdict: string) => (result.verdicts[verdict] = (result.verdicts[verdict] ?? 0) + 1);

  for (; result.badges < count; result.badges += 1) {
    const at = draw(originals.length);
    const { name, bytes } = originals[at] as (typeof originals)[number];
    const altered =
      draw(3) === 0 ? alterBytes(bytes, texts, draw) : baked(name, alterText(texts[at] ?? '', draw));
    const startedAt = performance.now();
    let verdict: string;
    try {
      ({ verdict } = await readBadge(altered, askedIn2026, world));
      if (verdict === 'valid' && !isOriginal.has(sayingOf(altered)))
        result.found.push(`${name} is valid though altered: ${altered.toString('latin1').slice(0, 4_000)}`);
    } catch (error) {
      verdict = 'refused';
      if (!(error instanceof Refusal)) result.found.push(`${name} broke the reader: ${String(error)}`);
    }
    if (Object.keys(Object.prototype).length > 0) {
      result.found.push(
        `${name} changed what every object has: ${altered.toString('latin1').slice(0, 4_000)}`,
      );
      for (const key of Object.keys(Object.prototype)) Reflect.deleteProperty(Object.prototype, key);
    }
    const took = performance.now() - startedAt;
    result.slowest = Math.max(result.slowest, took);
    if (took > mostTime) result.found.push(`${name} took ${took.toFixed(0)} ms`);
    tally(verdict);
  }
  return result;
}

/** What a badge states, without the picture around it, the order of its fields and the vocabulary that it names: two that say the same are one. */
function sayingOf(bytes: Buffer): string {
  const found = unwrapBadge(bytes);
  if (found.form !== 'json') return JSON.stringify(found);
  const { '@context': _, ...stated } = found.document;
  return canonicalJson(unlisted(stated));
}

/** One value, and a list of it alone or of it twice, are the same statement: what is signed is a set. */
function unlisted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const once = value.filter((one, at) => typeof one !== 'string' || value.indexOf(one) === at);
    return once.length === 1 ? unlisted(once[0]) : once.map(unlisted);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unlisted(inner)]));
}

function textOf(bytes: Buffer): string {
  const found = unwrapBadge(bytes);
  if (found.form === 'json') return JSON.stringify(found.document);
  return found.form === 'signed' ? found.text : found.url;
}

/** A text in the form that its original came in. */
function baked(name: string, text: string): Buffer {
  const namespace = name.startsWith('ob2') ? 'http://openbadges.org' : 'https://purl.imsglobal.org/ob/v3p0';
  if (name.includes('png'))
    return inPng(
      name.startsWith('ob2') ? 'openbadges' : 'openbadgecredential',
      text,
      name.includes('packed'),
    );
  if (!name.includes('svg')) return Buffer.from(text);
  const element = name.startsWith('ob2') ? 'assertion' : 'credential';
  return name.includes('jwt') ? inSvg(element, namespace, null, text) : inSvg(element, namespace, text);
}

function alterBytes(bytes: Buffer, texts: readonly string[], draw: (most: number) => number): Buffer {
  const altered = Buffer.from(bytes);
  const at = draw(altered.length);
  const length = 1 + draw(24);
  switch (draw(5)) {
    case 0:
      return Buffer.concat([altered.subarray(0, at), altered.subarray(at + length)]);
    case 1:
      return altered.subarray(0, at);
    case 2:
      return Buffer.concat([altered.subarray(0, at), altered.subarray(Math.max(0, at - length))]);
    case 3: {
      const other = Buffer.from(texts[draw(texts.length)] ?? '');
      const from = draw(other.length);
      return Buffer.concat([
        altered.subarray(0, at),
        other.subarray(from, from + length),
        altered.subarray(at),
      ]);
    }
    default:
      altered[at] = (altered[at] as number) ^ (1 << draw(8));
      return altered;
  }
}

function alterText(text: string, draw: (most: number) => number): string {
  if (text.startsWith('{')) {
    const document = JSON.parse(text) as Json;
    for (let times = 1 + draw(3); times > 0; times -= 1) alterJson(document, draw);
    return JSON.stringify(document);
  }
  const parts = text.split('.');
  const which = draw(parts.length);
  const part = parts[which] ?? '';
  if (draw(2) === 0) {
    const at = draw(part.length);
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    parts[which] = part.slice(0, at) + (letters[draw(64)] ?? '') + part.slice(at + 1);
    return parts.join('.');
  }
  try {
    const body = JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Json;
    alterJson(body, draw);
    parts[which] = Buffer.from(JSON.stringify(body)).toString('base64url');
  } catch {
    parts[which] = part.slice(1);
  }
  return parts.join('.');
}

/** Changes one value of a document, wherever it is. */
function alterJson(document: Json, draw: (most: number) => number): void {
  const places: [Record<string, Json>, string][] = [];
  const walk = (value: Json) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      places.push([value as Record<string, Json>, key]);
      walk(inner);
    }
  };
  walk(document);
  const place = places[draw(places.length)];
  if (place === undefined) return;
  const [holder, key] = place;
  const value = holder[key] as Json;
  const word = nasty[draw(nasty.length)] ?? '';
  switch (draw(6)) {
    case 0:
      delete holder[key];
      return;
    case 1:
      // As JSON has it: a field of its own, whatever it is called.
      Object.defineProperty(holder, word === '' ? 'note' : word, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
      return;
    case 2:
      holder[key] = word;
      return;
    case 3: {
      const other = places[draw(places.length)];
      holder[key] = other === undefined ? null : structuredClone(other[0][other[1]] as Json);
      return;
    }
    case 4:
      holder[key] = typeof value === 'string' ? `${value.slice(0, draw(value.length + 1))}${word}` : [value];
      return;
    default:
      holder[key] = typeof value === 'string' ? value.replace(/[a-z0-9]/i, (letter) => other(letter)) : null;
  }
}

function other(letter: string): string {
  return letter === '1' ? '2' : letter === 'a' ? 'b' : letter < 'a' ? '1' : 'a';
}
