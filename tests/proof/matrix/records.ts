import { randomUUID } from 'node:crypto';
import type { Probe } from './probe';
import type { Put } from './put';
import type { ClaimThing, Person, PlainThing, RuleThing, Seat, Tenant } from './tenant-shape';

const publicKey = (letter: string) => `z6Mk${letter.repeat(44)}`;
const signedAt = '2026-10-02T09:00:00Z';

/** A key that signed, one that signs, the record of a rule that is published, and the badge of an award. */
export async function putRecords(
  put: Put,
  given: {
    tenantId: string;
    slug: string;
    people: Record<Seat, Person>;
    rules: readonly RuleThing[];
    policies: readonly PlainThing[];
    claims: readonly ClaimThing[];
  },
): Promise<Pick<Tenant, 'keys' | 'badges'>> {
  const { tenantId, slug, people, rules, policies, claims } = given;
  const tenant = { tenant_id: tenantId };
  const key = async (letter: string, retired: string | null) => {
    const id = randomUUID();
    await put('signing_key', {
      ...tenant,
      id,
      did: `did:web:credit.example:institutions:${slug}`,
      public_key: publicKey(letter),
      made_by_id: people.administrator.id,
      made_at: '2026-10-01T09:00:00Z',
      retired_at: retired,
    });
    return { tenantId, id, label: `key ${letter}`, rowVersion: 1, shown: publicKey(letter) };
  };
  const keys = [await key('a', null), await key('b', '2026-10-01T10:00:00Z')];
  const record = async (place: number, document: object, about: Record<string, unknown>) => {
    const id = randomUUID();
    await put('signed_record', {
      ...tenant,
      id,
      key_id: keys[0]?.id,
      status_list: 1,
      status_place: place,
      document: JSON.stringify(document),
      signed_at: signedAt,
      ...about,
    });
    return id;
  };
  await record(
    1,
    { id: 'urn:uuid:1' },
    {
      rule_version_id: rules.find(({ status }) => status === 'published')?.id,
      policy_version_id: policies.find(({ status }) => status === 'adopted')?.id,
    },
  );
  const award = claims.find(({ state }) => state === 'decided');
  // Whoever has its address reads it: nothing that is kept.
  const shown = `Awarded at ${slug}`;
  const id = await record(2, badgeSaying(shown), {
    decision_id: award?.decisionId,
    student_id: award?.studentId,
  });
  return { keys, badges: [{ tenantId, id, label: 'badge', rowVersion: 1, shown }] };
}

/** As much of a badge as its page shows. */
function badgeSaying(name: string): object {
  return {
    name,
    issuer: { id: 'did:web:credit.example', name: 'By the matrix' },
    validFrom: signedAt,
    awardedDate: signedAt,
    credentialSubject: { result: [], achievement: { resultDescription: [], alignment: [] } },
    evidence: [],
  };
}

/** What the database refuses about them, whoever asks. */
export function recordProbes({ id, people, keys, rules, policies, claims }: Tenant): Probe[] {
  const [active, retired] = keys;
  const [draft] = rules.filter(({ status }) => status === 'draft');
  const [published] = rules.filter(({ status }) => status === 'published');
  const [adopted] = policies.filter(({ status }) => status === 'adopted');
  const decided = claims.find(({ state }) => state === 'decided');
  const key = (what: string, sql: string, values: unknown[]): Probe => ({
    guard: 'guard_signing_key on signing_key',
    what,
    sql,
    values,
  });
  const insertKey = `INSERT INTO signing_key (tenant_id, did, public_key, made_by_id, made_at)
    SELECT tenant_id, $3, public_key, $2, now() FROM signing_key WHERE tenant_id = $1 LIMIT 1`;
  const record = (what: string, values: unknown[], place: number): Probe => ({
    guard: 'guard_signed_record on signed_record',
    what,
    sql: `INSERT INTO signed_record (tenant_id, key_id, rule_version_id, policy_version_id, decision_id, student_id, status_list, status_place, document, signed_at)
      VALUES ($1, $2, $3, $4, $5, $6, 2, ${place}, '{}', now())`,
    values,
  });
  const fixed = (table: string, sql: string): Probe => ({
    guard: `append_only on ${table}`,
    what: 'what was signed changed',
    sql,
    values: [id],
  });
  const emptied = (table: string): Probe => ({
    guard: `never_truncated on ${table}`,
    what: 'emptied',
    sql: `TRUNCATE ${table} CASCADE`,
    values: [],
  });
  return [
    key('a key made without the office', insertKey, [id, people.registrar.id, 'did:web:credit.example']),
    key('a key under another name', insertKey, [id, people.administrator.id, 'did:web:other.example']),
    key('another key in its place', `UPDATE signing_key SET public_key = $2 WHERE id = $1`, [
      active?.id,
      publicKey('c'),
    ]),
    key('a retired key that signs again', 'UPDATE signing_key SET retired_at = NULL WHERE id = $1', [
      retired?.id,
    ]),
    key('a key that vanishes', 'DELETE FROM signing_key WHERE id = $1', [retired?.id]),
    emptied('signing_key'),
    record('signed by a retired key', [id, retired?.id, published?.id, adopted?.id, null, null], 1),
    record('of a rule that is not published', [id, active?.id, draft?.id, adopted?.id, null, null], 2),
    record(
      'of an award that nobody accepted',
      [id, active?.id, null, null, decided?.decisionId, decided?.studentId],
      3,
    ),
    fixed('signed_record', `UPDATE signed_record SET document = '{"x":1}' WHERE tenant_id = $1`),
    emptied('signed_record'),
  ];
}
