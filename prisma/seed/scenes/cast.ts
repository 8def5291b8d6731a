import type { HeldRole, Role, StaffMember } from '@/lib/access/actor';
import type { DemonstrationInstitution, DemonstrationPerson } from '../data/institutions/form';
import { departmentId, idOf, institutionId, personId } from '../ids';

/** The staff of one institution, by what they do. */
export interface Cast {
  evaluators: StaffMember[];
  registrars: StaffMember[];
  dean: StaffMember;
  /** Reviewers of a department, and its chair. */
  reviewers(department: string): StaffMember[];
  chair(department: string): StaffMember;
  committeeChair: StaffMember;
  byId(id: string): StaffMember;
}

export function castOf(institution: DemonstrationInstitution): Cast {
  const people = institution.people.map((person) => actorOf(institution, person));
  const holding = (role: Role, department?: string) =>
    people.filter(({ roles }) =>
      roles.some(
        (held) =>
          held.role === role &&
          (!department || held.departmentId === departmentId(institution.key, department)),
      ),
    );
  return {
    evaluators: holding('evaluator'),
    registrars: holding('registrar'),
    dean: first(holding('dean')),
    reviewers: (department) => holding('reviewer', department),
    chair: (department) => first(holding('chair', department)),
    committeeChair: first(holding('committee_chair')),
    byId: (id) => first(people.filter((person) => person.personId === id)),
  };
}

function actorOf({ key }: DemonstrationInstitution, { name, mail, roles }: DemonstrationPerson): StaffMember {
  const held = roles.map(
    (role): HeldRole =>
      typeof role === 'string'
        ? { role, departmentId: null }
        : { role: role[0], departmentId: departmentId(key, role[1]) },
  );
  return {
    kind: 'staff',
    userId: idOf('user', key, mail),
    tenantId: institutionId(key),
    personId: personId(key, mail),
    name,
    isDemonstration: true,
    roles: held,
  };
}

export function first<T>(of: readonly T[]): T {
  const [found] = of;
  if (found === undefined) throw new Error('The demonstration data lacks somebody for this part.');
  return found;
}

/** One of several, the same one for the same number. */
export function pick<T>(of: readonly T[], n: number): T {
  return first(of.slice(n % of.length));
}
