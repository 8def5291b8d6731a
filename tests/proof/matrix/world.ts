import type { Put } from './put';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Role, StaffMember } from '@/lib/access/actor';
import type { Resource } from '@/lib/access/resource';
import type { RuleStatus } from '@/lib/rule/rule-version';
import type { StageKind } from '@/lib/review/stage-config';
import { buildBook } from './book';
import { buildImports } from './imports';
import { putAway, putLedActs, putMeetings } from './led-acts';
import { putIssuers } from './issuers';
import { buildListings, nameInstitution } from './listings';
import { buildClaims } from './claims';
import { putRecords } from './records';
import { buildRequests } from './requests';
import { proposeRoles } from './proposals';
import type { RuleThing, StageThing, PersonThing, PlainThing, Seat, Person, Tenant } from './tenant-shape';

const rolesOf: Record<Seat, readonly { role: Role; in?: 'own' | 'other' }[]> = {
  author: [{ role: 'evaluator' }],
  evaluator: [{ role: 'evaluator' }],
  editor: [{ role: 'catalog_editor' }],
  reviewer: [{ role: 'reviewer', in: 'own' }],
  undeclared: [{ role: 'reviewer', in: 'own' }],
  unassigned: [{ role: 'reviewer', in: 'own' }],
  recused: [{ role: 'reviewer', in: 'own' }],
  reviewerElsewhere: [{ role: 'reviewer', in: 'other' }],
  chair: [{ role: 'chair', in: 'own' }],
  chairElsewhere: [{ role: 'chair', in: 'other' }],
  member: [{ role: 'committee_member' }],
  committeeChair: [{ role: 'committee_chair' }],
  dean: [{ role: 'dean' }],
  registrar: [{ role: 'registrar' }],
  registrar2: [{ role: 'registrar' }],
  administrator: [{ role: 'administrator' }],
  auditor: [{ role: 'auditor' }],
  suspended: [{ role: 'registrar' }, { role: 'administrator' }],
  ended: [],
};
export const seats = Object.keys(rolesOf) as Seat[];

const stage = (kind: StageKind) => ({
  kind,
  mode: kind === 'committee' ? 'quorumVote' : 'all',
  quorum: 'moreThanHalf',
  threshold: 'majorityCast',
  tie: 'notApproved',
  minReviewers: 1,
  recusedCount: false,
  dueDays: 15,
});
export const reviewPolicy = {
  stages: [stage('department'), stage('committee')],
  coverageThreshold: 80,
  reReviewMonths: 36,
};
export const creditPolicy = {
  homeUnit: 'ECTS',
  resolution: 'best',
  rounding: { stage: 'line', mode: 'HALF_UP', increment: '0.01' },
};
const statuses: readonly RuleStatus[] = [
  'draft',
  'submitted',
  'in_department',
  'in_committee',
  'in_dean',
  'conditionally_approved',
  'approved',
  'published',
  'suspended',
  'revoked',
  'rejected',
  'returned',
  'withdrawn',
];
export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Two institutions alike, each with people in every role, rules in every state, and all that hangs on them. Arranged past the guards. */
export async function buildTenants(pool: pg.Pool): Promise<[Tenant, Tenant]> {
  const client = await pool.connect();
  const put: Put = async (table, values) => {
    const names = Object.keys(values);
    await client.query(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
      Object.values(values),
    );
  };
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    const tenants = [await buildTenant(put, 'Ash', 12), await buildTenant(put, 'Birch', 24)] as [
      Tenant,
      Tenant,
    ];
    await client.query('commit');
    return tenants;
  } finally {
    client.release();
  }
}

