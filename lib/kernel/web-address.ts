/** Names of hosts that nobody else can reach, whatever stands before them. @source RFC 6761, RFC 6762; ICANN, .internal */
const ownNames = /(^|\.)(localhost|local|internal|home\.arpa|onion)$/;

/** Whether it is the address of a page that everybody can open by the name of its place: no number, and no name of one's own network. */
export function isPublicAddress(text: string): boolean {
  if (!isWebAddress(text)) return false;
  const host = new URL(text).hostname.replace(/\.$/, '');
  return host.includes('.') && !host.startsWith('[') && !/^[\d.]+$/.test(host) && !ownNames.test(host);
}

/** Whether an address names somebody, or a password, before its place. */
export function hasCredentials(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username !== '' || password !== '';
}

/** Whether a text is the address of a page on the web, as a link may name it. @source prisma/migrations, micro_credential_url_web */
export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\//.test(text) || /[\s<>"]/.test(text) || !URL.canParse(text)) return false;
  // What stands before an @ looks like the place and is not: nobody needs it in the address of a page.
  return !hasCredentials(text);
}
