export interface PolicyPlace {
  nonce: string;
  /** Reached by https, so a plain request must not leave the page. */
  secure: boolean;
  /** The development server evaluates code and puts styles in by script; the built product does neither. */
  development: boolean;
  /** Origins beside our own that a form may lead to: the identity provider. */
  formTargets: readonly string[];
}

/**
 * What a page may load and run: nothing but its own scripts, each carrying the nonce of this one response.
 * A `style` attribute in HTML is refused as well, since a nonce cannot stand on an attribute.
 * @source https://www.w3.org/TR/CSP3/ and docs/decisions/0002-nonce-policy-and-dynamic-html.md
 */
export function contentSecurityPolicy({ nonce, secure, development, formTargets }: PolicyPlace): string {
  const directives = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "frame-ancestors 'none'",
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ];
  return directives.join('; ');
}

/** For a file that somebody uploaded: it loads nothing, runs nothing and has no origin, should a browser show it all the same. */
export const filePolicy = "default-src 'none'; sandbox";

/** Whether an address answers with an uploaded file rather than with a page of ours. */
export function isFileOfStrangers(pathname: string): boolean {
  return /^\/registrar\/rules\/[^/]+\/evidence\/[^/]+$/.test(pathname);
}