async function buildTenant(put: Put, word: string, auditEntries: number): Promise<Tenant> {
  const canary = `kept${randomBytes(10).toString('hex')}`;
  const tenantId = randomUUID();
  const slug = `${word.toLowerCase()}-${tenantId.slice(0, 8)}`;
  const own = { tenant_id: tenantId };
  await put('institution', {
    id: tenantId,
    slug,
    name: `${word} University`,
    short_name: word,
    country: 'NL',
    home_unit: 'ECTS',
    time_zone: 'Europe/Amsterdam',
  });
  const department = async (code: string): Promise<PlainThing> => {
    const id = randomUUID();
    await put('department', { ...own, id, code, name: `Department ${code} of ${word}` });
    return { tenantId, id, label: code, rowVersion: 1, shown: `Department ${code} of ${word}` };
  };
  const departments = { own: await department('INF'), other: await department('PHY') };
  await put('department', {
    ...own,
    id: randomUUID(),
    code: 'OLD',
    name: `Closed ${canary}`,
    is_archived: true,
  });

  const people = {} as Record<Seat, Person>;
  const grants: PlainThing[] = [];
  const settledProposalId = randomUUID();
  for (const seat of seats) {
    const id = randomUUID();
    const person: Person = {
      id,
      userId: randomUUID(),
      name: `${seat} ${canary}`,
      email: `${seat.toLowerCase()}.${canary}@example.test`,
      roles: [],
    };
    await put('auth_user', { id: person.userId, name: person.name, email: person.email });
    await put('person', {
      ...own,
      id,
      user_id: person.userId,
      name: person.name,
      email: person.email,
      status: seat === 'suspended' ? 'suspended' : 'active',
    });
    for (const { role, in: where } of rolesOf[seat]) {
      const departmentId = where ? departments[where].id : null;
      const grantId = randomUUID();
      await put('role_grant', { ...own, id: grantId, person_id: id, role, department_id: departmentId });
      person.roles.push({ role, departmentId });
      if (seat === 'administrator')
        grants.push({ tenantId, id: grantId, label: 'administrator’s role', rowVersion: 1, shown: '' });
    }
    if (seat === 'ended')
      await put('role_grant', {
        ...own,
        id: randomUUID(),
        proposal_id: settledProposalId,
        person_id: id,
        role: 'registrar',
        department_id: null,
        ended_at: new Date(),
      });
    people[seat] = person;
  }
  const [bystanderId, bystanderGrantId] = [randomUUID(), randomUUID()];
  await put('person', {
    ...own,
    id: bystanderId,
    name: `bystander ${canary}`,
    email: `bystander.${canary}@example.test`,
  });
  await put('role_grant', {
    ...own,
    id: bystanderGrantId,
    person_id: bystanderId,
    role: 'auditor',
    department_id: null,
  });
  const proposals = await proposeRoles(put, tenantId, people, settledProposalId);
  grants.push({ tenantId, id: bystanderGrantId, label: 'bystander’s role', rowVersion: 1, shown: '' });
  const persons = seats.map(
    (seat): PersonThing => ({
      kind: 'person',
      tenantId,
      id: people[seat].id,
      label: seat,
      name: people[seat].name,
      email: people[seat].email,
      rowVersion: 1,
    }),
  );

  const [courseId, courseOutcomeId, microCredentialId, versionId] = [
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
  ];
  const [courseCode, title] = [`${word.toUpperCase()}-101`, `Certificate of ${word}`];
  await enterCourse(put, {
    ...own,
    id: courseId,
    department_id: departments.own.id,
    code: courseCode,
    title: `Course of ${word}`,
    credits: '6',
    source: `list ${canary}`,
  });
  await put('course_outcome', {
    ...own,
    id: courseOutcomeId,
    course_id: courseId,
    position: 1,
    text: `Explain it. ${canary}`,
  });
  const programId = randomUUID();
  const said = { title: `Program of ${word}`, total_credits: '180', limits: '[]', status: 'active' };
  await put('program', {
    ...own,
    ...said,
    id: programId,
    department_id: departments.own.id,
    code: `BSC-${word.toUpperCase()}`,
    source: `list ${canary}`,
  });
  await put('program_version', { ...own, ...said, program_id: programId, areas: '[]' });
  const mcSlug = `certificate-${slug}`;
  await put('micro_credential', {
    id: microCredentialId,
    steward_tenant_id: tenantId,
    slug: mcSlug,
    natural_key: `test:${microCredentialId}`,
    title,
    provider: 'Example Provider',
    source: 'https://example.test',
  });
  await put('organization', {
    // An address that names both names both by one id.
    id: microCredentialId,
    slug: `provider-${slug}`,
    name: `Provider of ${title}`,
    country: 'NL',
    url: 'https://example.test',
    steward_tenant_id: tenantId,
    stated_at: '2026-01-01',
  });
  await put('entry_organization', {
    micro_credential_id: microCredentialId,
    organization_id: microCredentialId,
    role: 'provider',
    title,
  });
  await nameInstitution(put, { tenantId, slug, name: `${word} University`, microCredentialId });
  await put('catalog_change', { micro_credential_id: microCredentialId });
  await put('catalog_past', {
    steward_tenant_id: tenantId,
    subject: 'micro_credential',
    subject_id: microCredentialId,
    until_day: '2019-01-01',
    said: JSON.stringify({
      title,
      provider: 'Example Provider',
      status: 'active',
      components_implied: false,
    }),
  });
  await put('micro_credential_version', {
    id: versionId,
    steward_tenant_id: tenantId,
    micro_credential_id: microCredentialId,
    label: '2026',
    eqf_min: 5,
    eqf_max: 6,
  });
  await put('learning_outcome', {
    id: randomUUID(),
    steward_tenant_id: tenantId,
    version_id: versionId,
    position: 1,
    text: 'Use it.',
  });
  await put('recommendation', {
    // An address that names both names both by one id.
    id: microCredentialId,
    steward_tenant_id: tenantId,
    micro_credential_id: microCredentialId,
    natural_key: `test:${tenantId}`,
    recommender: 'ACE',
    amount: '6',
    unit: 'ECTS',
    source_url: 'https://example.test',
    confidence: 'confirmed',
  });

  const partId = randomUUID();
  await put('micro_credential', {
    id: partId,
    steward_tenant_id: tenantId,
    slug: `part-${slug}`,
    natural_key: `test:${partId}`,
    title: `Part of ${title}`,
    provider: 'Example Provider',
    source: 'https://example.test',
  });
  await put('micro_credential_component', {
    steward_tenant_id: tenantId,
    whole_id: microCredentialId,
    part_id: partId,
    position: 1,
  });

  const policies: PlainThing[] = [];
  for (const [version, status] of [
    [1, 'adopted'],
    [2, 'draft'],
  ] as const) {
    const [id, note] = [randomUUID(), `Note ${version} ${canary}`];
    const adopted =
      status === 'adopted' ? { adopted_by_id: people.registrar2.id, adopted_at: '2019-12-01T00:00:00Z' } : {};
    await put('policy_version', {
      ...own,
      id,
      version,
      status,
      credit: JSON.stringify(creditPolicy),
      review: JSON.stringify(reviewPolicy),
      effective_from: status === 'adopted' ? '2020-01-01' : '2099-01-01',
      note,
      author_id: people.registrar.id,
      ...adopted,
    });
    // Who changed the text before they were suspended; nobody else loses the adoption by it.
    await put('policy_contributor', { ...own, policy_version_id: id, person_id: people.suspended.id });
    policies.push({
      tenantId,
      id,
      label: `policy ${status}`,
      rowVersion: 1,
      shown: note,
      authorId: people.registrar.id,
      status,
    });
  }

  const imports = await buildImports(put, {
    tenantId,
    canary,
    registrarId: people.registrar.id,
    authorId: people.evaluator.id,
  });

  const requests = await buildRequests(put, { tenantId, canary, people, slug });
  const listings = await buildListings(put, { tenantId, canary, people, microCredentialId, versionId });

  const base = { put, tenantId, canary, people, departments, courseCode, courseOutcomeId, microCredentialId };
  const rules: RuleThing[] = [];
  const stages: StageThing[] = [];
  for (const [at, status] of statuses.entries()) {
    for (const [author, departmentId] of [
      [people.author, departments.own.id],
      [people.registrar, departments.other.id],
    ] as const) {
      const made = await buildRule(base, {
        status,
        author,
        departmentId,
        code: `${word.toLowerCase()}-${at}-${author === people.author ? 'e' : 'r'}`,
        voters: [people.reviewer, people.chair],
      });
      rules.push(made.rule);
      stages.push(...made.stages);
    }
  }
  const alone = await buildRule(base, {
    status: 'approved',
    author: people.author,
    departmentId: departments.own.id,
    code: `${word.toLowerCase()}-alone`,
    voters: [people.registrar2],
  });
  const taken = await buildRule(base, {
    status: 'approved',
    author: people.evaluator,
    departmentId: null,
    code: `${word.toLowerCase()}-taken`,
    voters: [],
    batch: { id: imports[1]?.id ?? '', by: people.registrar },
  });
  rules.push(alone.rule, taken.rule);
  const views = await buildBook(put, {
    tenantId,
    canary,
    viewerId: people.evaluator.id,
    reviewerId: people.reviewer.id,
    policyId: policies[0]?.id ?? '',
    publishedId: rules.find(({ status }) => status === 'published')?.id ?? '',
  });

  const audit: PlainThing[] = [];
  const votes = (['open', 'closed'] as const).flatMap((status, at) => {
    const stage = stages.find((one) => one.status === status);
    return stage
      ? [
          {
            tenantId,
            id: `${at + 3}`,
            label: `vote in a stage that is ${status}`,
            rowVersion: 1,
            shown: `voted so: ${status} ${canary}`,
            status,
            stage,
          },
        ]
      : [];
  });
  for (let seq = 1; seq <= auditEntries; seq++) {
    const summary = `entry ${seq} ${canary}`;
    const vote = votes.find(({ id }) => id === `${seq}`);
    const act = vote
      ? { action: 'review.castVote', object_type: 'review_case', object_id: vote.stage.caseId }
      : { action: 'rule.draft', object_type: 'rule_version', object_id: rules[0]?.id ?? '' };
    await put('audit_event', {
      ...own,
      ...act,
      seq,
      at: '2026-10-01T09:00:00Z',
      actor_id: people.registrar.id,
      summary,
      request_id: `${seq}`,
      commitment: hashOf(summary),
      prev_hash: hashOf(`${seq - 1}`),
      hash: hashOf(`${seq}`),
    });
    const isErased = seq === 1;
    await put('audit_detail', {
      ...own,
      seq,
      salt: isErased ? '' : hashOf(canary),
      before: null,
      after: isErased
        ? null
        : JSON.stringify(
            vote ? { stageId: vote.stage.id, rationale: vote.shown } : { title: `state ${canary}` },
          ),
      ...(isErased && { erased_at: new Date() }),
    });
    if (seq === 1 || seq === auditEntries)
      audit.push({
        tenantId,
        id: `${seq}`,
        label: `entry ${seq}`,
        rowVersion: 1,
        shown: summary,
        status: isErased ? 'erased' : 'whole',
      });
  }
  await put('audit_head', { ...own, seq: auditEntries, hash: hashOf(`${auditEntries}`) });
  await put('outbox_message', {
    ...own,
    kind: 'review.assigned',
    dedupe_key: canary,
    payload: JSON.stringify({ to: people.chair.email, subject: canary, text: canary }),
    sent_at: new Date(),
  });
  await put('idempotency_key', {
    ...own,
    actor_id: people.registrar.id,
    verb: 'rule.draft',
    key: canary,
    fingerprint: canary,
  });
  await put('suggestion_model', {
    ...own,
    version: 1,
    seed: 1,
    mark: canary,
    model: '{}',
    learned_at: '2026-09-01T09:00:00Z',
  });
  const notices: Tenant['notices'] = [];
  for (const rule of rules.filter(({ status }) => status === 'published').slice(0, 2)) {
    const id = randomUUID();
    await put('change_notice', {
      ...own,
      id,
      rule_version_id: rule.id,
      subject: 'course',
      subject_id: courseId,
      code: courseCode,
      first_day: '2026-01-01',
      changed_by_id: people.registrar.id,
      changed_at: new Date(),
      followed_by_id: people.registrar2.id,
      followed_at: new Date(),
    });
    notices.push({ tenantId, id, label: `notice about ${rule.label}`, facts: rule.facts });
  }
  await put('course_relation', {
    ...own,
    course_id: courseId,
    other_course_id: await otherCourse(put, tenantId, word),
    kind: 'equivalent',
  });

  const claimed = await buildClaims(put, { ...base, rules, policies, slug: mcSlug, at: slug });
  return {
    id: tenantId,
    slug,
    canary,
    people,
    departments,
    rules,
    stages,
    persons,
    grants,
    proposals,
    issuers: await putIssuers(put, tenantId, people, canary),
    ...(await putAway(put, tenantId, people, departments.own.id)),
    ...(await putMeetings(put, tenantId, people, departments.own.id, canary, stages)),
    policies,
    views,
    notices,
    imports,
    listings,
    requests,
    ...claimed,
    ...(await putRecords(put, { tenantId, slug, people, rules, policies, claims: claimed.claims })),
    auditEntries: audit,
    auditedVotes: votes.map(({ stage: _, ...entry }) => entry),
    courses: [{ tenantId, id: courseId, label: courseCode, rowVersion: 1, shown: `Course of ${word}` }],
    programs: [
      {
        tenantId,
        id: programId,
        label: `BSC-${word.toUpperCase()}`,
        rowVersion: 1,
        shown: `Program of ${word}`,
      },
    ],
    microCredential: { id: microCredentialId, slug: mcSlug, title },
  };
}

