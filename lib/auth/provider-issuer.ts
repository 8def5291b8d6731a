import * as z from 'zod';

/** Where a provider describes itself. @source OpenID Connect Discovery 1.0, section 4 */
export function wellKnownOf(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
}

/**
 * Whether what is found at the configured address is of the configured issuer, letter for letter: nothing else of another's
 * description may be used. next-auth does not compare. @source OpenID Connect Discovery 1.0, section 4.3
 */
export async function describesItself(issuer: string): Promise<boolean> {
  const description = await fetch(wellKnownOf(issuer), {
    redirect: 'error',
    signal: AbortSignal.timeout(5_000),
  })
    .then(
      (answer) => answer.json(),
      () => null,
    )
    .catch(() => null);
  return z.object({ issuer: z.literal(issuer) }).safeParse(description).success;
}
