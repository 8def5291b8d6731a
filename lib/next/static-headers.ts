/** Headers that never depend on the request; the ones that do (nonce, HSTS) are set where the request is known. */
export const staticHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'X-Permitted-Cross-Domain-Policies', value: 'none' },
  {
    key: 'Permissions-Policy',
    value:
      'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), interest-cohort=()',
  },
];

/** Public data without an account or a cookie: pages of every origin may read it. */
export const headersOfPublicData = [
  { key: 'Access-Control-Allow-Origin', value: '*' },
  { key: 'Access-Control-Allow-Methods', value: ['GET', 'HEAD', 'OPTIONS'].join(', ') },
  { key: 'Cross-Origin-Resource-Policy', value: 'cross-origin' },
];

export const strictTransport = 'max-age=63072000; includeSubDomains';

/** What every answer carries that we give before the framework has the request; nobody keeps such an answer. */
export function headersOfOwnAnswer(requestId: string, secure: boolean): Record<string, string> {
  return {
    ...Object.fromEntries(staticHeaders.map(({ key, value }) => [key.toLowerCase(), value])),
    'cache-control': 'no-store',
    'x-request-id': requestId,
    ...(secure && { 'strict-transport-security': strictTransport }),
  };
}