/** With its first version, which the database adds by itself where its triggers run. */
async function enterCourse(
  put: Put,
  course: { tenant_id: string; id: string; title: string; credits: string } & Record<string, unknown>,
): Promise<void> {
  const { tenant_id, id, title, credits } = course;
  await put('course', course);
  await put('course_version', { tenant_id, course_id: id, title, credits, kind: 'course', status: 'active' });
}

async function otherCourse(put: Put, tenantId: string, word: string): Promise<string> {
  const id = randomUUID();
  await enterCourse(put, {
    tenant_id: tenantId,
    id,
    code: `${word.toUpperCase()}-102`,
    title: `Other course of ${word}`,
    credits: '3',
  });
  return id;
}

interface Base {
  put: Put;
  tenantId: string;
  canary: string;
  people: Record<Seat, Person>;
  departments: Tenant['departments'];
  courseCode: string;
  courseOutcomeId: string;
  microCredentialId: string;
}
interface WantedRule {
  status: RuleStatus;
  author: Person;
  departmentId: string | null;
  code: string;
  voters: readonly Person[];
  batch?: { id: string; by: Person };
}

const openKind: Partial<Record<RuleStatus, StageKind>> = {
  in_department: 'department',
  in_committee: 'committee',
  in_dean: 'dean',
};
const decided: readonly RuleStatus[] = [
  'conditionally_approved',
  'approved',
  'published',
  'suspended',
  'revoked',
  'rejected',
  'returned',
];

