import { cookies } from 'next/headers';
import { env } from '@/lib/env';
import { readForm } from '@/lib/next/form-input';

/** Remembers the appearance for readers without JavaScript and sends them back where they were. */
export async function POST(request: Request): Promise<Response> {
  const theme = (await readForm(request)).get('theme');
  const jar = await cookies();
  if (theme === 'dark' || theme === 'light') jar.set('theme', theme, { path: '/', maxAge: 31_536_000, sameSite: 'lax', secure: env().NEXTAUTH_URL.startsWith('https:') });
  else jar.delete('theme');
  return new Response(null, { status: 303, headers: { location: returnPath(request.headers.get('referer')) } });
}

/** Only path and query of the referring page are used, so a foreign address cannot become a redirect. */
function returnPath(referer: string | null): string {
  if (referer === null || !URL.canParse(referer)) return '/';
  const { pathname, search } = new URL(referer);
  return `/${pathname.replace(/^[/\\]+/, '')}${search}`;
}
