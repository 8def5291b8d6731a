import type { HomeUnit } from '@/lib/amount/unit';
import type { FoundNames } from '@/lib/db/public-rules';

/** What the ids and codes in one institution's rules are called; certificates lead to their own pages. */
export interface Names {
  microCredentials: Record<string, { title: string; href?: string }>;
  courses: Record<string, string>;
  courseCredits: Record<string, string | null>;
  programs: Record<string, string>;
  homeUnit: HomeUnit;
}

/** `here` is the page's own certificate, which needs no link to itself. */
export function namesFor(
  institution: { id: string; homeUnit: HomeUnit },
  found: FoundNames,
  here?: string,
): Names {
  return {
    microCredentials: Object.fromEntries(
      Object.entries(found.microCredentials).map(([id, { title, slug }]) => [
        id,
        id === here ? { title } : { title, href: `/catalog/${slug}` },
      ]),
    ),
    courses: found.courses[institution.id] ?? {},
    courseCredits: found.credits[institution.id] ?? {},
    programs: found.programs[institution.id] ?? {},
    homeUnit: institution.homeUnit,
  };
}
