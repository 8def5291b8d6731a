import { randomUUID } from 'node:crypto';
import type { Permission } from '@/lib/access/permission';
import {
  action,
  bothOf,
  decide,
  type Expected,
  none,
  nothing,
  page,
  type Party,
  route,
  type Row,
  seenAs,
} from './row';
import type { PersonThing, PlainThing, Tenant } from './tenant-shape';

const people = bothOf((tenant) =>
  tenant.persons.filter(({ label }) => ['dean', 'administrator', 'editor'].includes(label)),
);
const departments = bothOf(({ departments: { own, other } }) => [own, other]);
const policies = bothOf((tenant) => tenant.policies);
const at = 'app/(administration)/administration';
const inAudit = bothOf((tenant) => tenant.auditEntries);

const stage = {
  kind: 'department',
  mode: 'all',
  quorum: 'moreThanHalf',
  threshold: 'majorityCast',
  tie: 'notApproved',
  minReviewers: '1',
  recusedCount: 'no',
  dueDays: '15',
  minutes: '',
};
const policyForm = {
  'credit.resolution': 'best',
  'credit.rounding.stage': 'line',
  'credit.rounding.mode': 'HALF_UP',
  'credit.rounding.increment': '0.5',
  'credit.trim': 'partial',
  'credit.postAfterResidentCredits': '',
  ...Object.fromEntries(Object.entries(stage).map(([name, value]) => [`review.stages.0.${name}`, value])),
  'review.deanFromCredits': '',
  'review.coverageThreshold': '75',
  'review.reReviewMonths': '24',
  effectiveFrom: '2099-01-01',
  effectiveTo: '',
  note: 'By the matrix',
};

