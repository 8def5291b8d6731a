import type { MetadataRoute } from 'next';
import { env } from '@/lib/env';

// Where the sitemap is depends on the address of this installation.
export const dynamic = 'force-dynamic';

/** Crawlers read the catalog page by page; endless combinations of filters and estimates are not for them. */
export default function robots(): MetadataRoute.Robots {
  return {
    sitemap: `${new URL(env().NEXTAUTH_URL).origin}/sitemap.xml`,
    rules: {
      userAgent: '*',
      allow: '/',
      disallow: [
        '/catalog?',
        '/estimate',
        '/api/',
        '/registrar/',
        '/faculty/',
        '/administration',
        '/audit',
        '/account',
        '/sign-in',
      ],
    },
  };
}
