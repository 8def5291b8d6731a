import type { HomeUnit } from '@/lib/amount/unit';

/** What a rule's codes and ids are called. Unknown ones are shown as they are. */
export type RuleNames = {
  microCredentials: Readonly<Record<string, { title: string; href?: string }>>;
  courses: Readonly<Record<string, string>>;
  programs: Readonly<Record<string, string>>;
  homeUnit: HomeUnit;
};
