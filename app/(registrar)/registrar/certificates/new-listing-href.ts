import { isId } from '@/lib/kernel/id';
import type { NamedCertificate } from '@/lib/usecases/listing/alike-to';

/** The page on which entries that are like a certificate are proposed. */
export function newListingHref({
  title,
  provider,
  platform,
  url,
  request = '',
}: NamedCertificate & { request?: string | undefined }): string {
  const said = Object.entries({ title, provider, platform, url, request }).filter(
    ([, value]) => value !== '',
  );
  return `/registrar/certificates/new?${new URLSearchParams(said).toString()}`;
}

/** What an address says of the certificate that is to be listed. */
export function namedInAddress(
  parameters: Readonly<Record<string, string | string[] | undefined>>,
): NamedCertificate {
  const one = (name: string) => {
    const value = parameters[name];
    return typeof value === 'string' ? value.trim().slice(0, 2_000) : '';
  };
  return {
    title: one('title').slice(0, 300),
    provider: one('provider').slice(0, 200),
    platform: one('platform').slice(0, 200),
    url: one('url'),
  };
}

/** The request that asked for it, where the address names one. */
export function requestInAddress(
  parameters: Readonly<Record<string, string | string[] | undefined>>,
): string | undefined {
  const { request } = parameters;
  return typeof request === 'string' && isId(request) ? request : undefined;
}
