import { fromDay } from '@/lib/db/codec';
import type { Tx } from '@/lib/db/tx';
import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import type { Calendar } from './calendar';
import type { DemonstrationInstitution, DemonstrationPerson, Policy } from './data/institutions/form';
import { topics } from './data/topics';
import { courseId, courseOutcomeId, departmentId, idOf, institutionId, personId, programId } from './ids';
import { actIn } from './act-in';

const source = 'Demonstration data';

/** An invented institution with departments, courses, programs, people and policies. */
export async function provisionInstitution(
  tx: Tx,
  institution: DemonstrationInstitution,
  calendar: Calendar,
): Promise<void> {
  const { key } = institution;
  const tenantId = institutionId(key);
  await actIn(tx, tenantId);
  await tx.institution.createMany({
    data: [
      {
        id: tenantId,
        slug: institution.slug,
        name: institution.name,
        shortName: institution.shortName,
        country: institution.country,
        homeUnit: institution.homeUnit,
        timeZone: institution.timeZone,
        siteUrl: `https://www.${institution.mailDomain}/`,
        isDemonstration: true,
        createdAt: calendar.at(1500),
      },
    ],
  });
  await tx.department.createMany({
    data: Object.entries(institution.departments).map(([code, name]) => ({
      tenantId,
      id: departmentId(key, code),
      code,
      name,
    })),
  });
  await insertPeople(tx, institution, calendar);
  await insertCourses(tx, institution);
  await tx.program.createMany({
    data: institution.programs.map((program) => ({
      tenantId,
      id: programId(key, program.code),
      departmentId: program.department && departmentId(key, program.department),
      code: program.code,
      title: program.title,
      level: program.level,
      totalCredits: program.totalCredits,
      limits: program.limits,
      requirements: [],
      source,
    })),
  });
  await insertPolicies(tx, institution, calendar);
}

async function insertPeople(
  tx: Tx,
  { key, people, mailDomain }: DemonstrationInstitution,
  calendar: Calendar,
): Promise<void> {
  const tenantId = institutionId(key);
  await tx.person.createMany({
    data: people.map(({ name, mail }) => ({
      tenantId,
      id: personId(key, mail),
      name,
      email: `${mail}@${mailDomain}`,
      isDemonstration: true,
      createdAt: calendar.at(1490),
    })),
  });
  const [first, second] = people.filter((person) => person.roles.includes('administrator'));
  if (!first || !second) throw new Error(`${key} needs two administrators.`);
  const grant = (person: DemonstrationPerson, role: string, department: string | null) => ({
    tenantId,
    id: idOf('role', key, person.mail, role, department ?? ''),
    personId: personId(key, person.mail),
    role,
    departmentId: department && departmentId(key, department),
    grantedById: personId(key, (person === first ? second : first).mail),
    grantedAt: calendar.at(1480),
  });
  await tx.roleGrant.createMany({
    data: people.flatMap((person) =>
      person.roles.map((held) =>
        typeof held === 'string' ? grant(person, held, null) : grant(person, held[0], held[1]),
      ),
    ),
  });
}

async function insertCourses(tx: Tx, { key, courses, relations }: DemonstrationInstitution): Promise<void> {
  const tenantId = institutionId(key);
  await tx.course.createMany({
    data: courses.map(([department, code, title, credits, level, , state]) => ({
      tenantId,
      id: courseId(key, code),
      departmentId: departmentId(key, department),
      code,
      title,
      credits,
      level,
      status: state ?? 'active',
      source,
    })),
  });
  await tx.courseOutcome.createMany({
    data: courses.flatMap(([, code, , , , topic], index) =>
      outcomesOf(topic, index).map((text, position) => ({
        tenantId,
        id: courseOutcomeId(key, code, position + 1),
        courseId: courseId(key, code),
        position: position + 1,
        text,
      })),
    ),
  });
  await tx.courseRelation.createMany({
    data: relations.map(([course, kind, other, credits]) => ({
      tenantId,
      courseId: courseId(key, course),
      otherCourseId: courseId(key, other),
      kind,
      credits: credits ?? null,
    })),
  });
}

/** Four to six of a topic's outcomes: courses on one topic differ a little from place to place. */
export function outcomesOf(topic: keyof typeof topics, index: number): readonly string[] {
  const all = topics[topic];
  return all.slice(0, all.length - (index % 3));
}

async function insertPolicies(
  tx: Tx,
  { key, people, policies }: DemonstrationInstitution,
  calendar: Calendar,
): Promise<void> {
  const tenantId = institutionId(key);
  const [registrar, secondRegistrar] = people.filter((person) => person.roles.includes('registrar'));
  if (!registrar || !secondRegistrar) throw new Error(`${key} needs two registrars.`);
  const authorId = personId(key, registrar.mail);
  const adoptedById = personId(key, secondRegistrar.mail);
  const change = calendar.month(20);
  const row = (version: number, { credit, review, appeal, note }: Policy) => ({
    tenantId,
    id: idOf('policy', key, String(version)),
    version,
    credit,
    review,
    ...(appeal !== undefined && { appeal }),
    note,
    authorId,
  });
  await tx.policyVersion.createMany({
    data: [
      {
        ...row(1, policies.earlier),
        status: 'adopted',
        effectiveFrom: midnight(calendar.month(60)),
        effectiveTo: fromDay(addDays(change, -1)),
        adoptedById,
        adoptedAt: calendar.at(1470),
        createdAt: calendar.at(1475),
      },
      {
        ...row(2, policies.current),
        status: 'adopted',
        effectiveFrom: midnight(change),
        effectiveTo: null,
        adoptedById,
        adoptedAt: calendar.at(640),
        createdAt: calendar.at(660),
      },
      {
        ...row(3, policies.draft),
        status: 'draft',
        effectiveFrom: midnight(calendar.month(-4)),
        effectiveTo: null,
        adoptedById: null,
        adoptedAt: null,
        createdAt: calendar.at(9),
      },
    ],
  });
}

function midnight(day: CivilDate): Date {
  return new Date(`${day}T00:00:00Z`);
}
