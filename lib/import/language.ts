const tags = ['ar', 'de', 'en', 'es', 'fr', 'hi', 'it', 'ja', 'ko', 'nl', 'pl', 'pt', 'ru', 'tr', 'uk', 'zh'];
let tagOfName: ReadonlyMap<string, string> | undefined;

/** Made when a file has a language: most have none, and the names of so many take a while. */
function tagsByName(): ReadonlyMap<string, string> {
  return (tagOfName ??= new Map(
    ['en', ...tags].flatMap((locale) => {
      const names = new Intl.DisplayNames([locale], { type: 'language' });
      return tags.map((tag) => [names.of(tag)?.toLowerCase() ?? tag, tag] as const);
    }),
  ));
}

/**
 * The tag of a language in a file, in its usual spelling: as a tag of a language that exists, or by a name that one of the usual
 * languages has for it. Null for any other word. @source BCP 47
 */
export function languageIn(text: string): string | null {
  const named = tagsByName().get(text.toLowerCase());
  if (named !== undefined) return named;
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(text)) return null;
  try {
    const [tag] = Intl.getCanonicalLocales(text);
    return tag !== undefined &&
      new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(tag) !== undefined
      ? tag
      : null;
  } catch {
    return null;
  }
}
