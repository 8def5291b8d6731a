import type { HomeUnit } from '@/lib/amount/unit';

/** What the ids and codes in rules of one institution are called. Unknown ones are shown as they are. */
export interface RuleNames {
  /** Each with the language of its title, as listed, where that is known. */
  microCredentials: Readonly<Record<string, { title: string; language?: string | null; href?: string }>>;
  courses: Readonly<Record<string, string>>;
  /** Course code → its credit in the home unit, for lines that leave the amount to the course. */
  courseCredits?: Readonly<Record<string, string | null>>;
  programs: Readonly<Record<string, string>>;
  homeUnit: HomeUnit;
}
