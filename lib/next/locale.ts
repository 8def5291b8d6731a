/** Languages whose words are complete. */
export const languages = ['en'] as const;
export type Language = (typeof languages)[number];

export type ReaderLocale = { language: Language; locale: string };

type Wish = { tag: string; quality: number };

function parseWish(part: string): Wish {
  const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  return { tag, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
}

/** Only well-formed tags of plain letters and digits reach Intl, which throws on anything else. */
function canonicalTag(tag: string): string | undefined {
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(tag)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** Chooses words and formats for one reader: the first wished language that we have, with the reader's own region,
 * so that someone who reads en-GB gets English words and 24 November rather than November 24.
 * @source RFC 9110 §12.5.4 (Accept-Language) */
export function chooseLocale(acceptLanguage: string | null): ReaderLocale {
  const wishes = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map(parseWish)
    .filter((wish) => wish.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const wish of wishes) {
    const locale = canonicalTag(wish.tag);
    const language = languages.find((known) => locale === known || locale?.startsWith(`${known}-`));
    if (locale !== undefined && language !== undefined) return { language, locale };
  }
  return { language: 'en', locale: 'en' };
}
