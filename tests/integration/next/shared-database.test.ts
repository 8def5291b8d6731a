import { expect, it, vi } from 'vitest';
import { database } from '@/lib/next/shared-database';

it('no process serves as somebody who may do too much', async () => {
  vi.stubEnv('APP_DATABASE_URL', process.env['TEST_ADMIN_DATABASE_URL']);
  await expect(database()).rejects.toThrow(
    /may do too much: .*is a superuser.*Connect as app_rw and app_public\./,
  );
});
