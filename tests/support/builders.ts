import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { HeldRole, Role, StaffMember } from '@/lib/access/actor';
import type { CreditPolicy, Limit } from '@/lib/credit/input';
import type { ReviewPolicy } from '@/lib/institution/policy-version';
import type { RuleBasis, RuleDefinition, RuleStatus } from '@/lib/rule/rule-version';
import type { StageConfig } from '@/lib/review/stage-config';
import { queryAsSuperuser, superuserConnection } from './db';

/** Small things to arrange a test with. Every call makes a new one with names of its own; what is not given is ordinary. */

let made = 0;
const next = () => ++made;
const insert = async (table: string, values: Record<string, unknown>): Promise<void> => {
  const names = Object.keys(values);
  await queryAsSuperuser(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    Object.values(values),
  );
};

export const departmentStage: StageConfig = {
  kind: 'department',
  mode: 'all',
  quorum: 'moreThanHalf',
  threshold: 'majorityCast',
  tie: 'notApproved',
  minReviewers: 1,
  recusedCount: false,
  dueDays: 15,
};
export const committeeStage: StageConfig = {
  ...departmentStage,
  kind: 'committee',
  mode: 'quorumVote',
  minReviewers: 3,
  dueDays: 20,
};
export const ordinaryReview: ReviewPolicy = {
  stages: [departmentStage, committeeStage],
  coverageThreshold: 80,
  reReviewMonths: 36,
};
export const ordinaryCredit: CreditPolicy = {
  homeUnit: 'ECTS',
  resolution: 'best',
  rounding: { stage: 'line', mode: 'HALF_UP', increment: '0.01' },
};

export interface BuiltInstitution {
  id: string;
  slug: string;
  name: string;
  departmentId: string;
  departmentCode: string;
}

/** An institution with one department and a policy adopted for all of 2020 and later. */
export async function anInstitution(
  given: {
    name?: string;
    homeUnit?: string;
    credit?: CreditPolicy;
    review?: ReviewPolicy;
    policy?: false;
    timeZone?: string;
  } = {},
): Promise<BuiltInstitution> {
  const n = next();
  const id = randomUUID();
  const name = given.name ?? `University ${n}`;
  const slug = `university-${n}-${id.slice(0, 8)}`;
  await insert('institution', {
    id,
    slug,
    name,
    short_name: `U${n}`,
    country: 'NL',
    home_unit: given.homeUnit ?? 'ECTS',
    time_zone: given.timeZone ?? 'Europe/Amsterdam',
  });
  const department = await aDepartment({ id }, { code: 'INF', name: 'Informatics' });
  const institution = { id, slug, name, departmentId: department.id, departmentCode: department.code };
  if (given.policy !== false) {
    const [author, adopter] = [await aPerson(institution), await aPerson(institution)];
    await insert('policy_version', {
      tenant_id: id,
      version: 1,
      status: 'adopted',
      credit: JSON.stringify(given.credit ?? ordinaryCredit),
      review: JSON.stringify(given.review ?? ordinaryReview),
      effective_from: '2020-01-01',
      author_id: author.id,
      adopted_by_id: adopter.id,
      adopted_at: '2019-12-01T00:00:00Z',
    });
  }
  return institution;
}

export async function aDepartment(
  institution: { id: string },
  given: { code?: string; name?: string } = {},
): Promise<{ id: string; code: string; name: string }> {
  const n = next();
  const department = {
    id: randomUUID(),
    code: given.code ?? `DEP${n}`,
    name: given.name ?? `Department ${n}`,
  };
  await insert('department', { tenant_id: institution.id, ...department });
  return department;
}

export interface BuiltPerson {
  id: string;
  name: string;
  /** To act as this person: ctxOf(person). */
  actor: StaffMember;
}

