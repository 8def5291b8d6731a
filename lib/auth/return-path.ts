/** The page that leads on to the work of whoever opens it. */
export const startPath = '/start';

/** Where somebody goes after signing in: the path of this site that they came from, or the start of their own work. Foreign and malformed addresses never pass.
 * @source OWASP ASVS 5.0.0, 3.7.2 */
export function returnPath(wanted: string | null | undefined): string {
  if (!wanted || wanted.length > 2_000 || !/^\/(?![/\\])[!-~]*$/.test(wanted) || wanted.includes('\\'))
    return startPath;
  const base = 'https://this.site.invalid';
  if (!URL.canParse(wanted, base)) return startPath;
  const url = new URL(wanted, base);
  // Dots may fold into a second leading slash ("/.//foreign.example"), which a browser reads as another host.
  if (url.origin !== base || url.pathname.startsWith('//')) return startPath;
  const isAuthRoute = /^\/(sign-in|sign-out|api)(\/|$)/.test(url.pathname);
  return isAuthRoute ? startPath : `${url.pathname}${url.search}${url.hash}`;
}

/** Whether a path is a student's own work, for which nobody has to be on a staff. */
export function isStudents(path: string | undefined): boolean {
  return path !== undefined && /^\/(claim|my\/claims)([/?]|$)/.test(path);
}