async function buildRule(
  base: Base,
  { status, author, departmentId, code, voters, batch }: WantedRule,
): Promise<{ rule: RuleThing; stages: StageThing[] }> {
  const { put, tenantId, canary, people, courseCode, microCredentialId } = base;
  const own = { tenant_id: tenantId };
  const [ruleId, id, evidenceId] = [randomUUID(), randomUUID(), randomUUID()];
  const isPublic = status === 'published' || status === 'suspended' || status === 'revoked';
  const title = isPublic ? `Mapping ${code}` : `Mapping ${code} ${canary}`;
  await put('equivalency_rule', { ...own, id: ruleId, code, title, department_id: departmentId });
  const definition = {
    premise: { mc: microCredentialId },
    outcomes: [{ lines: [{ kind: 'course', target: courseCode, credits: { amount: '6' } }] }],
  };
  await put('rule_version', {
    ...own,
    id,
    rule_id: ruleId,
    version: 1,
    status,
    origin: batch ? 'import' : 'review',
    import_batch_id: batch?.id ?? null,
    definition: JSON.stringify(definition),
    basis: JSON.stringify({
      kind: 'ownReview',
      recommendationIds: [],
      changedBecause: '',
      otherwiseBecause: '',
      precedentRuleVersionIds: [],
      microCredentialVersionIds: [],
    }),
    public_note: isPublic ? '' : canary,
    internal_note: `Among us: ${canary}`,
    author_id: author.id,
    submitted_at: status === 'draft' ? null : '2026-09-01T09:00:00Z',
    approved_at: status === 'approved' || isPublic ? '2026-10-01T09:00:00Z' : null,
    ...(isPublic && { published_by_id: people.registrar2.id, published_at: '2026-10-15T09:00:00Z' }),
    status_reason: isPublic ? '' : canary,
  });
  await put('rule_source', { ...own, rule_version_id: id, micro_credential_id: microCredentialId });
  // Who changed the text before they were suspended; nobody else loses anything by it.
  await put('rule_contributor', { ...own, rule_version_id: id, person_id: people.suspended.id });
  await put('suggestion_shown', {
    ...own,
    rule_version_id: id,
    targets: [`elective:${canary}`],
    shown_at: '2026-09-01T09:00:00Z',
  });
  if (status === 'suspended' || status === 'revoked')
    await put('rule_version_past', {
      ...own,
      rule_version_id: id,
      first_day: '2026-10-15',
      until_day: '2026-11-01',
      status: 'published',
      status_reason: '',
    });
  if (status === 'rejected')
    await put('rule_rejection', {
      ...own,
      rule_version_id: id,
      kind: 'not_as_proposed',
      public_reason: 'The exam is missing.',
      rejected_at: '2026-10-01T09:00:00Z',
    });
  await put('rule_transition', {
    ...own,
    rule_version_id: id,
    action: 'submit',
    from_status: 'draft',
    to_status: 'submitted',
    actor_id: author.id,
    reason: `because ${canary}`,
  });
  await put('evidence', {
    ...own,
    id: evidenceId,
    rule_version_id: id,
    kind: 'syllabus',
    title: `Syllabus ${canary}`,
    file_name: `${canary}.txt`,
    media_type: 'text/plain',
    sha256: hashOf(canary),
    content: Buffer.from(`Content ${canary}`),
    added_by_id: author.id,
  });
  const rule: RuleThing = {
    kind: 'rule',
    tenantId,
    id,
    label: `${status} ${code}`,
    status,
    rowVersion: 1,
    title,
    evidenceId,
    microCredentialId,
    courseCode,
    facts: {
      tenantId,
      departmentId,
      authorId: author.id,
      voterIds: decided.includes(status) ? voters.map((voter) => voter.id) : [],
      ...(batch && { importedById: batch.by.id }),
    },
  };
  const open = openKind[status];
  if ((open === undefined && !decided.includes(status)) || batch) return { rule, stages: [] };
  return { rule, stages: [await buildReview(base, { rule, author, voters, open })] };
}