/** A member of staff; department-bound roles are held in the institution's first department unless given as {role, departmentId}. */
export async function aPerson(
  institution: { id: string; departmentId?: string },
  ...roles: (Role | HeldRole)[]
): Promise<BuiltPerson> {
  const n = next();
  const id = randomUUID();
  const name = `Person ${n}`;
  await insert('person', {
    tenant_id: institution.id,
    id,
    name,
    email: `person-${n}-${id.slice(0, 8)}@example.test`,
  });
  const held: HeldRole[] = roles.map((role) => {
    if (typeof role !== 'string') return role;
    return {
      role,
      departmentId: role === 'reviewer' || role === 'chair' ? (institution.departmentId ?? null) : null,
    };
  });
  for (const { role, departmentId } of held)
    await insert('role_grant', {
      tenant_id: institution.id,
      person_id: id,
      role,
      department_id: departmentId,
    });
  return {
    id,
    name,
    actor: {
      kind: 'staff',
      userId: randomUUID(),
      tenantId: institution.id,
      personId: id,
      name,
      isDemonstration: false,
      roles: held,
    },
  };
}

export interface BuiltCourse {
  id: string;
  code: string;
  outcomeIds: string[];
}

export async function aCourse(
  institution: { id: string; departmentId?: string },
  given: {
    code?: string;
    title?: string;
    credits?: string | null;
    level?: string | null;
    kind?: 'course' | 'elective';
    status?: 'active' | 'inactive';
    outcomes?: string[];
  } = {},
): Promise<BuiltCourse> {
  const n = next();
  const [id, code] = [randomUUID(), given.code ?? `INF-${100 + n}`];
  await insert('course', {
    tenant_id: institution.id,
    id,
    department_id: institution.departmentId ?? null,
    code,
    title: given.title ?? `Course ${n}`,
    credits: given.credits === undefined ? '6' : given.credits,
    level: given.level ?? null,
    kind: given.kind ?? 'course',
    status: given.status ?? 'active',
  });
  const outcomeIds: string[] = [];
  for (const [position, text] of (given.outcomes ?? ['Explain the subject.']).entries()) {
    const outcomeId = randomUUID();
    await insert('course_outcome', {
      tenant_id: institution.id,
      id: outcomeId,
      course_id: id,
      position: position + 1,
      text,
    });
    outcomeIds.push(outcomeId);
  }
  return { id, code, outcomeIds };
}

export async function aProgram(
  institution: { id: string; departmentId?: string },
  given: {
    code?: string;
    title?: string;
    totalCredits?: string;
    limits?: Limit[];
    status?: 'active' | 'inactive';
  } = {},
): Promise<{ id: string; code: string }> {
  const n = next();
  const [id, code] = [randomUUID(), given.code ?? `BSC-${n}`];
  await insert('program', {
    tenant_id: institution.id,
    id,
    department_id: institution.departmentId ?? null,
    code,
    title: given.title ?? `Program ${n}`,
    total_credits: given.totalCredits ?? '180',
    limits: JSON.stringify(given.limits ?? []),
    status: given.status ?? 'active',
  });
  return { id, code };
}

export interface BuiltMicroCredential {
  id: string;
  slug: string;
  title: string;
  versionId: string;
  outcomeIds: string[];
}

/** A certificate with one version, EQF 5 to 6, and its learning outcomes. */
export async function aMicroCredential(
  steward: { id: string },
  given: {
    title?: string;
    provider?: string;
    kind?: string;
    status?: 'active' | 'withdrawn';
    subject?: string;
    versionLabel?: string;
    eqfMin?: number;
    eqfMax?: number;
    outcomes?: string[];
    componentIds?: string[];
  } = {},
): Promise<BuiltMicroCredential> {
  const n = next();
  const [id, versionId] = [randomUUID(), randomUUID()];
  const title = given.title ?? `Certificate ${n}`;
  // Whatever is sorted by its address stands as it was made, also beyond the thousandth.
  const slug = `certificate-${String(n).padStart(6, '0')}-${id.slice(0, 8)}`;
  await insert('micro_credential', {
    id,
    steward_tenant_id: steward.id,
    slug,
    natural_key: `test:${id}`,
    kind: given.kind ?? 'certificate',
    title,
    provider: given.provider ?? 'Example Provider',
    subject: given.subject ?? null,
    status: given.status ?? 'active',
    source: 'https://example.test/catalog',
  });
  await insert('micro_credential_version', {
    id: versionId,
    steward_tenant_id: steward.id,
    micro_credential_id: id,
    label: given.versionLabel ?? '2025',
    eqf_min: given.eqfMin ?? 5,
    eqf_max: given.eqfMax ?? 6,
  });
  const outcomeIds: string[] = [];
  for (const [position, text] of (given.outcomes ?? ['Use the subject.']).entries()) {
    const outcomeId = randomUUID();
    await insert('learning_outcome', {
      id: outcomeId,
      steward_tenant_id: steward.id,
      version_id: versionId,
      position: position + 1,
      text,
    });
    outcomeIds.push(outcomeId);
  }
  for (const [position, partId] of (given.componentIds ?? []).entries()) {
    await insert('micro_credential_component', {
      steward_tenant_id: steward.id,
      whole_id: id,
      part_id: partId,
      position: position + 1,
    });
  }
  return { id, slug, title, versionId, outcomeIds };
}

