import { expect, it, vi } from 'vitest';

it('no process serves as somebody who may do too much', async () => {
  vi.stubEnv('APP_DATABASE_URL', process.env['TEST_ADMIN_DATABASE_URL']);
  const { database } = await import('@/lib/next/shared-database');
  await expect(database()).rejects.toThrow('may do too much. Connect as app_rw.');
});
