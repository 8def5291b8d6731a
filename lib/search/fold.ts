/**
 * Latin letters of which no decomposition leaves a plain one, as PostgreSQL's rules of `unaccent` write them: the letter, then what it
 * becomes.
 * @source https://www.postgresql.org/docs/18/unaccent.html
 */
const plainLetters = new Map<string, string>(
  'ßss æae ðd øo þth đd ħh ıi ĸq łl ŋn œoe ŧt ƀb ɓb ƃb ƈc ɖd ɗd ƌd ɛe ƒf ɠg ƕhv ɩi ɨi ƙk ƚl ɲn ƞn ƣoi ƥp ƫt ƭt ʈt ʋv ƴy ƶz ǥg ȡd ȥz ȴl ȵn ȶt ȷj ȸdb ȹqp ⱥa ȼc ⱦt ȿs ɀz ʉu ɇe ɉj ɍr ɏy ɕc ɟj ɡg ɢg ɦh ɧh ɪi ɫl ɬl ɭl ɱm ɳn ɴn ɶoe ɼr ɽr ɾr ʀr ʂs ʏy ʐz ʑz ʙb ʛg ʜh ʝj ʟl ʠq ʣdz ʥdz ʦts ʪls ʫlz ᴀa ᴁae ᴃb ᴄc ᴅd ᴆd ᴇe ᴊj ᴋk ᴌl ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz ᵫue ᵬb ᵭd ᵮf ᵯm ᵰn ᵱp ᵲr ᵳr ᵴs ᵵt ᵶz ᵺth ᵻi ᵽp ᵾu ᶀb ᶁd ᶂf ᶃg ᶄk ᶅl ᶆm ᶇn ᶈp ᶉr ᶊs ᶌv ᶍx ᶎz ᶏa ᶑd ᶒe ᶓe ᶖi ᶙu ẜs ẝs ỻll ỽv ỿy ⱡl ⱨh ⱪk ⱬz ⱱv ⱳw ⱴv ⱸe ⱺo ꜰf ꜱs ꜳaa ꜵao ꜷau ꜹav ꜻav ꜽay ꝁk ꝃk ꝅk ꝇl ꝉl ꝋo ꝍo ꝏoo ꝑp ꝓp ꝕp ꝗq ꝙq ꝟv ꝡvy ꝥth ꝧth ꝱd ꝲl ꝳm ꝴn ꝵr ꝶr ꝷt ꝺd ꝼf ꞇt ꞑn ꞓc ꞡg ꞣk ꞥn ꞧr ꞩs 〇0 ʺ" ˆ^ ː:'
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);
const marks =
  /[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\ufe00-\ufe0f\u17b4\u17b5\u180b-\u180f\u{13430}-\u{1345f}\u{e0000}-\u{effff}\u115f\u1160\u3164\uffa0\p{Cf}\p{Cs}\p{Co}]/gu;
const apostrophes = /[’‘ʼʻ`´′ʹʽˈˋ]/g;
const hyphens = /[‐‑‒–—―−]/g;
const plainAscii = /^[\x01-\x7f]*$/;

/** Letters of Cyrillic and Greek that look like Latin ones, beside what they look like. */
const lookalikes = new Map(
  [...'аеорсухіјѕԁһвкмнтαονρικτ'].map((letter, at) => [letter, 'aeopcyxijsdhbkmhtaovpikt'[at]]),
);

/**
 * Text in the one form in which it is compared: compatibility forms, width, case, accents and vowel points folded, nothing invisible, one
 * kind of apostrophe and hyphen; an apostrophe with an s is left out (women's, 1990's), and one inside a Cyrillic word. The function
 * `search_form` of the database does the same for what is searched there.
 * @source prisma/migrations/20261128140050_catalog_reads_queries_as_titles/migration.sql
 */
export function foldText(text: string): string {
  if (plainAscii.test(text)) return withoutPossessive(text.toLowerCase().replaceAll('`', "'"));
  const folded = text
    .replace(/[™℠®©℗]/g, ' ')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\x01-\x7f]/gu, (letter) => plainLetters.get(letter) ?? letter)
    .replace(apostrophes, "'")
    .replace(hyphens, '-')
    .replaceAll('ς', 'σ')
    .replace(marks, '')
    .normalize('NFC')
    .replace(/([\u0400-\u04ff])'(?=[\u0400-\u04ff])/g, '$1');
  return withoutPossessive(folded);
}

function withoutPossessive(text: string): string {
  return text.includes("'") || /\ds/.test(text)
    ? text.replace(/([a-z0-9])'s(?![\p{L}\p{N}\p{M}])/gu, '$1').replace(/(\d)s(?![\p{L}\p{N}\p{M}])/gu, '$1')
    : text;
}

/** A word in Latin letters wherever its own only look the same: `compact_form` of the database does so with what rules are found in. */
export function inLatin(word: string): string {
  return Array.from(word, (letter) => lookalikes.get(letter) ?? letter).join('');
}

/** A word that has a Latin letter in Latin letters alone, whatever alphabet those were taken from that only look the same. */
export function inOneScript(word: string): string {
  return /[a-z]/.test(word) && /[^\x01-\x7f]/.test(word) ? inLatin(word) : word;
}

/** Whether a text has anything that folding may take from it: letters other than the plain Latin ones. */
export function hasAccents(text: string): boolean {
  return !plainAscii.test(text);
}