export async function aRecommendation(
  steward: { id: string },
  microCredentialId: string,
  given: {
    recommender?: string;
    amount?: string | null;
    isMaximum?: boolean;
    unit?: string | null;
    levels?: string[];
    subjects?: unknown;
    validFrom?: string;
    validTo?: string;
  } = {},
): Promise<{ id: string }> {
  const id = randomUUID();
  await insert('recommendation', {
    id,
    steward_tenant_id: steward.id,
    micro_credential_id: microCredentialId,
    natural_key: `test:${id}`,
    recommender: given.recommender ?? 'ACE',
    amount: given.amount === undefined ? '6' : given.amount,
    is_maximum: given.isMaximum ?? false,
    unit: given.unit === undefined ? 'ECTS' : given.unit,
    levels: given.levels ?? [],
    subjects: given.subjects === undefined ? null : JSON.stringify(given.subjects),
    valid_from: given.validFrom ?? null,
    valid_to: given.validTo ?? null,
    source_url: 'https://example.test/recommendation',
    confidence: 'confirmed',
  });
  return { id };
}

/** One course for one certificate: the ordinary definition. */
export function oneForOne(microCredentialId: string, courseCode: string, amount = '6'): RuleDefinition {
  return {
    premise: { mc: microCredentialId },
    outcomes: [{ lines: [{ kind: 'course', target: courseCode, credits: { amount } }] }],
  };
}

const ownReview: RuleBasis = {
  kind: 'ownReview',
  recommendationIds: [],
  changedBecause: '',
  otherwiseBecause: '',
  precedentRuleVersionIds: [],
  microCredentialVersionIds: [],
};

export interface BuiltRule {
  ruleId: string;
  ruleCode: string;
  /** Id of the rule version. */
  id: string;
  rowVersion: number;
  /** The review case and its one stage, where there is one. */
  caseId: string | null;
  stageId: string | null;
}

const afterReview: readonly RuleStatus[] = [
  'conditionally_approved',
  'approved',
  'published',
  'suspended',
  'revoked',
  'rejected',
  'returned',
];
const underReview: readonly RuleStatus[] = ['in_department', 'in_committee', 'in_dean'];

/**
 * A rule version in any state, with one piece of evidence. Past submission it has a review case; `voters` are assigned to its
 * stage, and have approved where the review is over. Arranged past the guards: what the guards refuse is tested elsewhere.
 */
