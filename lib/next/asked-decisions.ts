import type { NextRequest } from 'next/server';
import { listDecisions, registerStart } from '@/lib/usecases/catalog/list-decisions';
import type { Context } from '@/lib/usecases/context';
import { env } from '@/lib/env';
import { refuse } from '@/lib/kernel/refusal';

/** Under which licence the register is given, named with the institution whose decisions they are. @source docs/decisions/0030-the-register-is-open.md */
export const registerLicence = 'https://creativecommons.org/licenses/by/4.0/';

/** What one answer holds at most: it may cost what a search may. */
const decisionsPerAnswer = 200;

/** The part of the register that an address asks for, with the address of the next part. @refuses those of listDecisions */
export async function askedDecisions(ctx: Context, request: NextRequest) {
  const { searchParams, pathname } = request.nextUrl;
  for (const field of ['institution', 'cursor'])
    if (searchParams.getAll(field).length > 1)
      refuse('invalid_input', 'catalog/bad-search', { problems: [{ field, reason: 'not-known' }] });
  const institution = searchParams.get('institution');
  const { rows, next, asOf } = await listDecisions(ctx, {
    institution,
    start: registerStart(searchParams.get('cursor')),
    most: decisionsPerAnswer,
  });
  const address = new URL(pathname, env().NEXTAUTH_URL);
  if (institution !== null) address.searchParams.set('institution', institution);
  if (next !== null) address.searchParams.set('cursor', next);
  const links = [
    `<${registerLicence}>; rel="license"`,
    ...(next === null ? [] : [`<${address.href}>; rel="next"`]),
  ];
  return { rows, next, asOf, headers: { link: links.join(', ') } };
}
