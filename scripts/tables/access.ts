import type { StaffMember, Student } from '@/lib/access/actor';
import { Role, visitor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import type { Resource } from '@/lib/access/resource';
import { type Permission, permissions } from '@/lib/access/permission';

const [here, elsewhere, ownDepartment, otherDepartment, me, somebody] = [
  'here',
  'elsewhere',
  'own',
  'other',
  'me',
  'somebody',
] as const;

/** A rule, a review or a record at which nobody plays a part yet, in the actor's own department. */
const plain: Resource = {
  tenantId: here,
  departmentId: ownDepartment,
  authorId: somebody,
  importedById: somebody,
  assigneeIds: [somebody],
  recusedIds: [],
  chairId: somebody,
  stageKind: 'department',
  voterIds: [somebody, 'another'],
  personId: somebody,
  proposedById: somebody,
  involvedIds: [somebody],
  studentId: somebody,
  claimantId: 'somebody else',
  claimantRecordIds: [somebody],
  deciderIds: [somebody],
};

/** How somebody can stand to a thing. */
export const relations: Record<string, Resource> = {
  stranger: plain,
  'other department': { ...plain, departmentId: otherDepartment },
  author: { ...plain, authorId: me },
  assigned: { ...plain, assigneeIds: [somebody, me] },
  'assigned author': { ...plain, assigneeIds: [me], authorId: me },
  recused: { ...plain, assigneeIds: [somebody, me], recusedIds: [me] },
  'named chair': { ...plain, chairId: me },
  'led by nobody': { ...plain, isLed: false },
  'named chair and author': { ...plain, chairId: me, authorId: me },
  'committee stage': { ...plain, stageKind: 'committee' },
  'dean’s stage': { ...plain, stageKind: 'dean' },
  'sole voter': { ...plain, voterIds: [me] },
  importer: { ...plain, importedById: me },
  oneself: { ...plain, personId: me },
  proposer: { ...plain, proposedById: me, involvedIds: [me, somebody] },
  'perhaps the proposer or the proposed': { ...plain, involvedIds: [somebody, me] },
  'own claim': { ...plain, studentId: me, claimantId: 'u' },
  'own claim by another record': { ...plain, claimantRecordIds: [me] },
  'own decision': { ...plain, deciderIds: [me] },
  'other institution': { ...plain, tenantId: elsewhere },
};

function staffWith(role: Role): StaffMember {
  return {
    kind: 'staff',
    userId: 'u',
    tenantId: here,
    personId: me,
    name: 'Me',
    isDemonstration: false,
    roles: [{ role, departmentId: role === 'reviewer' || role === 'chair' ? ownDepartment : null }],
  };
}

const student: Student = { kind: 'student', userId: 'u', tenantId: here, studentId: me, name: 'Me' };

const withoutRole: StaffMember = { ...staffWith('auditor'), roles: [] };

/** Every permission × relation with everybody who is allowed: one line each, for a reviewer to read; of another function than ours to compare with. */
export function accessMatrix(decide: typeof can = can): string {
  const lines = permissions.flatMap((permission) =>
    Object.entries(relations).map(([relation, resource]) => {
      const allowed = Role.options.filter((role) => decide(staffWith(role), permission, resource).allowed);
      const others = [
        ...(decide(withoutRole, permission, resource).allowed ? ['staff without role'] : []),
        ...(decide(student, permission, resource).allowed ? ['student'] : []),
        ...(decide({ kind: 'guest', userId: 'u' }, permission, resource).allowed ? ['guest'] : []),
        ...(decide(visitor, permission, resource).allowed ? ['visitor'] : []),
      ];
      const who = [...(allowed.length === Role.options.length ? ['every role'] : allowed), ...others];
      return `${permission} | ${relation} | ${who.length === 0 ? 'nobody' : who.join(', ')}`;
    }),
  );
  return `${lines.join('\n')}\n`;
}

function cell(role: Role, permission: Permission): string {
  const allowedAs = (relation: string) =>
    can(staffWith(role), permission, relations[relation] as Resource).allowed;
  const alone = (given: string) => allowedAs(given) && !allowedAs('stranger');
  if (allowedAs('stranger')) {
    const except = [
      ...(allowedAs('other department') ? [] : ['own department']),
      ...(allowedAs('author') ? [] : ['not own work']),
      ...(allowedAs('sole voter') ? [] : ['not as sole voter']),
      ...(allowedAs('importer') ? [] : ['not own import']),
      ...(allowedAs('oneself') ? [] : ['not oneself']),
      ...(allowedAs('recused') ? [] : ['not recused']),
      ...(allowedAs('own claim') ? [] : ['not own claim']),
      ...(allowedAs('own decision') ? [] : ['not own decision']),
      ...(allowedAs('proposer') ? [] : ['not own proposal']),
      ...(allowedAs('perhaps the proposer or the proposed') ? [] : ['not involved']),
    ];
    return except.length === 0 ? 'yes' : except.join(', ');
  }
  const ways = [
    ...(alone('author') ? ['own work'] : []),
    ...(alone('proposer') ? ['own proposal'] : []),
    ...(alone('assigned') ? ['when assigned'] : []),
    ...(alone('named chair') ? ['when leading the stage'] : []),
    ...(alone('led by nobody') ? ['where nobody leads'] : []),
    ...(alone('committee stage') ? ['committee stage'] : []),
    ...(alone('dean’s stage') ? ['dean’s stage'] : []),
  ];
  return ways.length === 0 ? '–' : ways.join(', ');
}

/** Role × permission as a table for people; verbs that everybody may use are named below it. */
export function authorizationTable(): string {
  const open = permissions.filter((permission) => can(visitor, permission, { tenantId: null }).allowed);
  const rows = permissions
    .filter((permission) => !open.includes(permission))
    .map(
      (permission) =>
        `| \`${permission}\` | ${Role.options.map((role) => cell(role, permission)).join(' | ')} |`,
    );
  return [
    `| | ${Role.options.map((role) => role.replaceAll('_', ' ')).join(' | ')} |`,
    `|---|${Role.options.map(() => '---').join('|')}|`,
    ...rows,
    '',
    `Open to everybody, signed in or not: ${open.map((permission) => `\`${permission}\``).join(', ')}.`,
  ].join('\n');
}
