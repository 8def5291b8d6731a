import { stemmer as arabic } from '@orama/stemmers/arabic';
import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as hungarian } from '@orama/stemmers/hungarian';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as romanian } from '@orama/stemmers/romanian';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stemmer as turkish } from '@orama/stemmers/turkish';
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian';
import { foldText } from './fold';

type Stemmer = (word: string) => string;
const latin = /^[\p{Script=Latin}\p{M}]+$/u;
const cyrillic = /^[\p{Script=Cyrillic}\p{M}]+$/u;
const arab = /^[\p{Script=Arabic}\p{M}]+$/u;

/** The languages whose words are brought to their stems, with the letters that such a word has. @source https://snowballstem.org */
const stemmers = new Map<string, { stem: Stemmer; letters: RegExp }>([
  ['en', { stem: english, letters: latin }],
  ['es', { stem: spanish, letters: latin }],
  ['fr', { stem: french, letters: latin }],
  ['de', { stem: german, letters: latin }],
  ['it', { stem: italian, letters: latin }],
  ['pt', { stem: portuguese, letters: latin }],
  ['nl', { stem: dutch, letters: latin }],
  ['ru', { stem: russian, letters: cyrillic }],
  ['uk', { stem: ukrainian, letters: cyrillic }],
  ['sv', { stem: swedish, letters: latin }],
  ['da', { stem: danish, letters: latin }],
  ['nb', { stem: norwegian, letters: latin }],
  ['no', { stem: norwegian, letters: latin }],
  ['fi', { stem: finnish, letters: latin }],
  ['ro', { stem: romanian, letters: latin }],
  ['hu', { stem: hungarian, letters: latin }],
  ['tr', { stem: turkish, letters: latin }],
  ['ar', { stem: arabic, letters: arab }],
]);

/** The language by which the words of an entry are stemmed: its own, English where it says none, and none where no stemmer knows it. */
export function stemLanguage(language: string | null): string | null {
  const base = language?.toLowerCase().split('-')[0] ?? 'en';
  return stemmers.has(base) ? base : null;
}

/**
 * The stem of a word in a language, folded; null where the word is too short, no word of that language's letters, or its own stem. The
 * word may have its accents: some endings are known by them alone.
 */
export function stemOf(word: string, language: string): string | null {
  const known = stemmers.get(language);
  if (known === undefined || word.length < 3 || word.length > 40 || !known.letters.test(word)) return null;
  const stem = foldText(known.stem(word));
  return stem.length < 2 ? null : stem;
}
