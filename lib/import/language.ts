const tags = ['ar', 'de', 'en', 'es', 'fr', 'hi', 'it', 'ja', 'ko', 'nl', 'pl', 'pt', 'ru', 'tr', 'uk', 'zh'];
const english = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const tagOfName = new Map(
  tags.flatMap((tag) => ['en', ...tags].map((locale) => [nameOf(tag, locale), tag] as const)),
);

function nameOf(tag: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(tag)?.toLowerCase() ?? tag;
}

/**
 * The tag of a language in a file, in its usual spelling: as a tag of a language that exists, or by a name that one of the usual
 * languages has for it. Null for any other word. @source BCP 47
 */
export function languageIn(text: string): string | null {
  const named = tagOfName.get(text.toLowerCase());
  if (named !== undefined) return named;
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(text)) return null;
  try {
    const [tag] = Intl.getCanonicalLocales(text);
    return tag !== undefined && english.of(tag) !== undefined ? tag : null;
  } catch {
    return null;
  }
}
