import { noteProviderFailed } from '@/lib/auth/note-sign-in';
import { providerConfig } from '@/lib/auth/provider-config';
import { beginProviderSignIn } from '@/lib/auth/provider-sign-in';
import { refuse } from '@/lib/kernel/refusal';
import { defineRoute } from '@/lib/next/define-route';
import { spendSignIn } from '@/lib/next/rate-budget';
import { callerAddress } from '@/lib/next/request-context';
import { readForm } from '@/lib/next/form-input';

/** Starts signing in at the institution's own sign-in. Only a form of this site may: the browser says where a post comes from. */
export const POST = defineRoute(async (ctx, request) => {
  const config = providerConfig();
  if (!config) refuse('not_found', 'account/no-provider');
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== config.baseUrl) refuse('forbidden', 'account/foreign-form');
  await spendSignIn(await callerAddress());
  const next = (await readForm(request)).get('next');
  const cookies = Object.fromEntries(request.cookies.getAll().map(({ name, value }) => [name, value]));
  const answer = await beginProviderSignIn(
    ctx.database,
    config,
    cookies,
    typeof next === 'string' ? next : '/',
  );
  if (answer.error) await noteProviderFailed(ctx, answer.error);
  const headers = new Headers({ location: answer.location, 'cache-control': 'no-store' });
  for (const line of answer.setCookies) headers.append('set-cookie', line);
  return new Response(null, { status: 303, headers });
});
