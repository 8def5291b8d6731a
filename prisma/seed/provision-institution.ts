import type { Tx } from '@/lib/db/tx';
import { addDays } from '@/lib/kernel/civil-date';
import type { Calendar } from './calendar';
import type { DemonstrationInstitution, DemonstrationPerson, Policy } from './data/institutions/form';
import { topics } from './data/topics';
import { courseId, courseOutcomeId, departmentId, idOf, institutionId, personId, programId } from './ids';
import { actIn, insertRows } from './insert-rows';

const source = 'Demonstration data';

/** An invented institution with departments, courses, programs, people and policies. */
export async function provisionInstitution(tx: Tx, institution: DemonstrationInstitution, calendar: Calendar): Promise<void> {
  const { key } = institution;
  const tenant_id = institutionId(key);
  await actIn(tx, tenant_id);
  await insertRows(tx, 'institution', [{
    id: tenant_id, slug: institution.slug, name: institution.name, short_name: institution.shortName, country: institution.country, home_unit: institution.homeUnit,
    time_zone: institution.timeZone, site_url: `https://www.${institution.mailDomain}/`, is_demonstration: true, created_at: calendar.at(1500),
  }]);
  await insertRows(tx, 'department', Object.entries(institution.departments).map(([code, name]) => ({ tenant_id, id: departmentId(key, code), code, name })));
  await insertPeople(tx, institution, calendar);
  await insertCourses(tx, institution);
  await insertRows(tx, 'program', institution.programs.map((program) => ({
    tenant_id, id: programId(key, program.code), department_id: program.department && departmentId(key, program.department), code: program.code, title: program.title,
    level: program.level, total_credits: program.totalCredits, limits: program.limits, requirements: [], source,
  })));
  await insertPolicies(tx, institution, calendar);
}

async function insertPeople(tx: Tx, { key, people, mailDomain }: DemonstrationInstitution, calendar: Calendar): Promise<void> {
  const tenant_id = institutionId(key);
  await insertRows(tx, 'person', people.map(({ name, mail }) => ({
    tenant_id, id: personId(key, mail), name, email: `${mail}@${mailDomain}`, is_demonstration: true, created_at: calendar.at(1490),
  })));
  const [first, second] = people.filter((person) => person.roles.includes('administrator'));
  if (!first || !second) throw new Error(`${key} needs two administrators.`);
  const grant = (person: DemonstrationPerson, role: string, department: string | null) => ({
    tenant_id, id: idOf('role', key, person.mail, role, department ?? ''), person_id: personId(key, person.mail), role,
    department_id: department && departmentId(key, department),
    granted_by_id: personId(key, (person === first ? second : first).mail), granted_at: calendar.at(1480),
  });
  await insertRows(tx, 'role_grant', people.flatMap((person) => person.roles.map((held) => (typeof held === 'string' ? grant(person, held, null) : grant(person, held[0], held[1])))));
}

async function insertCourses(tx: Tx, { key, courses, relations }: DemonstrationInstitution): Promise<void> {
  const tenant_id = institutionId(key);
  await insertRows(tx, 'course', courses.map(([department, code, title, credits, level, , state]) => ({
    tenant_id, id: courseId(key, code), department_id: departmentId(key, department), code, title, credits, level, status: state ?? 'active', source,
  })));
  await insertRows(tx, 'course_outcome', courses.flatMap(([, code, , , , topic], index) => outcomesOf(topic, index).map((text, position) => ({
    tenant_id, id: courseOutcomeId(key, code, position + 1), course_id: courseId(key, code), position: position + 1, text,
  }))));
  await insertRows(tx, 'course_relation', relations.map(([course, kind, other, credits]) => ({
    tenant_id, course_id: courseId(key, course), other_course_id: courseId(key, other), kind, credits: credits ?? null,
  })));
}

/** Four to six of a topic's outcomes: courses on one topic differ a little from place to place. */
export function outcomesOf(topic: keyof typeof topics, index: number): readonly string[] {
  const all = topics[topic];
  return all.slice(0, all.length - (index % 3));
}

async function insertPolicies(tx: Tx, { key, people, policies }: DemonstrationInstitution, calendar: Calendar): Promise<void> {
  const tenant_id = institutionId(key);
  const [registrar, secondRegistrar] = people.filter((person) => person.roles.includes('registrar'));
  if (!registrar || !secondRegistrar) throw new Error(`${key} needs two registrars.`);
  const author_id = personId(key, registrar.mail);
  const adopted_by_id = personId(key, secondRegistrar.mail);
  const change = calendar.month(20);
  const row = (version: number, { credit, review, note }: Policy) => ({ tenant_id, id: idOf('policy', key, String(version)), version, credit, review, note, author_id });
  await insertRows(tx, 'policy_version', [
    { ...row(1, policies.earlier), status: 'adopted', effective_from: calendar.month(60), effective_to: addDays(change, -1), adopted_by_id, adopted_at: calendar.at(1470), created_at: calendar.at(1475) },
    { ...row(2, policies.current), status: 'adopted', effective_from: change, effective_to: null, adopted_by_id, adopted_at: calendar.at(640), created_at: calendar.at(660) },
    { ...row(3, policies.draft), status: 'draft', effective_from: calendar.month(-4), effective_to: null, adopted_by_id: null, adopted_at: null, created_at: calendar.at(9) },
  ]);
}
