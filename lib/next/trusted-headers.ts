/** Headers by which a proxy in front, or the framework itself, speaks to the application. A client has no say in them.
 * The two request ids of the framework stay: they only join a page to its messages in development, where forms wait for them. */
const reserved =
  /^(x-forwarded-.*|forwarded|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip|x-middleware-.*|x-invoke-.*|x-next-.*|x-nextjs-(?!(html-)?request-id$).*|next-resume|x-matched-path|x-nonce|x-request-id|x-original-url|x-rewrite-url)$/;

export function isReserved(name: string): boolean {
  return reserved.test(name.toLowerCase());
}

interface Arrived {
  headers: Record<string, string | string[] | undefined>;
  socket: { remoteAddress?: string | undefined };
}

/**
 * Makes the headers of a request say only what we can know: reserved names go, and x-forwarded-for becomes the address of
 * the caller. Each proxy in front adds the address it was called from at the end of the list, so with n of them the n-th from
 * the end is the first that nobody outside could write.
 */
export function cleanHeaders(request: Arrived, proxiesInFront: number): void {
  const { headers } = request;
  const listed = [headers['x-forwarded-for'] ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((address) => address.trim());
  for (const name of Object.keys(headers)) {
    if (isReserved(name)) delete headers[name];
  }
  const told = proxiesInFront > 0 ? listed.at(-proxiesInFront) : undefined;
  headers['x-forwarded-for'] = told || request.socket.remoteAddress || 'unknown';
}
