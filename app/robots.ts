import type { MetadataRoute } from 'next';

/** Crawlers read the catalog page by page; endless combinations of filters and estimates are not for them. */
export default function robots(): MetadataRoute.Robots {
  return {
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
