import { cookies } from 'next/headers';
import { cookieName } from '@/lib/auth/cookie-name';
import { env } from '@/lib/env';
import { readForm } from '@/lib/next/form-input';

/** Remembers the appearance for readers without JavaScript and sends them back where they were. */
export async function POST(request: Request): Promise<Response> {
  const theme = (await readForm(request)).get('theme');
  const jar = await cookies();
  const { NEXTAUTH_URL } = env();
  const known = theme === 'dark' || theme === 'light';
  // Scripts set it as well (theme-toggle.tsx), so it is not HttpOnly.
  jar.set(cookieName(NEXTAUTH_URL, 'theme'), known ? theme : '', {
    path: '/',
    maxAge: known ? 31_536_000 : 0,
    sameSite: 'lax',
    secure: NEXTAUTH_URL.startsWith('https:'),
  });
  return new Response(null, {
    status: 303,
    headers: { location: returnPath(request.headers.get('referer')) },
  });
}

/** Only path and query of the referring page are used, so a foreign address cannot become a redirect. */
function returnPath(referer: string | null): string {
  if (referer === null || !URL.canParse(referer)) return '/';
  const { pathname, search } = new URL(referer);
  return `/${pathname.replace(/^[/\\]+/, '')}${search}`;
}
