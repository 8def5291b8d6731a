import type { CivilDate } from '@/lib/kernel/civil-date';

/** What can be wrong with a rule in force, as the page of health sorts it: what gives wrong credit today comes first. */
export const healthKinds = [
  'contradiction',
  'target',
  'certificate',
  'recommendation',
  'gap',
  'overlap',
  'review',
  'window',
  'department',
] as const;
export type HealthKind = (typeof healthKinds)[number];

/** Where the fault is mended: in the next version of the rule, by suspending it, or at what it rests on. */
export type HealthFix =
  | 'newVersion'
  | 'reviewAgain'
  | 'suspend'
  | 'end'
  | 'mapGap'
  | 'correctCourse'
  | 'correctProgram'
  | 'lookAtChange'
  | 'giveDepartment'
  | 'mergeEntries'
  | 'relateCourses';

/** Everything that is found, by the name under which its words stand: of which kind it is, and what is proposed. */
const table = {
  'denied-elsewhere': ['contradiction', 'suspend'],
  'other-outcome': ['contradiction', 'suspend'],
  'course-unknown': ['target', 'newVersion'],
  'course-inactive': ['target', 'newVersion'],
  'course-ends': ['target', 'newVersion'],
  'course-without-credit': ['target', 'correctCourse'],
  'over-course': ['target', 'newVersion'],
  'course-changed': ['target', 'lookAtChange'],
  'course-pair': ['target', 'relateCourses'],
  'program-unknown': ['target', 'newVersion'],
  'program-inactive': ['target', 'correctProgram'],
  'program-changed': ['target', 'lookAtChange'],
  'micro-credential-unknown': ['certificate', 'end'],
  'micro-credential-withdrawn': ['certificate', 'end'],
  'micro-credential-merged': ['certificate', 'newVersion'],
  'criterion-excluded': ['certificate', 'newVersion'],
  'certificate-pair': ['certificate', 'mergeEntries'],
  'certificate-ended': ['certificate', 'end'],
  'certificate-renewed': ['certificate', 'reviewAgain'],
  'certificate-changed': ['certificate', 'lookAtChange'],
  'version-unknown': ['certificate', 'newVersion'],
  'recommendation-lapsed': ['recommendation', 'reviewAgain'],
  'recommendation-lapses': ['recommendation', 'reviewAgain'],
  'recommendation-changed': ['recommendation', 'lookAtChange'],
  'score-gap': ['gap', 'mapGap'],
  'score-overlap': ['overlap', 'newVersion'],
  'ambiguous-duplicate': ['overlap', 'suspend'],
  'ambiguous-equivalent-blanket': ['overlap', 'newVersion'],
  'ambiguous-blanket-versus-real': ['overlap', 'newVersion'],
  'ambiguous-multiple-real': ['overlap', 'newVersion'],
  'review-overdue': ['review', 'reviewAgain'],
  'review-due': ['review', 'reviewAgain'],
  'claim-closed': ['window', 'newVersion'],
  'claim-closes': ['window', 'newVersion'],
  'certificates-closed': ['window', 'newVersion'],
  'certificates-close': ['window', 'newVersion'],
  'term-closed': ['window', 'newVersion'],
  'term-closes': ['window', 'newVersion'],
  'department-missing': ['department', 'giveDepartment'],
  'department-archived': ['department', 'giveDepartment'],
} as const satisfies Record<string, readonly [HealthKind, HealthFix]>;

export type HealthCode = keyof typeof table;
/** All of them, in the order of the table. */
export const healthCodes = Object.keys(table) as HealthCode[];

/** Whether the linter's or anybody's name for something is one that is told of here. */
export function isHealthCode(code: string): code is HealthCode {
  return Object.hasOwn(table, code);
}

/** Of which kind it is, and so under which heading it stands. */
export function kindOf(code: HealthCode): HealthKind {
  return table[code][0];
}

/** What is proposed to whoever may do it. */
export function fixOf(code: HealthCode): HealthFix {
  return table[code][1];
}

/** Of which the day is the last one on which all is well, and not the first on which it is not. */
const lastDays: readonly HealthCode[] = [
  'recommendation-lapses',
  'review-due',
  'claim-closes',
  'certificates-close',
  'term-closes',
];

/** Whether what is found is still to come on that day, or is so already: what is wrong from a day on is so on that day. */
export function isStillToCome(code: HealthCode, day: CivilDate, today: CivilDate): boolean {
  return lastDays.includes(code) ? day >= today : day > today;
}

/** Something that is wrong, or will be, with one rule in force. */
export interface HealthFinding {
  code: HealthCode;
  ruleVersionId: string;
  departmentId: string | null;
  /** Since when, or by when where that is still to come; null where nobody can say. */
  day: CivilDate | null;
  /** What the words mention; amounts in the home unit. */
  values: Readonly<Record<string, string>>;
  /** The other rule that it is about, and how many more there are beside that one. */
  other: { id: string; title: string; more: number } | null;
  /** What is to be opened for the fix, where that is not the rule: the code of a course or a program, or the id of a certificate. */
  subject: string | null;
}
