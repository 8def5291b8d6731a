/** Languages of which providers have pages of their own. @source ISO 639-1 */
export const pageLanguages = [
  'en',
  'de',
  'fr',
  'es',
  'pl',
  'it',
  'pt',
  'nl',
  'sv',
  'da',
  'fi',
  'cs',
  'el',
  'ja',
  'zh',
];
// Each names the languages above, with or without a country.
const inPath = /^((?:\/[^/]+)?)\/(?:en|de|fr|es|pl|it|pt|nl|sv|da|fi|cs|el|ja|zh)(?:[-_][a-z]{2})?(?=\/|$)/i;
const inHost = /^(?:en|de|fr|es|pl|it|pt|nl|sv|da|fi|cs|el|ja|zh)(?:[-_][a-z]{2})?\.(?=[^.]+\.)/i;

/**
 * Addresses at which the same page may stand in other languages: the language is the first or second part of its path, or the first of its
 * host. Nothing for an address that is none or names no language.
 * @source none: the form that addresses of pages in several languages usually have
 */
export function pageInLanguages(address: string): string[] {
  if (!URL.canParse(address)) return [];
  const { protocol, host, pathname, search } = new URL(address);
  const at = (otherHost: string, path: string) =>
    `${protocol}//${otherHost}${path === '' ? '/' : path}${search}`;
  const said = inPath.exec(pathname);
  const found = [
    ...(said === null
      ? []
      : ['', ...pageLanguages.map((one) => `/${one}`)].map((part) =>
          at(host, `${said[1] ?? ''}${part}${pathname.slice(said[0].length)}`),
        )),
    ...(inHost.test(host)
      ? ['www.', ...pageLanguages.map((one) => `${one}.`)].map((part) =>
          at(host.replace(inHost, part), pathname),
        )
      : []),
  ];
  return [...new Set(found)].filter((one) => one !== at(host, pathname));
}
