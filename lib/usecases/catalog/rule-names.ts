import type { HomeUnit } from '@/lib/amount/unit';
import type { FoundNames } from '@/lib/db/public-rules';
import type { RuleNames } from '@/lib/rule/rule-names';

/** `here` is the page's own certificate, which needs no link to itself. */
export function namesFor(
  institution: { id: string; homeUnit: HomeUnit },
  found: FoundNames,
  here?: string,
): RuleNames {
  return {
    microCredentials: Object.fromEntries(
      Object.entries(found.microCredentials).map(([id, { title, language, slug }]) => [
        id,
        id === here ? { title, language } : { title, language, href: `/catalog/${slug}` },
      ]),
    ),
    courses: found.courses[institution.id] ?? {},
    courseCredits: found.credits[institution.id] ?? {},
    programs: found.programs[institution.id] ?? {},
    homeUnit: institution.homeUnit,
  };
}
