/** A calendar file: nobody keeps a copy between, and nothing of it is a page. @source RFC 5545 §8.1 (text/calendar) */
export function calendarResponse(name: string, text: string): Response {
  return new Response(text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.ics"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
    },
  });
}
