/** `__Host-` binds the cookie to this host and to https; plain http, for a machine of one's own, cannot carry it. */
export function sessionCookieName(baseUrl: string): string {
  return baseUrl.startsWith('https:') ? '__Host-crosswalk-session' : 'crosswalk-session';
}
