import * as z from 'zod';

/** What the catalog lists. A course of another university is listed like any other learning, so that rules can name it. */
export const MicroCredentialKind = z.enum(['certificate', 'course', 'exam', 'external_course']);
export type MicroCredentialKind = z.infer<typeof MicroCredentialKind>;

export interface Named {
  kind: MicroCredentialKind;
  title: string;
  provider: string;
  platform?: string | null | undefined;
  /** Of an external course: its code in the provider's own catalog. */
  code?: string | null | undefined;
}

/**
 * What makes two listings the same micro-credential, whoever lists it: kind, platform, provider and title; for a course of
 * another university its institution and code, since titles there change from year to year.
 * Upper and lower case, spacing and compatibility forms make no difference.
 */
export function naturalKeyOf({ kind, title, provider, platform, code }: Named): string {
  const parts =
    kind === 'external_course' && code ? [kind, provider, code] : [kind, platform ?? '', provider, title];
  return parts.map(foldedName).join('|');
}

/** The code in the key of a course of another university, as naturalKeyOf wrote it; null of any other entry. */
export function codeInKey({
  kind,
  naturalKey,
}: {
  kind: MicroCredentialKind;
  naturalKey: string;
}): string | null {
  return kind === 'external_course' ? (naturalKey.split('|')[2] ?? null) : null;
}

/** The readable part of an address. @units at most 80 characters; empty when the words have no Latin letter or digit */
export function slugOf(...words: string[]): string {
  const spelled = words
    .join(' ')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüßæœøłđðþ]/g, (letter) => spelledOut[letter] ?? letter);
  const slug = spelled
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return slug.length <= 80 ? slug : slug.slice(0, 80).replace(/-[^-]*$/, '');
}

/** Letters that are written with others where they cannot be written, and those that are no letter with a mark. @source DIN 5007-2; CLDR, Latin-ASCII */
const spelledOut: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
};

/** A name as names are compared: without upper case, spacing and compatibility forms. */
export function foldedName(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').replaceAll('|', '/').trim();
}
