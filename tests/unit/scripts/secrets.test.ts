import { createPrivateKey } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkpointSigner } from '@/lib/adapters/checkpoint-signer';
import { verifyTrail, parseKey } from '@/scripts/audit-verify.mjs';
import { markDatabase } from '@/scripts/database/data-folder';
import { derive, keptSecret, keptSigningKey } from '@/scripts/secrets';

const homes = [0, 1].map(() => mkdtempSync(path.join(tmpdir(), 'crosswalk-secrets-')));
const [one = '', other = ''] = homes;
afterAll(() => homes.forEach((home) => rmSync(home, { recursive: true })));

describe('the secret of an installation', () => {
  test('is its own, of 256 bits, in a file that only its owner reads, and stays', () => {
    const [mine, theirs] = [keptSecret(one), keptSecret(other)];
    expect(Buffer.from(mine, 'base64url')).toHaveLength(32);
    expect(theirs).not.toBe(mine);
    expect(keptSecret(one)).toBe(mine);
    expect(statSync(path.join(one, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  test('is made anew neither where it is damaged nor where it is gone and a database is there', () => {
    const home = mkdtempSync(path.join(tmpdir(), 'crosswalk-secrets-'));
    homes.push(home);
    const file = path.join(home, 'secrets.json');
    for (const damaged of ['', '{"secr', '{"secret":"short"}', '{}']) {
      writeFileSync(file, damaged);
      expect(() => keptSecret(home), damaged).toThrow('is damaged: it does not hold the secret');
      expect(readFileSync(file, 'utf8')).toBe(damaged);
    }
    rmSync(file);
    markDatabase(path.join(home, 'postgres'));
    expect(() => keptSecret(home)).toThrow('is gone, and the database opens with nothing else');
    expect(existsSync(file)).toBe(false);
  });

  test('gives each purpose another password, which is no other installation’s', () => {
    const purposes = ['role/app_rw', 'role/app_public', 'session'];
    const all = [one, other].flatMap((home) =>
      purposes.map((purpose) => derive(keptSecret(home), purpose).toString('hex')),
    );
    expect(new Set(all).size).toBe(all.length);
    for (const value of all) expect(value).toHaveLength(64);
  });
});

describe('the key that signs checkpoints', () => {
  test('is of Ed25519, kept from others, and what it signs holds by its public half alone', () => {
    const file = keptSigningKey(one, 'audit-checkpoint');
    const pem = readFileSync(file, 'utf8');
    expect(createPrivateKey(pem).asymmetricKeyType).toBe('ed25519');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const signer = checkpointSigner(pem, 'crosswalk-audit');
    const note = signer.sign({
      tenantId: '00000000-0000-4000-8000-000000000000',
      seq: '0',
      hash: '0'.repeat(64),
      at: '2026-11-25T12:00:00.000Z',
    });
    expect(verifyTrail('', [['0.txt', note]], parseKey(signer.verifierKey))).toMatchObject({
      checkpoints: 1,
    });
    const strangers = checkpointSigner(
      readFileSync(keptSigningKey(other, 'audit-checkpoint'), 'utf8'),
      'crosswalk-audit',
    );
    expect(() => verifyTrail('', [['0.txt', note]], parseKey(strangers.verifierKey))).toThrow(
      'not signed by this key',
    );
  });
});
