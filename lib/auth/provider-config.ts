import { env } from '@/lib/env';
import type { ProviderConfig } from './provider-sign-in';

/** The identity provider of this installation; null when none is configured. */
export function providerConfig(): ProviderConfig | null {
  const {
    OIDC_ISSUER,
    OIDC_CLIENT_ID,
    OIDC_CLIENT_SECRET,
    OIDC_NAME,
    OIDC_ACR_VALUES,
    NEXTAUTH_URL,
    NEXTAUTH_SECRET,
  } = env();
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return null;
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    name: OIDC_NAME ?? new URL(OIDC_ISSUER).host,
    acrValues: OIDC_ACR_VALUES ?? [],
    baseUrl: NEXTAUTH_URL,
    secret: NEXTAUTH_SECRET,
  };
}
