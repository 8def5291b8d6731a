import type { HomeUnit } from '@/lib/amount/unit';
import { findCourses, listPrograms } from '@/lib/db/institutions';
import { findTitles } from '@/lib/db/micro-credentials';
import type { Tx } from '@/lib/db/tx';
import { courseCodesIn, microCredentialIdsIn, type RuleDefinition } from '@/lib/rule/rule-version';

/** What the ids and codes in these definitions are called. */
export interface NamesOfRules {
  microCredentials: Record<string, { title: string; href?: string }>;
  courses: Record<string, string>;
  courseCredits: Record<string, string | null>;
  programs: Record<string, string>;
  homeUnit: HomeUnit;
}

export async function namesOfRules(
  tx: Tx,
  homeUnit: HomeUnit,
  definitions: readonly RuleDefinition[],
): Promise<NamesOfRules> {
  const titles = await findTitles(
    tx,
    definitions.flatMap(({ premise }) => microCredentialIdsIn(premise)),
  );
  const courses = await findCourses(tx, definitions.flatMap(courseCodesIn));
  const programs = definitions.some((definition) => definition.programs) ? await listPrograms(tx) : [];
  return {
    microCredentials: Object.fromEntries(
      titles.map(({ id, title, slug }) => [id, { title, href: `/catalog/${slug}` }]),
    ),
    courses: Object.fromEntries(courses.map(({ code, title }) => [code, title])),
    courseCredits: Object.fromEntries(courses.map(({ code, credits }) => [code, credits])),
    programs: Object.fromEntries(programs.map(({ code, title }) => [code, title])),
    homeUnit,
  };
}
