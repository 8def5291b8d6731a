/** The process answers. Nothing else is asked, so that a slow database does not get a healthy process killed. */
export function GET(): Response {
  return Response.json({ status: 'live' }, { headers: { 'cache-control': 'no-store' } });
}
