import pg from 'pg';
import { exportLine } from '@/lib/audit/export-line';
import type { AuditEntry } from '@/lib/audit/chain';
import type { Connection } from '@/scripts/database/connection';
import { verifyTrail } from '@/scripts/audit-verify.mjs';
import type { Entry } from './ledger';

export interface Findings {
  lost: string[];
  doubled: string[];
  broken: string[];
  auditEntries: number;
}

const traces: Record<Entry['trace']['table'], string> = {
  rule: 'select title as by, count(*)::int as n from equivalency_rule where title = any($1) group by title',
  vote: 'select rationale as by, count(*)::int as n from vote where rationale = any($1) group by rationale',
  transition:
    'select reason as by, count(*)::int as n from rule_transition where reason = any($1) group by reason',
  published:
    "select rule_version_id::text as by, count(*)::int as n from rule_transition where action = 'publish' and rule_version_id = any($1::uuid[]) group by rule_version_id",
  department: 'select name as by, count(*)::int as n from department where name = any($1) group by name',
};

const judging = `('review.markCoverage', 'review.scoreRubric')`;

/** What must hold at every instant, whatever was killed before; each answers with what is wrong. */
const invariants: Record<string, string> = {
  'two versions in force for one claim': `
    select a.id from rule_version a join rule_version b on a.tenant_id = b.tenant_id and a.rule_id = b.rule_id and a.id < b.id
     where a.status in ('published', 'suspended') and b.status in ('published', 'suspended')
       and daterange(a.claim_from, a.claim_to, '[]') && daterange(b.claim_from, b.claim_to, '[]')
       and daterange(a.credential_from, a.credential_to, '[]') && daterange(b.credential_from, b.credential_to, '[]')`,
  'a vote by the author': `
    select v.stage_id from vote v join review_stage s on s.tenant_id = v.tenant_id and s.id = v.stage_id
      join review_case c on c.tenant_id = s.tenant_id and c.id = s.case_id
      join rule_version r on r.tenant_id = c.tenant_id and r.id = c.rule_version_id where r.author_id = v.person_id`,
  'the author as publisher': 'select id from rule_version where published_by_id = author_id',
  'votes of one person that are not numbered 1, 2, 3': `
    select stage_id, person_id from vote group by stage_id, person_id having max(ordinal) <> count(*)`,
  'a move of a rule that is not in its history, or the other way round': `
    select v.id from rule_version v left join rule_transition t on t.tenant_id = v.tenant_id and t.rule_version_id = v.id
     where v.status in ('published', 'suspended') and v.claim_to is null group by v.tenant_id, v.id, v.row_version having count(t.id) <> v.row_version - 1`,
  'a rule version without its rule, or a rule without a version': `
    select r.id from equivalency_rule r where not exists (select from rule_version v where v.tenant_id = r.tenant_id and v.rule_id = r.id)`,
  // A vote takes marks and scores along, and those that say nothing new leave no entry: only the others go one by one.
  'a command without an audit entry, or the other way round': `
    select k.tenant_id from (select tenant_id, count(*) filter (where verb not in ${judging}) n from idempotency_key group by tenant_id) k
      full join (select tenant_id, count(*) filter (where summary not like '% stage closed by its votes: %' and action not in ${judging}) n from audit_event group by tenant_id) a using (tenant_id)
     where k.n is distinct from a.n`,
  'a claimed key without a reply': 'select key from idempotency_key where reply is null',
  'an audit entry without its states':
    'select e.seq from audit_event e left join audit_detail d using (tenant_id, seq) where d.seq is null',
  'an outbox message twice':
    'select dedupe_key from outbox_message group by tenant_id, dedupe_key having count(*) > 1',
};

/** Looks at one snapshot of the whole database: what was acknowledged is there once, and nothing is half done. */
export async function findDamage(admin: Connection, entries: readonly Entry[]): Promise<Findings> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const findings: Findings = { lost: [], doubled: [], broken: [], auditEntries: 0 };
    for (const [table, sql] of Object.entries(traces)) {
      const wanted = entries.filter((entry) => entry.trace.table === table);
      const { rows } = await client.query<{ by: string; n: number }>(sql, [
        wanted.map((entry) => entry.trace.by),
      ]);
      const counts = new Map(rows.map((row) => [row.by, row.n]));
      for (const { key, trace } of wanted) {
        const n = counts.get(trace.by) ?? 0;
        if (n === 0) findings.lost.push(key);
        if (n > 1) findings.doubled.push(`${key}: ${n} times`);
      }
    }
    for (const [what, sql] of Object.entries(invariants)) {
      const { rows } = await client.query(sql);
      if (rows.length > 0) findings.broken.push(`${what}: ${JSON.stringify(rows.slice(0, 3))}`);
    }
    findings.auditEntries = await verifyChains(client, findings.broken);
    return findings;
  } finally {
    await client.end();
  }
}

async function verifyChains(client: pg.Client, broken: string[]): Promise<number> {
  const { rows } = await client.query<AuditEntry & { salt: string; before: unknown; after: unknown }>(`
    select e.tenant_id as "tenantId", e.seq::text, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, coalesce(e.actor_id::text, '') as "actorId",
           e.action, e.object_type as "objectType", e.object_id as "objectId", e.summary, e.request_id as "requestId", e.commitment, e.prev_hash as "prevHash", e.hash,
           d.salt, d.before, d.after
      from audit_event e join audit_detail d using (tenant_id, seq) order by e.tenant_id, e.seq`);
  const heads = new Map(
    (
      await client.query<{ tenant_id: string; hash: string }>(
        'select tenant_id, hash from audit_head where seq > 0',
      )
    ).rows.map((head) => [head.tenant_id, head.hash]),
  );
  for (const tenantId of new Set([...heads.keys(), ...rows.map((row) => row.tenantId)])) {
    const trail = rows
      .filter((row) => row.tenantId === tenantId)
      .map(({ salt, before, after, ...entry }) => exportLine(entry, { salt, before, after }))
      .join('');
    try {
      const { head } = verifyTrail(trail, [], undefined);
      if (head !== heads.get(tenantId))
        broken.push(`audit of ${tenantId}: the head does not fit the last entry`);
    } catch (error) {
      broken.push(`audit of ${tenantId}: ${String(error)}`);
    }
  }
  return rows.length;
}
