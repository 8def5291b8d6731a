import { noteProviderFailed, noteSignedIn } from '@/lib/auth/note-sign-in';
import { providerConfig } from '@/lib/auth/provider-config';
import { finishProviderSignIn } from '@/lib/auth/provider-sign-in';
import { refuse } from '@/lib/kernel/refusal';
import { defineRoute, refuseHead } from '@/lib/next/define-route';
import { spendSignIn } from '@/lib/next/rate-budget';
import { callerAddress } from '@/lib/next/request-context';

/** Where the provider sends people back to. State, nonce and PKCE tie the answer to the browser that asked. */
export const GET = defineRoute(async (ctx, request) => {
  const config = providerConfig();
  if (!config) refuse('not_found', 'account/no-provider');
  await spendSignIn(await callerAddress());
  const cookies = Object.fromEntries(request.cookies.getAll().map(({ name, value }) => [name, value]));
  const answer = await finishProviderSignIn(
    ctx.database,
    config,
    cookies,
    Object.fromEntries(request.nextUrl.searchParams),
  );
  if (answer.userId) await noteSignedIn(ctx, 'provider', answer.userId);
  else await noteProviderFailed(ctx, answer.error ?? 'OAuthCallback');
  const headers = new Headers({ location: answer.location, 'cache-control': 'no-store' });
  for (const line of answer.setCookies) headers.append('set-cookie', line);
  return new Response(null, { status: 303, headers });
});

export const HEAD = refuseHead;