async function buildReview(
  base: Base,
  {
    rule,
    author,
    voters,
    open,
  }: { rule: RuleThing; author: Person; voters: readonly Person[]; open: StageKind | undefined },
): Promise<StageThing> {
  const { put, tenantId, canary, people, courseOutcomeId } = base;
  const own = { tenant_id: tenantId };
  const [caseId, questionId] = [randomUUID(), randomUUID()];
  const departmentId = rule.facts.departmentId ?? null;
  await put('review_case', {
    ...own,
    id: caseId,
    rule_version_id: rule.id,
    department_id: departmentId,
    status: open ? 'open' : 'closed',
    ...(open ? {} : { closed_at: '2026-09-20T09:00:00Z' }),
  });
  const past = `past vote ${randomBytes(8).toString('hex')} ${canary}`;
  const isFirst = open === 'department';
  if (!isFirst) {
    const closed = randomUUID();
    await put('review_stage', {
      ...own,
      id: closed,
      case_id: caseId,
      position: 1,
      kind: 'department',
      config: JSON.stringify(stage('department')),
      status: 'closed',
      outcome: 'passed',
      chair_id: people.chair.id,
      closed_at: '2026-09-20T09:00:00Z',
      closed_by_id: people.chair.id,
      close_note: canary,
      minutes_ref: canary,
    });
    for (const voter of voters) {
      await seat(put, tenantId, closed, voter, false);
      await put('vote', {
        ...own,
        stage_id: closed,
        person_id: voter.id,
        ordinal: 1,
        choice: 'approve',
        rationale: past,
      });
    }
    if (!open) {
      await put('rubric_score', {
        ...own,
        stage_id: closed,
        person_id: voters[0]?.id,
        criterion: 'level',
        score: 2,
        rationale: canary,
      });
      const facts: Resource = {
        tenantId,
        departmentId,
        authorId: author.id,
        chairId: people.chair.id,
        stageKind: 'department',
        assigneeIds: voters.map(({ id }) => id),
        recusedIds: [],
      };
      return finished(base, {
        rule,
        author,
        caseId,
        stageId: closed,
        questionId,
        facts,
        status: 'closed',
        stageKind: 'department',
        undeclaredIds: [],
        earlierIds: [],
        past,
      });
    }
  }
  const [stageId, kind] = [randomUUID(), open ?? 'department'];
  const lead = { department: people.chair, committee: people.committeeChair, dean: people.dean }[kind];
  const sitting = {
    department: [people.reviewer, people.undeclared, people.recused],
    committee: [people.member, people.undeclared, people.recused],
    dean: [people.dean],
  }[kind];
  await put('review_stage', {
    ...own,
    id: stageId,
    case_id: caseId,
    position: isFirst ? 1 : 2,
    kind,
    config: JSON.stringify(stage(kind)),
    status: 'open',
    chair_id: lead.id,
  });
  for (const person of sitting)
    await seat(
      put,
      tenantId,
      stageId,
      person,
      person === people.undeclared ? null : person === people.recused,
      canary,
    );
  await put('rubric_score', {
    ...own,
    stage_id: stageId,
    person_id: sitting[0]?.id,
    criterion: 'level',
    score: 2,
    rationale: canary,
  });
  await put('review_lost_seat', { ...own, stage_id: stageId, person_id: people.reviewerElsewhere.id });
  await putLedActs(put, { ...own, stage_id: stageId }, people, canary);
  await put('coverage_mark', {
    ...own,
    case_id: caseId,
    person_id: people.evaluator.id,
    course_outcome_id: courseOutcomeId,
    coverage: 'full',
    note: canary,
  });
  const earlierIds = isFirst ? [] : voters.map(({ id }) => id);
  const facts: Resource = {
    tenantId,
    departmentId,
    authorId: author.id,
    chairId: lead.id,
    stageKind: kind,
    assigneeIds: sitting.map(({ id }) => id),
    recusedIds: sitting.filter((one) => one === people.recused).map(({ id }) => id),
  };
  const undeclaredIds = sitting.filter((one) => one === people.undeclared).map(({ id }) => id);
  return finished(base, {
    rule,
    author,
    caseId,
    stageId,
    questionId,
    facts,
    status: 'open',
    stageKind: kind,
    undeclaredIds,
    earlierIds,
    past: isFirst ? null : past,
  });
}

