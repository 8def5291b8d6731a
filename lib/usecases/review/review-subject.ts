import { type CourseWithOutcomes, findCourses } from '@/lib/db/institutions';
import {
  findMicroCredentials,
  type MicroCredential,
  type MicroCredentialVersion,
} from '@/lib/db/micro-credentials';
import { lineKindOf } from '@/lib/institution/course-kind';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { CourseToCover } from '@/lib/review/coverage';
import { courseCodesIn, microCredentialIdsIn, type RuleVersion } from '@/lib/rule/rule-version';

/** What is compared: the courses that the rule awards with their outcomes, and the certificates that it names with theirs. */
export interface ReviewSubject {
  courses: CourseWithOutcomes[];
  certificates: { microCredential: MicroCredential; version: MicroCredentialVersion | null }[];
  /** Each course with the outcomes to cover. */
  coursesToCover: CourseToCover[];
  learningOutcomeIds: string[];
}

/** Loads both sides of the comparison; of each certificate the version that the review covers, else the newest. */
export async function reviewSubject(tx: Tx, rule: RuleVersion, day: CivilDate): Promise<ReviewSubject> {
  // What goes to a collective place covers no course.
  const courses = (await findCourses(tx, courseCodesIn(rule.definition), day)).filter(
    ({ kind }) => lineKindOf('course', kind) === 'course',
  );
  const found = await findMicroCredentials(tx, microCredentialIdsIn(rule.definition.premise));
  const certificates = found.map((microCredential) => ({
    microCredential,
    version:
      microCredential.versions.find((version) => rule.basis.microCredentialVersionIds.includes(version.id)) ??
      microCredential.versions[0] ??
      null,
  }));
  return {
    courses,
    certificates,
    coursesToCover: courses.map(({ code, outcomes }) => ({
      code,
      outcomeIds: outcomes.map((outcome) => outcome.id),
    })),
    learningOutcomeIds: certificates.flatMap(
      ({ version }) => version?.outcomes.map((outcome) => outcome.id) ?? [],
    ),
  };
}
