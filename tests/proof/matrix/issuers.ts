import { randomUUID } from 'node:crypto';
import type { Probe } from './probe';
import type { Person, Seat, Tenant } from './tenant-shape';
import type { Put } from './put';

/** Issuers of badges: one that is trusted until a day that is far, one that a registrar proposed, and one that an administrator did. */
export async function putIssuers(
  put: Put,
  tenantId: string,
  people: Record<Seat, Person>,
  canary: string,
): Promise<Tenant['issuers']> {
  const issue = async (by: Seat, more: Record<string, unknown>) => {
    const id = randomUUID();
    // Whom an institution trusts is public, what waits is not.
    const name = 'outcome' in more ? `Trusted by ${tenantId}` : `Issuer of ${by} ${canary}`;
    const proposedById = people[by].id;
    await put('trusted_issuer', {
      tenant_id: tenantId,
      id,
      identity: `did:web:${id}.example`,
      name,
      reason: 'By the matrix',
      source_url: 'https://register.example/',
      first_day: '2026-01-01',
      proposed_by_id: proposedById,
      proposed_at: new Date(),
      ...more,
    });
    return { tenantId, id, label: `issuer by ${by}`, shown: name, facts: { tenantId, proposedById } };
  };
  const decided = { outcome: 'confirmed', decided_by_id: people.administrator.id, decided_at: new Date() };
  return [
    await issue('registrar2', { ...decided, last_day: '2099-01-01' }),
    await issue('registrar', {}),
    await issue('administrator', {}),
  ];
}

/** What the database refuses about them, whoever asks. */
export function issuerProbes({ id, people, issuers }: Tenant): Probe[] {
  const [trusted, proposed] = issuers;
  const probe = (what: string, sql: string, values: unknown[]): Probe => ({
    guard: 'guard_trusted_issuer on trusted_issuer',
    what,
    sql,
    values,
  });
  const change = (what: string, set: string, which = proposed) =>
    probe(what, `UPDATE trusted_issuer SET ${set} WHERE id = $1`, [which?.id]);
  const decided = (by: Seat, outcome = 'confirmed') =>
    `outcome = '${outcome}', decided_at = now(), decided_by_id = '${people[by].id}'`;
  const ended = (by: Seat, lastDay: string, at = 'now()') =>
    `ended_at = ${at}, end_reason = 'x', ended_by_id = '${people[by].id}', last_day = '${lastDay}'`;
  return [
    probe(
      'an issuer that nobody proposed',
      `INSERT INTO trusted_issuer (tenant_id, identity, name, reason, source_url, first_day, proposed_by_id, proposed_at, outcome, decided_by_id, decided_at)
       VALUES ($1, 'did:web:new.example', 'x', 'x', 'https://x.example', '2026-01-01', $2, now(), 'confirmed', $3, now())`,
      [id, people.registrar.id, people.administrator.id],
    ),
    probe(
      'a proposal of somebody without the office',
      `INSERT INTO trusted_issuer (tenant_id, identity, name, reason, source_url, first_day, proposed_by_id, proposed_at)
       VALUES ($1, 'did:web:new.example', 'x', 'x', 'https://x.example', '2026-01-01', $2, now())`,
      [id, people.dean.id],
    ),
    change(
      'another issuer than was proposed',
      `identity = 'did:web:evil.example', ${decided('administrator')}`,
    ),
    change('confirmed without the office', decided('dean')),
    change('declined without the office', decided('evaluator', 'declined')),
    change('trusted since another day', `first_day = '2020-01-01'`, trusted),
    change('ended in the past', ended('registrar', '2026-01-02'), trusted),
    change('trusted for longer', ended('registrar', '2099-01-02'), trusted),
    {
      ...change('an end dated back', ended('registrar', '2098-01-01', `now() - interval '2 days'`), trusted),
      guard: 'guard_end_time on trusted_issuer',
    },
    change('ended without the office', ended('dean', '2098-01-01'), trusted),
    probe('an issuer that vanishes', 'DELETE FROM trusted_issuer WHERE id = $1', [trusted?.id]),
    {
      guard: 'never_truncated on trusted_issuer',
      what: 'emptied',
      sql: 'TRUNCATE trusted_issuer CASCADE',
      values: [],
    },
  ];
}
