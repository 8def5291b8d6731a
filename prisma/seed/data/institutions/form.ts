import type { Role } from '@/lib/access/actor';
import type { CreditPolicy, Limit } from '@/lib/credit/input';
import type { AppealRoute, ReviewPolicy } from '@/lib/institution/policy-version';
import type { Topic } from '../topics';

export type InstitutionKey = 'northbridge' | 'zulawy' | 'muehlenau' | 'carrowmere';

/** Everything of one invented institution but its rules. */
export interface DemonstrationInstitution {
  key: InstitutionKey;
  slug: string;
  name: string;
  shortName: string;
  country: string;
  homeUnit: 'US_SEM' | 'ECTS' | 'UK_CATS';
  timeZone: string;
  /** Reserved for examples, so that no mail ever reaches anybody. */
  mailDomain: `${string}.example`;
  departments: Readonly<Record<string, string>>;
  courses: readonly CourseRow[];
  /** `overlap` says how many credits the two courses share. */
  relations: readonly (readonly [
    course: string,
    kind: 'equivalent' | 'outranks' | 'overlap',
    other: string,
    credits?: string,
  ])[];
  programs: readonly DemonstrationProgram[];
  /** The policy before the one in force, the one in force, and what is being prepared. */
  policies: { earlier: Policy; current: Policy; draft: Policy };
  people: readonly DemonstrationPerson[];
  /** Catalog entries this institution listed and keeps: by subject or by platform; the first institution keeps the rest. */
  keeps: readonly string[];
}
export type CourseRow = readonly [
  department: string,
  code: string,
  title: string,
  credits: string | null,
  level: string,
  topic: Topic,
  state?: 'inactive',
];

export interface DemonstrationProgram {
  code: string;
  title: string;
  department: string | null;
  level: string;
  totalCredits: string;
  limits: Limit[];
}
export interface Policy {
  credit: CreditPolicy;
  review: ReviewPolicy;
  /** Absent: nothing is stated about appeals. */
  appeal?: AppealRoute;
  note: string;
}
/** Roles; those of a department with its code. */
export interface DemonstrationPerson {
  name: string;
  mail: string;
  roles: readonly (Role | readonly [Role, string])[];
}
