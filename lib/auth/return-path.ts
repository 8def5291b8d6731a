/** Where somebody goes after signing in: a path of this site, or the start page. Foreign and malformed addresses never pass.
 * @source OWASP ASVS 5.0.0, 3.7.2 */
export function returnPath(wanted: string | null | undefined): string {
  if (!wanted || wanted.length > 2_000 || !/^\/(?![/\\])[!-~]*$/.test(wanted) || wanted.includes('\\'))
    return '/';
  const base = 'https://this.site.invalid';
  if (!URL.canParse(wanted, base)) return '/';
  const url = new URL(wanted, base);
  // Dots may fold into a second leading slash ("/.//foreign.example"), which a browser reads as another host.
  if (url.origin !== base || url.pathname.startsWith('//')) return '/';
  const isAuthRoute = /^\/(sign-in|sign-out|api)(\/|$)/.test(url.pathname);
  return isAuthRoute ? '/' : `${url.pathname}${url.search}${url.hash}`;
}
