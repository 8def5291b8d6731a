import { randomUUID } from 'node:crypto';
import { afterAll, expect, inject } from 'vitest';
import { toUrl, withClient } from '@/scripts/database/connection';
import { connectionOf, provisionDatabase } from '@/scripts/database/roles';

// Runs before each test file is loaded, so that the environment is complete when the application first reads it. One worker after the
// other has the same database, made anew for each file: modules that files share go on knowing where it is, and find nothing of before.
const { admin, template, secret } = inject('databaseServer');
const database = (process.env['TEST_DATABASE'] ??= `test_${randomUUID().replaceAll('-', '')}`);
await withClient({ ...admin, database: 'postgres' }, (client) =>
  client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(database)} WITH (FORCE)`),
);
await provisionDatabase({ ...admin, database: 'postgres' }, database, template);

Object.assign(process.env, {
  TEST_DATABASE_MADE: randomUUID(),
  APP_DATABASE_URL: toUrl(connectionOf('app_rw', admin, database, secret)),
  PUBLIC_DATABASE_URL: toUrl(connectionOf('app_public', admin, database, secret)),
  TEST_ADMIN_DATABASE_URL: toUrl({ ...admin, database }),
  NEXTAUTH_URL: 'http://127.0.0.1:3000',
  NEXTAUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
});

// What a library warns of is somebody's to mend, here and not in an operator's log.
const warnings: string[] = [];
const hear = ({ name, message }: Error) => warnings.push(`${name}: ${message}`);
process.on('warning', hear);
afterAll(() => {
  process.off('warning', hear);
  expect(warnings).toEqual([]);
});
