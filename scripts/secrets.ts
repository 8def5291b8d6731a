import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { parsedJson } from '@/lib/kernel/parsed-json';
import { hasHadDatabase } from './database/data-folder';
import { writeWhole } from './write-whole';

const putBack = 'Every backup of this installation has a copy of it: put that back. Nothing was changed.';
const SecretsFile = z.strictObject({ secret: z.string().min(32) });

/**
 * The secret of this installation, made on first use and kept in a file only its owner can read.
 * Everything else (role passwords, session keys) is derived from it, so there is one thing to keep.
 * @refuses in words where it is damaged, or gone though the database that it opens is there
 */
export function keptSecret(home: string): string {
  const file = path.join(home, 'secrets.json');
  if (existsSync(file)) return readSecret(file);
  if (hasHadDatabase(path.join(home, 'postgres')))
    throw new Error(`${file} is gone, and the database opens with nothing else. ${putBack}`);
  mkdirSync(home, { recursive: true });
  const secret = randomBytes(32).toString('base64url');
  writeWhole(file, JSON.stringify({ secret }) + '\n', { mode: 0o600, flush: true });
  return secret;
}

/** The secret that this installation works with, for whoever only looks: null where there is none yet. @refuses in words a damaged one */
export function foundSecret(home: string): string | null {
  const file = path.join(home, 'secrets.json');
  return sharedSecret() ?? (existsSync(file) ? readSecret(file) : null);
}

function readSecret(file: string): string {
  const read = SecretsFile.safeParse(parsedJson(readFileSync(file, 'utf8')));
  if (!read.success) throw new Error(`${file} is damaged: it does not hold the secret. ${putBack}`);
  return read.data.secret;
}

/** CROSSWALK_SECRET when several instances must agree, else undefined. @refuses a secret too short to be one */
export function sharedSecret(): string | undefined {
  const secret = process.env['CROSSWALK_SECRET'];
  if (secret === undefined || secret === '') return undefined;
  if (secret.length < 32)
    throw new Error('CROSSWALK_SECRET must have at least 32 characters (try: openssl rand -base64 32).');
  return secret;
}

/** A 256-bit value for one purpose; knowing it tells nothing about the secret or the other purposes. */
export function derive(secret: string, purpose: string): Buffer {
  return createHmac('sha256', secret).update(`crosswalk/${purpose}`).digest();
}

/** Path of the Ed25519 private key of that name, made once. It lives outside the database on purpose. */
export function keptSigningKey(home: string, name: string): string {
  const folder = path.join(home, 'keys');
  const file = path.join(folder, `${name}.pem`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  writeWhole(file, privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, {
    mode: 0o600,
    flush: true,
  });
  return file;
}
