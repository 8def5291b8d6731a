import type { HomeUnit } from '@/lib/amount/unit';
import { findCourses, programsOn } from '@/lib/db/institutions';
import { findTitles } from '@/lib/db/micro-credentials';
import { byCode } from '@/lib/institution/course-code';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { RuleNames } from '@/lib/rule/rule-names';
import { curriculumCodesIn, microCredentialIdsIn, type RuleDefinition } from '@/lib/rule/rule-version';

/** What the ids and codes in these definitions are called; courses and programs as on the day. */
export async function namesOfRules(
  tx: Tx,
  homeUnit: HomeUnit,
  day: CivilDate,
  definitions: readonly RuleDefinition[],
): Promise<RuleNames> {
  const titles = await findTitles(
    tx,
    definitions.flatMap(({ premise }) => microCredentialIdsIn(premise)),
  );
  const codes = definitions.flatMap(curriculumCodesIn);
  const courses = [...byCode(await findCourses(tx, codes, day), codes)];
  const programs = definitions.some((definition) => definition.programs) ? await programsOn(tx, day) : [];
  return {
    microCredentials: Object.fromEntries(
      titles.map(({ id, title, language, slug }) => [id, { title, language, href: `/catalog/${slug}` }]),
    ),
    courses: Object.fromEntries(courses.map(([code, { title }]) => [code, title])),
    courseCredits: Object.fromEntries(courses.map(([code, { credits }]) => [code, credits])),
    programs: Object.fromEntries(programs.map(({ code, title }) => [code, title])),
    homeUnit,
  };
}
