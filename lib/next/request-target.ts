/**
 * What a request asks for, and of whom: a client may send a whole address, whose host then stands for that of the header. Read as a path
 * it would have two slashes in it, which the framework mends by sending the client there. Null where it is a path, as browsers send it.
 * @source RFC 9112, section 3.2.2
 */
export function addressIn(target: string): { host: string; path: string } | null {
  const found = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)([^#]*)/i.exec(target);
  if (found === null) return null;
  const [, host = '', rest = ''] = found;
  return { host: host.toLowerCase(), path: rest.startsWith('/') ? rest : `/${rest}` };
}
