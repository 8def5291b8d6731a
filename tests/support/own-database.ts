import { randomUUID } from 'node:crypto';
import { afterAll, expect, inject } from 'vitest';
import { toUrl } from '@/scripts/database/connection';
import { connectionOf, provisionDatabase } from '@/scripts/database/roles';

// Runs before the test file is loaded, so that the environment is complete when the application first reads it.
const { admin, template, secret } = inject('databaseServer');
const database = `test_${randomUUID().replaceAll('-', '')}`;
await provisionDatabase({ ...admin, database: 'postgres' }, database, template);

Object.assign(process.env, {
  APP_DATABASE_URL: toUrl(connectionOf('app_rw', admin, database, secret)),
  PUBLIC_DATABASE_URL: toUrl(connectionOf('app_public', admin, database, secret)),
  TEST_ADMIN_DATABASE_URL: toUrl({ ...admin, database }),
  NEXTAUTH_URL: 'http://127.0.0.1:3000',
  NEXTAUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
});

// What a library warns of is somebody's to mend, here and not in an operator's log.
const warnings: string[] = [];
process.on('warning', ({ name, message }) => warnings.push(`${name}: ${message}`));
afterAll(() => expect(warnings).toEqual([]));
