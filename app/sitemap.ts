import type { MetadataRoute } from 'next';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/next/request-context';
import { listPublicAddresses } from '@/lib/usecases/catalog/list-public-addresses';

export const dynamic = 'force-dynamic';

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const paths = await listPublicAddresses(await requestContext());
  return paths.map((path) => ({ url: `${env().NEXTAUTH_URL}${path}` }));
}
