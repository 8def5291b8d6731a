import { randomUUID } from 'node:crypto';
import { queryAsSuperuser } from '@/tests/support/db';

/** Arranges public data past every guard, as if it had gone its long way already. */
export async function anInstitution(slug: string, homeUnit = 'ECTS'): Promise<string> {
  const [row] = await queryAsSuperuser<{ id: string }>(
    `INSERT INTO institution (slug, name, short_name, country, home_unit, time_zone) VALUES ($1, $2, $2, 'DE', $3, 'Europe/Berlin') RETURNING id`,
    [slug, `${slug} University`, homeUnit],
  );
  return required(row).id;
}

export interface MicroCredentialFacts {
  title: string;
  provider?: string;
  subject?: string;
  iscedF?: string;
  cip?: string;
  language?: string;
  levelLabel?: string;
  kind?: string;
  status?: string;
  hours?: string;
  skills?: string[];
  componentsImplied?: boolean;
  platform?: string;
  eqf?: readonly [number | null, number | null];
  assessment?: readonly string[];
  supervision?: string;
  participation?: string;
  qualityAssurance?: string;
  price?: readonly [string, string];
  credit?: readonly [string, string];
}

export async function aMicroCredential(
  steward: string,
  facts: MicroCredentialFacts,
): Promise<{ id: string; slug: string }> {
  const slug = `${facts.title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}-${randomUUID().slice(0, 6)}`;
  const [row] = await queryAsSuperuser<{ id: string }>(
    `INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, kind, title, provider, subject, language, level_label, status, skills, components_implied, platform, isced_f, cip, source)
     VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'test') RETURNING id`,
    [
      steward,
      slug,
      facts.kind ?? 'certificate',
      facts.title,
      facts.provider ?? 'Google',
      facts.subject ?? null,
      facts.language ?? null,
      facts.levelLabel ?? null,
      facts.status ?? 'active',
      facts.skills ?? [],
      facts.componentsImplied ?? false,
      facts.platform ?? null,
      facts.iscedF ?? null,
      facts.cip ?? null,
    ],
  );
  const { id } = required(row);
  await queryAsSuperuser(
    `INSERT INTO micro_credential_version (steward_tenant_id, micro_credential_id, label, workload_hours, eqf_min, eqf_max, assessment, supervision, participation, quality_assurance, price, currency, credit_amount, credit_unit)
     VALUES ($1, $2, '1', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      steward,
      id,
      facts.hours ?? null,
      facts.eqf?.[0] ?? null,
      facts.eqf?.[1] ?? null,
      facts.assessment ?? [],
      facts.supervision ?? null,
      facts.participation ?? null,
      facts.qualityAssurance ?? null,
      facts.price?.[0] ?? null,
      facts.price?.[1] ?? null,
      facts.credit?.[0] ?? null,
      facts.credit?.[1] ?? null,
    ],
  );
  return { id, slug };
}

export async function aComponent(
  steward: string,
  wholeId: string,
  partId: string,
  position = 0,
): Promise<void> {
  await queryAsSuperuser(
    `INSERT INTO micro_credential_component (steward_tenant_id, whole_id, part_id, position) VALUES ($1, $2, $3, $4)`,
    [steward, wholeId, partId, position],
  );
}

export async function aRecommendation(
  steward: string,
  microCredentialId: string,
  facts: { amount?: string; unit?: string; validFrom?: string; validTo?: string } = {},
): Promise<void> {
  await queryAsSuperuser(
    `INSERT INTO recommendation (steward_tenant_id, micro_credential_id, natural_key, recommender, amount, unit, valid_from, valid_to, source_url, confidence)
     VALUES ($1, $2, $3, 'ACE', $4, $5, $6, $7, 'https://example.org/advice', 'high')`,
    [
      steward,
      microCredentialId,
      randomUUID(),
      facts.amount ?? '6',
      facts.unit ?? 'US_SEM',
      facts.validFrom ?? null,
      facts.validTo ?? null,
    ],
  );
}

export async function aPerson(tenantId: string): Promise<string> {
  const [row] = await queryAsSuperuser<{ id: string }>(
    `INSERT INTO person (tenant_id, email, name) VALUES ($1, $2, 'Somebody') RETURNING id`,
    [tenantId, `${randomUUID()}@example.org`],
  );
  return required(row).id;
}

export interface RuleFacts {
  tenantId: string;
  code: string;
  definition: object;
  names: readonly string[];
  status?: 'draft' | 'published' | 'suspended' | 'revoked';
  claimFrom?: string;
  claimTo?: string;
  publishedAt?: string;
  publicNote?: string;
  /** The rule whose second version this is. */
  secondOf?: string;
}

/** A rule version in the wished state; the triggers that would ask for a review are off while it is arranged. */
export async function aRuleVersion(facts: RuleFacts): Promise<{ ruleId: string; id: string }> {
  const author = await aPerson(facts.tenantId);
  const [ruleId, id] = [facts.secondOf ?? randomUUID(), randomUUID()];
  if (facts.secondOf === undefined)
    await queryAsSuperuser(
      `INSERT INTO equivalency_rule (tenant_id, id, code, title) VALUES ($1, $2, $3, $3)`,
      [facts.tenantId, ruleId, facts.code],
    );
  await queryAsSuperuser(
    `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true))
     INSERT INTO rule_version (tenant_id, id, rule_id, version, status, definition, public_note, claim_from, claim_to, author_id, published_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 FROM quiet`,
    [
      facts.tenantId,
      id,
      ruleId,
      facts.secondOf === undefined ? 1 : 2,
      facts.status ?? 'published',
      JSON.stringify(facts.definition),
      facts.publicNote ?? '',
      facts.claimFrom ?? null,
      facts.claimTo ?? null,
      author,
      facts.publishedAt ?? '2026-01-10T12:00:00Z',
    ],
  );
  for (const name of facts.names)
    await queryAsSuperuser(
      `INSERT INTO rule_source (tenant_id, rule_version_id, micro_credential_id) VALUES ($1, $2, $3)`,
      [facts.tenantId, id, name],
    );
  return { ruleId, id };
}

/** A definition by which one micro-credential earns credit as one course. */
export function earns(microCredentialId: string, course: string, amount: string, more: object = {}): object {
  return {
    premise: { mc: microCredentialId },
    outcomes: [{ lines: [{ kind: 'course', target: course, credits: { amount } }] }],
    ...more,
  };
}

function required<T>(row: T | undefined): T {
  if (row === undefined) throw new Error('nothing was inserted');
  return row;
}

export async function aCourse(
  tenantId: string,
  code: string,
  credits: string | null,
  title = `Course ${code}`,
): Promise<void> {
  await queryAsSuperuser(`INSERT INTO course (tenant_id, code, title, credits) VALUES ($1, $2, $3, $4)`, [
    tenantId,
    code,
    title,
    credits,
  ]);
}

export async function aProgram(
  tenantId: string,
  code: string,
  limits: readonly object[] = [],
  totalCredits = '180',
  title = `Program ${code}`,
): Promise<void> {
  await queryAsSuperuser(
    `INSERT INTO program (tenant_id, code, title, total_credits, limits) VALUES ($1, $2, $3, $4, $5)`,
    [tenantId, code, title, totalCredits, JSON.stringify(limits)],
  );
}

/** An adopted policy, in force since 2020. */
export async function aPolicyInForce(tenantId: string, credit: object): Promise<void> {
  const [author, adopter] = [await aPerson(tenantId), await aPerson(tenantId)];
  await queryAsSuperuser(
    `INSERT INTO policy_version (tenant_id, version, status, credit, review, effective_from, author_id, adopted_by_id, adopted_at) VALUES ($1, 1, 'adopted', $2, '{}', '2020-01-01', $3, $4, '2020-01-01')`,
    [tenantId, JSON.stringify(credit), author, adopter],
  );
}
