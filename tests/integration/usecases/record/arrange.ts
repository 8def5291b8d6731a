import { signerFrom } from '@/lib/adapters/installation-signer';
import { readBadge } from '@/lib/badge-reading/read-badge';
import { recordOfRule } from '@/lib/db/signed-records';
import { changeKey } from '@/lib/usecases/record/change-key';
import { readOwnPlace } from '@/lib/usecases/record/read-published';
import { viewKeys } from '@/lib/usecases/record/view-keys';
import type { Fetch } from '@/lib/badge-reading/guarded-fetch';
import type { BuiltPerson } from '@/tests/support/builders';
import { ctxOf, today } from '@/tests/support/ctx';
import { parseCivilDate } from '@/lib/kernel/civil-date';

export type Json = Record<string, unknown>;
export const origin = 'https://credit.example';
export const signer = signerFrom('a secret of tests, longer than it has to be', origin);

/** What this installation publishes, as whoever verifies reads it. */
export const ownWorld: Fetch = async (url) => {
  const text = await readOwnPlace(ctxOf(), signer, url);
  return text === null ? { ok: false, reason: 'unreachable' } : { ok: true, bytes: Buffer.from(text), url };
};

/** The same for a judge that asks for one thing after another, read before it begins. */
export async function publishedFor(record: Json) {
  const did = (record['issuer'] as Json)['id'] as string;
  const didAt = `https://credit.example/institutions/${did.split(':').at(-1) ?? ''}/did.json`;
  const lists = ([record['credentialStatus']].flat() as Json[]).map((one) =>
    String(one['statusListCredential']),
  );
  const found = new Map<string, Json>();
  for (const url of [didAt, ...lists]) {
    const text = await readOwnPlace(ctxOf(), signer, url);
    if (text !== null) found.set(url, JSON.parse(text) as Json);
  }
  return (url: string) => found.get(url) ?? null;
}

/** What /prove says of a record. */
export const prove = (record: Json | string | Uint8Array, recipient: string | null = null) =>
  readBadge(
    record instanceof Uint8Array
      ? record
      : Buffer.from(typeof record === 'string' ? record : JSON.stringify(record)),
    { now: ctxOf().now, claimDay: parseCivilDate(today), recipient },
    ownWorld,
  );

/** Makes the key that signs, in place of the one that does. */
export async function newKey(administrator: BuiltPerson): Promise<string> {
  const { keys } = await viewKeys(ctxOf(administrator), signer);
  const instead = keys.find(({ retiredAt }) => retiredAt === null)?.id ?? '';
  return (await changeKey(ctxOf(administrator), { instead }, signer)).id;
}

/** The record of a rule version, as the public gets it. */
export async function recordOf(tenantId: string, ruleVersionId: string): Promise<Json> {
  const found = await recordOfRule(ctxOf().database, tenantId, ruleVersionId);
  if (found === null) throw new Error('Nobody signed it.');
  return JSON.parse(found.document) as Json;
}
