import path from 'node:path';
import { toUrl } from '../database/connection';
import type { DatabaseServer } from '../database/server';
import { derive } from '../secrets';
import { builtOf, badgeReader, fileReader, suggester } from './build';
import { localAddress } from './local-address';

export type AppPlace = { home: string; host: string; port: number; demonstration: boolean };

/** Settings of the operator's that the application reads; see .env.example. */
const passedOn = [
  'NEXTAUTH_URL',
  'NEXTAUTH_SECRET',
  'ALLOWED_HOSTS',
  'TRUSTED_PROXIES',
  'METRICS_TOKEN',
  'SMTP_URL',
  'MAIL_FROM',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_NAME',
  'OIDC_ACR_VALUES',
  'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY',
  'PATH',
  'HOME',
  'TZ',
  'LANG',
  'TMPDIR',
  'SYSTEMROOT',
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS',
];

/**
 * Everything the application gets to know of our environment. The administrator's database address and the secret that all
 * else is derived from are not among it: whoever broke into the application would not find them there.
 */
export function appEnvironment(
  server: DatabaseServer,
  { home, host, port, demonstration }: AppPlace,
): Record<string, string> {
  const given = Object.fromEntries(
    passedOn.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  ) as Record<string, string>;
  const address = localAddress(host, port);
  return {
    NEXTAUTH_URL: address,
    NEXTAUTH_SECRET: derive(server.secret, 'session').toString('base64url'),
    CROSSWALK_SIGNING_SECRET: derive(server.secret, 'signing').toString('base64url'),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: derive(server.secret, 'server-actions').toString('base64'),
    ...(given['NEXTAUTH_URL'] === undefined && {
      ALLOWED_HOSTS: [new URL(address).host, `localhost:${port}`].join(','),
    }),
    ...given,
    ...(demonstration && { CROSSWALK_DEMONSTRATION: '1' }),
    APP_DATABASE_URL: toUrl(server.as('app_rw')),
    ...(server.cluster && { CROSSWALK_DATA_FOLDER: server.cluster.dataFolder }),
    PUBLIC_DATABASE_URL: toUrl(server.as('app_public')),
    CROSSWALK_LOG_FOLDER: path.join(home, 'log'),
    CROSSWALK_CATALOG_FILE: path.join(home, 'kept', `catalog-${builtOf()?.slice(0, 16) ?? ''}`),
    CROSSWALK_FILE_READER: fileReader,
    CROSSWALK_BADGE_READER: badgeReader,
    CROSSWALK_SUGGESTER: suggester,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    HOSTNAME: host,
    PORT: String(port),
  };
}
