/** `__Host-` binds a cookie to this host and to https; plain http, for a machine of one's own, cannot carry it. */
export function cookieName(baseUrl: string, of: string): string {
  return `${baseUrl.startsWith('https:') ? '__Host-' : ''}crosswalk-${of}`;
}

export function sessionCookieName(baseUrl: string): string {
  return cookieName(baseUrl, 'session');
}