export async function aRule(
  institution: BuiltInstitution,
  author: { id: string },
  given: {
    definition: RuleDefinition;
    status?: RuleStatus;
    /** Another version of this rule. */
    ruleId?: string;
    version?: number;
    code?: string;
    title?: string;
    departmentId?: string | null;
    basis?: Partial<RuleBasis>;
    publicNote?: string;
    publishedBy?: { id: string };
    reviewDueOn?: string;
    /** The last day of claim that a later version left to it. */
    claimTo?: string;
    voters?: readonly { id: string }[];
    /** How the open or last stage counts its votes. */
    mode?: StageConfig['mode'];
    chair?: { id: string };
    evidence?: false;
  },
): Promise<BuiltRule> {
  const n = next();
  const status = given.status ?? 'draft';
  const ruleId = given.ruleId ?? randomUUID();
  const code = given.code ?? `rule-${n}-${ruleId.slice(0, 8)}`;
  const id = randomUUID();
  const { claimWindow, credentialWindow } = given.definition;
  const isPublished = ['published', 'suspended', 'revoked'].includes(status);
  const built: BuiltRule = { ruleId, ruleCode: code, id, rowVersion: 1, caseId: null, stageId: null };
  await pastGuards(async (put) => {
    if (!given.ruleId) {
      const departmentId = given.departmentId === undefined ? institution.departmentId : given.departmentId;
      await put('equivalency_rule', {
        tenant_id: institution.id,
        id: ruleId,
        code,
        title: given.title ?? `Rule ${n}`,
        department_id: departmentId,
      });
    }
    await put('rule_version', {
      tenant_id: institution.id,
      id,
      rule_id: ruleId,
      version: given.version ?? 1,
      status,
      definition: JSON.stringify(given.definition),
      basis: JSON.stringify({ ...ownReview, ...given.basis }),
      public_note: given.publicNote ?? '',
      author_id: author.id,
      claim_from: claimWindow?.from ?? null,
      claim_to: given.claimTo ?? claimWindow?.to ?? null,
      credential_from: credentialWindow?.from ?? null,
      credential_to: credentialWindow?.to ?? null,
      submitted_at: status === 'draft' ? null : '2026-09-01T09:00:00Z',
      approved_at: status === 'approved' || isPublished ? '2026-10-01T09:00:00Z' : null,
      ...(isPublished && {
        published_by_id: given.publishedBy?.id ?? null,
        published_at: '2026-10-15T09:00:00Z',
      }),
      review_due_on: given.reviewDueOn ?? null,
    });
    for (const mc of new Set(JSON.stringify(given.definition.premise).match(/(?<="mc":")[^"]+/g) ?? [])) {
      await put('rule_source', { tenant_id: institution.id, rule_version_id: id, micro_credential_id: mc });
    }
    if (given.evidence !== false) {
      await put('evidence', {
        tenant_id: institution.id,
        rule_version_id: id,
        kind: 'syllabus',
        title: 'Syllabus',
        url: 'https://example.test/syllabus',
        added_by_id: author.id,
      });
    }
    if (afterReview.includes(status) || underReview.includes(status)) {
      built.caseId = randomUUID();
      built.stageId = randomUUID();
      const isOpen = underReview.includes(status);
      const kind = status === 'in_committee' ? 'committee' : status === 'in_dean' ? 'dean' : 'department';
      const outcome = status === 'rejected' ? 'failed' : status === 'returned' ? 'returned' : 'passed';
      await put('review_case', {
        tenant_id: institution.id,
        id: built.caseId,
        rule_version_id: id,
        department_id: institution.departmentId,
        status: isOpen ? 'open' : 'closed',
        closed_at: isOpen ? null : '2026-10-01T09:00:00Z',
      });
      await put('review_stage', {
        tenant_id: institution.id,
        id: built.stageId,
        case_id: built.caseId,
        position: 1,
        kind,
        config: JSON.stringify({ ...departmentStage, kind, mode: given.mode ?? departmentStage.mode }),
        status: isOpen ? 'open' : 'closed',
        outcome: isOpen ? null : outcome,
        chair_id: given.chair?.id ?? null,
        opened_at: '2026-09-02T09:00:00Z',
        closed_at: isOpen ? null : '2026-10-01T09:00:00Z',
      });
      for (const voter of given.voters ?? []) {
        await put('review_assignment', {
          tenant_id: institution.id,
          stage_id: built.stageId,
          person_id: voter.id,
          conflict_declared: isOpen ? null : false,
          assigned_by_id: given.chair?.id ?? voter.id,
        });
        if (!isOpen)
          await put('vote', {
            tenant_id: institution.id,
            stage_id: built.stageId,
            person_id: voter.id,
            ordinal: 1,
            choice: 'approve',
            rationale: 'Outcomes are covered.',
          });
      }
    }
  });
  return built;
}

type Put = (table: string, values: Record<string, unknown>) => Promise<void>;

/** One transaction without triggers (and so without the checks of foreign keys): for states that take people and weeks to reach. */
export async function pastGuards(work: (put: Put) => Promise<void>): Promise<void> {
  const client = new pg.Client(superuserConnection);
  await client.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    await work(async (table, values) => {
      const names = Object.keys(values);
      await client.query(
        `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
        Object.values(values),
      );
    });
    await client.query('commit');
  } finally {
    await client.end();
  }
}
