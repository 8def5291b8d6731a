/**
 * The language of a listing as pages can say it, or null where it is not stated as a tag ("Arabic", "several").
 * @source BCP 47: two or three letters, then parts of at most eight letters or digits
 */
export function languageTag(language: string | null): string | null {
  return language !== null && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language) ? language : null;
}
