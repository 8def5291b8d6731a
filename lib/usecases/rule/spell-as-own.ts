import { findCourses, programsOn } from '@/lib/db/institutions';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { inOwnSpelling } from '@/lib/rule/own-spelling';
import { curriculumCodesIn, type RuleDefinition } from '@/lib/rule/rule-version';

/** The step by which a draft is stored: its courses and programs as the institution writes them on the day it begins, or today. */
export async function spellAsOwn(
  tx: Tx,
  definition: RuleDefinition,
  today: CivilDate,
): Promise<RuleDefinition> {
  const from = definition.claimWindow?.from;
  const day = from && from > today ? from : today;
  const courses = await findCourses(tx, curriculumCodesIn(definition), day);
  const programs = definition.programs ? await programsOn(tx, day) : [];
  return inOwnSpelling(definition, {
    courses: courses.map(({ code }) => code),
    programs: programs.map(({ code }) => code),
  });
}
