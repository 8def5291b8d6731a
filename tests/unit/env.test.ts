import { describe, expect, test } from 'vitest';
import { parseEnv } from '@/lib/env';

const complete = {
  APP_DATABASE_URL: 'postgresql://app_rw:secret-of-rw@127.0.0.1:5432/crosswalk',
  PUBLIC_DATABASE_URL: 'postgresql://app_public:secret-of-public@127.0.0.1:5432/crosswalk',
  NEXTAUTH_URL: 'https://credit.example.edu/',
  NEXTAUTH_SECRET: 'x'.repeat(43),
};

describe('parseEnv', () => {
  test('takes the least that is needed and allows only its own host', () => {
    expect(parseEnv(complete)).toMatchObject({
      NEXTAUTH_URL: 'https://credit.example.edu',
      ALLOWED_HOSTS: ['credit.example.edu'],
    });
  });

  test.each(Object.keys(complete))(
    'refuses to go on without %s: no secret and no address has a default',
    (key) => {
      expect(() => parseEnv({ ...complete, [key]: undefined })).toThrow(key);
      expect(() => parseEnv({ ...complete, [key]: '' })).toThrow(key);
    },
  );

  test('names the key that is wrong but never shows its value', () => {
    expect(() => parseEnv({ ...complete, NEXTAUTH_SECRET: 'hunter2' })).toThrow(/NEXTAUTH_SECRET/);
    expect(() => parseEnv({ ...complete, NEXTAUTH_SECRET: 'hunter2' })).not.toThrow(/hunter2/);
  });

  test('reads a list of hosts', () => {
    expect(
      parseEnv({ ...complete, ALLOWED_HOSTS: 'A.example.edu, b.example.edu:8443,' }).ALLOWED_HOSTS,
    ).toEqual(['a.example.edu', 'b.example.edu:8443']);
  });

  test('is a demonstration only when told so in so many words', () => {
    expect(parseEnv(complete).CROSSWALK_DEMONSTRATION).toBeUndefined();
    expect(parseEnv({ ...complete, CROSSWALK_DEMONSTRATION: '1' }).CROSSWALK_DEMONSTRATION).toBe(true);
    expect(() => parseEnv({ ...complete, CROSSWALK_DEMONSTRATION: 'yes' })).toThrow(
      'CROSSWALK_DEMONSTRATION',
    );
  });

  test('wants a sender with a mail server, and a client with an identity provider', () => {
    expect(() => parseEnv({ ...complete, SMTP_URL: 'smtp://127.0.0.1:2525' })).toThrow('MAIL_FROM');
    expect(() => parseEnv({ ...complete, OIDC_ISSUER: 'https://id.example.edu' })).toThrow('OIDC_CLIENT_ID');
  });
});