export const rowsOfAdministration: Row[] = [
  page('/administration', { needs: () => [['institution.view']] }),
  page('/administration/courses', {
    needs: () => [['institution.view']],
    shows: (_, { tenant }) => [tenant?.courses[0]?.shown ?? ''],
  }),
  route('/administration/courses/export', {
    needs: () => [['institution.view'], ['file.export']],
    writes: true,
    at: () => '/administration/courses/export',
    shows: (_, { tenant }) => [tenant?.courses[0]?.shown ?? ''],
  }),
  route('/administration/programs/export', {
    needs: () => [['institution.view'], ['file.export']],
    writes: true,
    at: () => '/administration/programs/export',
    shows: (_, { tenant }) => [tenant?.programs[0]?.shown ?? ''],
  }),
  page<PlainThing>('/administration/courses/[courseId]', {
    things: bothOf((tenant) => tenant.courses),
    needs: () => [['institution.view']],
    order: 'authorize',
    at: ({ id }) => `/administration/courses/${id}`,
    shows: ({ shown }) => [shown],
  }),
  page('/administration/programs', {
    needs: () => [['institution.view']],
    shows: (_, { tenant }) => [tenant?.programs[0]?.shown ?? ''],
  }),
  page<PlainThing>('/administration/programs/[programId]', {
    things: bothOf((tenant) => tenant.programs),
    needs: () => [['institution.view']],
    order: 'authorize',
    at: ({ id }) => `/administration/programs/${id}`,
    shows: ({ shown }) => [shown],
  }),
  page('/administration/departments', {
    needs: () => [['institution.view']],
    shows: (_, { tenant }) => [tenant?.departments.own.shown ?? ''],
  }),
  page('/administration/issuers', {
    needs: () => [['issuer.list']],
    shows: (_, { tenant }) => [tenant?.issuers[1]?.shown ?? ''],
  }),
  page('/administration/records', {
    needs: () => [['record.viewKeys']],
    shows: (_, { tenant }) => [tenant?.keys[0]?.shown ?? ''],
  }),
  page('/administration/people', {
    needs: () => [['person.list']],
    shows: (_, { tenant, name }) => (name.startsWith('dean') ? [] : [tenant?.people.dean.name ?? '']),
  }),
  page<PersonThing>('/administration/people/[personId]', {
    things: people,
    needs: ({ id }) => [['person.list', { tenantId: null, personId: id }]],
    order: 'authorize',
    at: ({ id }) => `/administration/people/${id}`,
    // One's own name stands in the frame of every page.
    shows: ({ name, id }, { actor }) => (actor.kind === 'staff' && actor.personId === id ? [] : [name]),
  }),
  page('/administration/policy', { needs: () => [['policy.list']] }),
  page<PlainThing>('/administration/policy/[policyId]', {
    things: policies,
    needs: () => [['policy.list']],
    at: ({ id }) => `/administration/policy/${id}`,
    shows: ({ shown }) => [shown],
  }),
  page('/audit', {
    needs: () => [['audit.list']],
    shows: (_, { tenant }) => [`entry 2 ${tenant?.canary ?? ''}`],
  }),
  page<PlainThing>('/audit/[seq]', {
    // Entries are numbered in each institution, so only a number that one's own has not is somebody else's.
    things: bothOf((tenant) => [...tenant.auditEntries, ...tenant.auditedVotes]),
    needs: () => [['audit.list']],
    order: 'authorize',
    at: ({ id }) => `/audit/${id}`,
    expect: (party, thing) => auditExpectation(party, thing, 'audit.list'),
    shows: ({ id }, { tenant }) =>
      [...(tenant?.auditEntries ?? []), ...(tenant?.auditedVotes ?? [])].some((entry) => entry.id === id)
        ? [`entry ${id} ${tenant?.canary ?? ''}`]
        : [],
    // Of a stage that is open nobody reads a vote, whatever their role.
    secrets: ({ id }, { tenant }) =>
      (tenant?.auditedVotes ?? []).map(({ id: seq, shown, status }) => ({
        text: shown,
        visible: seq === id && status === 'closed',
      })),
  }),
  page('/figures', { needs: () => [['figures.view']] }),
  route('/figures/export', {
    needs: () => [['figures.view'], ['file.export']],
    // What leaves is on record.
    writes: true,
    at: () => '/figures/export?as=csv',
    shows: () => ['rests_on'],
  }),
  route('/audit/export', {
    // That the trail was taken is itself on record.
    writes: true,
    needs: () => [['audit.export']],
    at: () => '/audit/export?details=1',
    shows: (_, { tenant }) => [`entry 2 ${tenant?.canary ?? ''}`, `state ${tenant?.canary ?? ''}`],
    secrets: (_, { tenant }) =>
      (tenant?.auditedVotes ?? []).map(({ shown, status }) => ({
        text: shown,
        visible: status === 'closed',
      })),
  }),
  page('/administration/setup', { needs: () => [['setup.view']] }),
  action(`${at}/setup/actions.ts#sendTestMailAction`, {
    things: none,
    needs: () => [['setup.testMail']],
    // It waits in the outbox, and stands on record.
    writes: true,
    fields: () => ({}),
  }),
  page('/audit/accreditation', { needs: () => [['accreditation.export']] }),
  route('/audit/accreditation/file', {
    // That it was taken is itself on record.
    writes: true,
    needs: () => [['accreditation.export']],
    at: () => '/audit/accreditation/file?from=2000-01-01&to=2000-01-02',
  }),
  action<PlainThing>('app/(administration)/audit/actions.ts#eraseAuditDetailAction', {
    things: inAudit,
    expect: (party, thing) => auditExpectation(party, thing, 'audit.erase'),
    writes: (_, { status }) => status === 'whole',
    fields: ({ id }) => ({ seq: id, reason: 'Asked for by the matrix' }),
  }),
  action(`${at}/actions.ts#saveInstitutionAction`, {
    things: none,
    needs: () => [['institution.save']],
    fields: (_, { party, isAllowed }) => ({
      expectedVersion: seenAs({ rowVersion: 1 }, isAllowed),
      name: party.tenant?.slug.startsWith('ash') ? 'Ash University' : 'Birch University',
      shortName: 'Tree',
      country: 'NL',
      timeZone: 'Europe/Amsterdam',
      siteUrl: '',
    }),
  }),
  action<PlainThing>(`${at}/courses/actions.ts#saveCourseAction`, {
    things: bothOf((tenant) => tenant.courses),
    needs: () => [['course.save']],
    fields: (course, { isAllowed }) => ({
      courseId: course.id,
      expectedVersion: seenAs(course, isAllowed),
      title: course.shown,
      credits: '5',
      level: '',
      status: 'active',
    }),
  }),
  action<PlainThing>(`${at}/courses/actions.ts#saveCourseContentAction`, {
    things: bothOf((tenant) => tenant.courses),
    needs: () => [['course.save']],
    fields: (course, { isAllowed }) => ({
      courseId: course.id,
      expectedVersion: seenAs(course, isAllowed),
      departmentId: '',
      outcomes: 'something else',
    }),
  }),
  // To itself: allowed calls are refused for that, after authorization.
  action<PlainThing>(`${at}/courses/actions.ts#relateCoursesAction`, {
    things: bothOf((tenant) => tenant.courses),
    needs: () => [['course.save']],
    fields: (course) => ({
      courseId: course.id,
      kind: 'equivalent',
      otherCode: course.label,
      credits: '',
    }),
  }),
  action<PlainThing>(`${at}/courses/actions.ts#endCourseRelationAction`, {
    things: bothOf((tenant) => tenant.courses),
    needs: () => [['course.save']],
    // A day that is over: refused after authorization.
    fields: (course) => ({
      pageId: course.id,
      kind: 'equivalent',
      courseId: course.id,
      otherCourseId: course.id,
      lastDay: '2020-01-01',
    }),
  }),
  action<PlainThing>(`${at}/programs/actions.ts#saveLimitsAction`, {
    things: bothOf((tenant) => tenant.programs),
    needs: () => [['program.save']],
    fields: (program, { isAllowed }) => ({
      programId: program.id,
      expectedVersion: seenAs(program, isAllowed),
      firstDay: '2099-01-01',
      'limits.0.kind': 'most',
      'limits.0.amount': '6',
      'limits.0.levels': 'UD',
    }),
  }),
  action<PlainThing>(`${at}/programs/actions.ts#saveAreasAction`, {
    things: bothOf((tenant) => tenant.programs),
    needs: () => [['program.save']],
    fields: (program, { isAllowed }) => ({
      programId: program.id,
      expectedVersion: seenAs(program, isAllowed),
      firstDay: '2099-01-01',
      'areas.0.title': 'Core',
      'areas.0.credits': '',
      'areas.0.courses': '',
    }),
  }),
  // A code that is taken: allowed calls are refused for that, after authorization.
  action(`${at}/courses/actions.ts#addCourseAction`, {
    needs: () => [['course.save']],
    fields: (_, { party, isAllowed }) => ({
      code: isAllowed ? (party.tenant?.courses[0]?.label ?? '') : 'NEW-1',
      kind: 'course',
      departmentId: '',
      title: 'New course',
      credits: '5',
      level: '',
      status: 'active',
    }),
  }),
  action(`${at}/programs/actions.ts#addProgramAction`, {
    needs: () => [['program.save']],
    fields: (_, { party, isAllowed }) => ({
      code: isAllowed ? (party.tenant?.programs[0]?.label ?? '') : 'NEW-1',
      departmentId: '',
      level: '',
      title: 'New program',
      totalCredits: '120',
      status: 'active',
    }),
  }),
  action<PlainThing>(`${at}/programs/actions.ts#saveProgramAction`, {
    things: bothOf((tenant) => tenant.programs),
    needs: () => [['program.save']],
    fields: (program, { isAllowed }) => ({
      programId: program.id,
      expectedVersion: seenAs(program, isAllowed),
      title: program.shown,
      totalCredits: '120',
      status: 'active',
    }),
  }),
  // A code that is taken: allowed calls are refused for that, after authorization.
  action(`${at}/departments/actions.ts#addDepartmentAction`, {
    needs: () => [['department.save']],
    fields: (_, { isAllowed }) => ({ code: isAllowed ? 'INF' : 'NEW', name: 'New department' }),
  }),
  action<PlainThing>(`${at}/departments/actions.ts#saveDepartmentAction`, {
    things: departments,
    needs: () => [['department.save']],
    fields: (one, { isAllowed }) => ({
      departmentId: one.id,
      expectedVersion: seenAs(one, isAllowed),
      code: one.label,
      name: one.shown,
    }),
  }),
  action<PlainThing>(`${at}/departments/actions.ts#archiveDepartmentAction`, {
    things: departments,
    needs: () => [['department.save']],
    fields: (one, { isAllowed }) => ({
      departmentId: one.id,
      expectedVersion: seenAs(one, isAllowed),
      isArchived: 'yes',
    }),
  }),
  action(`${at}/people/actions.ts#addPersonAction`, {
    needs: () => [['person.save']],
    fields: (_, { isAllowed, party }) => ({
      name: 'New person',
      email: isAllowed ? (party.tenant?.people.dean.email ?? '') : 'new.person@example.test',
    }),
  }),
  action<PersonThing>(`${at}/people/actions.ts#savePersonAction`, {
    things: people,
    needs: ({ id }) => [['person.save', { tenantId: null, personId: id }]],
    fields: (person, { isAllowed }) => ({
      personId: person.id,
      expectedVersion: seenAs(person, isAllowed),
      name: 'Somebody else',
      email: 'somebody.else@example.test',
    }),
  }),
  action<PersonThing>(`${at}/people/actions.ts#suspendPersonAction`, {
    things: people,
    needs: ({ id }) => [['person.suspend', { tenantId: null, personId: id }]],
    order: 'authorize',
    fields: (person, { isAllowed }) => ({
      personId: person.id,
      expectedVersion: seenAs(person, isAllowed),
      status: 'suspended',
      reason: 'By the matrix',
    }),
  }),
  action<PersonThing>(`${at}/people/actions.ts#giveRoleAction`, {
    // A reviewer's role without its department is refused after authorization.
    things: people,
    needs: ({ id }) => [['role.give', { tenantId: null, personId: id }]],
    fields: (person, { isAllowed }) => ({
      personId: person.id,
      role: isAllowed ? 'reviewer' : 'registrar',
      departmentId: '',
    }),
  }),
  action<PlainThing>(`${at}/people/actions.ts#endRoleAction`, {
    // The only administrator's role is not ended; anybody else's is, where that is allowed.
    things: bothOf((tenant) => tenant.grants),
    needs: () => [['role.end']],
    writes: (_, { label }) => !label.startsWith('administrator'),
    fields: ({ id }) => ({ grantId: id }),
  }),
  ...(
    [
      // Who proposed the one that an administrator may confirm is none any more, so it is refused after authorization.
      ['confirm', false],
      ['decline', true],
      ['withdraw', true],
    ] as const
  ).map(([verb, writes]) =>
    action<Tenant['proposals'][number]>(`${at}/people/actions.ts#${verb}RoleAction`, {
      things: bothOf((tenant) => tenant.proposals),
      needs: ({ facts }) => [[`role.${verb}`, facts]],
      writes,
      fields: ({ id }) => ({ proposalId: id, ...(verb === 'decline' && { reason: 'By the matrix' }) }),
    }),
  ),
  action(`${at}/issuers/actions.ts#proposeIssuerAction`, {
    needs: () => [['issuer.propose']],
    writes: true,
    fields: () => ({
      identity: `did:web:${randomUUID()}.example`,
      name: 'By the matrix',
      reason: 'By the matrix',
      sourceUrl: 'https://register.example/',
      firstDay: '2026-01-01',
    }),
  }),
  ...(['confirm', 'decline'] as const).map((verb) =>
    action<Tenant['issuers'][number]>(`${at}/issuers/actions.ts#${verb}IssuerAction`, {
      things: bothOf((tenant) => tenant.issuers.slice(1)),
      needs: ({ facts }) => [[`issuer.${verb}`, facts]],
      writes: true,
      fields: ({ id }) => ({ issuerId: id }),
    }),
  ),
  action<Tenant['issuers'][number]>(`${at}/issuers/actions.ts#endIssuerAction`, {
    things: bothOf((tenant) => tenant.issuers.slice(0, 1)),
    needs: () => [['issuer.end']],
    writes: true,
    fields: ({ id }) => ({ issuerId: id, lastDay: '2098-12-31', reason: 'By the matrix' }),
  }),
  action(`${at}/records/actions.ts#changeKeyAction`, {
    needs: () => [['record.changeKey']],
    // As from a page of before the first key.
    passed: ['record/key-changed-meanwhile'],
    fields: () => ({ instead: '' }),
  }),
  action(`${at}/records/actions.ts#signRecordsAction`, {
    needs: () => [['record.sign']],
    // The keys of the matrix are nobody's.
    passed: ['record/no-secret', 'record/secret-changed'],
    fields: () => ({}),
  }),
  action(`${at}/policy/actions.ts#draftPolicyAction`, {
    needs: () => [['policy.draft']],
    fields: () => ({}),
  }),
  action<PlainThing>(`${at}/policy/actions.ts#revisePolicyAction`, {
    things: policies,
    needs: () => [['policy.draft']],
    fields: (policy, { isAllowed }) => ({
      policyId: policy.id,
      expectedVersion: seenAs(policy, isAllowed),
      ...policyForm,
    }),
  }),
  action<PlainThing>(`${at}/policy/actions.ts#adoptPolicyAction`, {
    things: policies,
    needs: ({ authorId }) => [['policy.adopt', { tenantId: null, ...(authorId && { authorId }) }]],
    fields: (policy, { isAllowed }) => ({ policyId: policy.id, expectedVersion: seenAs(policy, isAllowed) }),
  }),
];

function auditExpectation(party: Party, entry: PlainThing, permission: Permission): Expected {
  const byRole = decide(party, nothing, [[permission]], 'authorize');
  if (!byRole.allowed) return byRole;
  const last = Math.max(...(party.tenant?.auditEntries ?? []).map(({ id }) => Number(id)));
  return Number(entry.id) <= last
    ? byRole
    : { allowed: false, code: 'not_found', reason: 'audit/no-such-entry' };
}