async function seat(
  put: Put,
  tenantId: string,
  stageId: string,
  person: Person,
  conflict: boolean | null,
  note = '',
): Promise<void> {
  await put('review_assignment', {
    tenant_id: tenantId,
    stage_id: stageId,
    person_id: person.id,
    conflict_declared: conflict,
    is_recused: conflict === true,
    conflict_note: conflict ? note : '',
    assigned_by_id: person.id,
  });
}

interface Finished {
  rule: RuleThing;
  author: Person;
  caseId: string;
  stageId: string;
  questionId: string;
  facts: Resource;
  status: 'open' | 'closed';
  stageKind: StageKind;
  undeclaredIds: readonly string[];
  earlierIds: readonly string[];
  past: string | null;
}

async function finished(
  base: Base,
  {
    rule,
    author,
    caseId,
    stageId,
    questionId,
    facts,
    status,
    stageKind,
    undeclaredIds,
    earlierIds,
    past,
  }: Finished,
): Promise<StageThing> {
  const { put, tenantId, canary, people, courseOutcomeId } = base;
  const secret = `said ${randomBytes(8).toString('hex')} ${canary}`;
  await put('review_message', {
    tenant_id: tenantId,
    id: questionId,
    case_id: caseId,
    author_id: people.reviewer.id,
    kind: 'question',
    body: secret,
  });
  return {
    kind: 'stage',
    tenantId,
    id: stageId,
    label: `${stageKind} ${status} of ${rule.label}`,
    caseId,
    status,
    stageKind,
    ruleVersionId: rule.id,
    authorId: author.id,
    facts,
    undeclaredIds,
    earlierIds,
    title: rule.title,
    questionId,
    courseOutcomeId,
    secret,
    pastVote: past,
  };
}

/** A member of staff as the application finds them; null where it finds none. */
export function staffMember(tenant: Tenant, seatName: Seat): StaffMember | null {
  const { id, userId, name, roles } = tenant.people[seatName];
  return seatName === 'suspended'
    ? null
    : { kind: 'staff', userId, tenantId: tenant.id, personId: id, name, isDemonstration: false, roles };
}
