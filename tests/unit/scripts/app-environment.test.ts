import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseEnv } from '@/lib/env';
import type { DatabaseServer } from '@/scripts/database/server';
import { appEnvironment } from '@/scripts/product/app-environment';

afterEach(() => vi.unstubAllEnvs());

const secret = 'the-secret-that-everything-comes-from';
const admin = {
  host: '127.0.0.1',
  port: 5432,
  user: 'postgres',
  password: 'of-the-administrator',
  database: 'crosswalk',
};
const server = {
  admin,
  database: 'crosswalk',
  secret,
  cluster: undefined,
  leave: async () => undefined,
  as: (role: string) => ({ ...admin, user: role, password: `of-${role}` }),
} as DatabaseServer;
const place = { home: '/home/of/crosswalk', host: '127.0.0.1', port: 3000, demonstration: false };

describe('appEnvironment', () => {
  test('is a configuration that the application accepts, under both names of this machine', () => {
    expect(parseEnv(appEnvironment(server, place))).toMatchObject({
      NEXTAUTH_URL: 'http://127.0.0.1:3000',
      ALLOWED_HOSTS: ['127.0.0.1:3000', 'localhost:3000'],
      TRUSTED_PROXIES: 0,
    });
  });

  test('holds neither the secret, nor the way in of the administrator, nor where the signing key lies', () => {
    vi.stubEnv('AUDIT_CHECKPOINT_KEY', '/etc/crosswalk/audit-checkpoint.pem');
    vi.stubEnv('DATABASE_URL', 'postgresql://postgres:of-the-administrator@127.0.0.1:5432/crosswalk');
    vi.stubEnv('CROSSWALK_SECRET', secret);
    const text = JSON.stringify(appEnvironment(server, place));
    expect(text).not.toContain(secret);
    expect(text).not.toContain('of-the-administrator');
    expect(text).not.toContain('audit-checkpoint');
  });

  test('is a demonstration only when told so, whatever the environment says', () => {
    vi.stubEnv('CROSSWALK_DEMONSTRATION', '1');
    expect(appEnvironment(server, place)['CROSSWALK_DEMONSTRATION']).toBeUndefined();
    expect(appEnvironment(server, { ...place, demonstration: true })['CROSSWALK_DEMONSTRATION']).toBe('1');
  });

  test('lets an address of the operator’s own stand alone, without the names of this machine', () => {
    vi.stubEnv('NEXTAUTH_URL', 'https://credit.example.edu');
    expect(parseEnv(appEnvironment(server, place)).ALLOWED_HOSTS).toEqual(['credit.example.edu']);
  });
});
