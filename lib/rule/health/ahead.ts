import { underCode } from '@/lib/institution/course-code';
import { addMonths, type CivilDate } from '@/lib/kernel/civil-date';
import { lastDayAdvised } from '../lint/advised';
import { leavesIn } from '../lint/reach';
import { dueSoonMonths } from '../review-due';
import { courseCodesIn } from '../rule-version';
import type { HealthCode } from './finding';
import type { HealthWorld, RuleInForce } from './rule-in-force';

/** How far one looks ahead, and how long something that has closed is still told. @units months, as the lists of work that falls due */
const horizon = dueSoonMonths;

/** What a check says: the name, the day, what the words mention, and what the fix is about. */
export interface Told {
  code: HealthCode;
  day: CivilDate | null;
  values?: Record<string, string>;
  subject?: string;
}

const within = (day: CivilDate | null, world: HealthWorld): day is CivilDate =>
  day !== null && day >= world.today && day <= addMonths(world.today, horizon);

/** Whether that day has passed, and not too long ago to be told. */
export function closedLately(day: CivilDate, today: CivilDate): boolean {
  return day < today && addMonths(day, horizon) >= today;
}

/** Whether it is to be looked at again: the day has passed, or comes within three months. @source docs/domain.md §4.8, "re-review due" */
export function reviewsDue({ reviewDueOn }: RuleInForce, world: HealthWorld): Told[] {
  if (reviewDueOn === null) return [];
  if (reviewDueOn < world.today)
    return [{ code: 'review-overdue', day: reviewDueOn, values: { day: reviewDueOn } }];
  return within(reviewDueOn, world)
    ? [{ code: 'review-due', day: reviewDueOn, values: { day: reviewDueOn } }]
    : [];
}

/** A recommendation that the rule rests on, and nothing else, ends within three months. @source docs/domain.md §5.3 (quality assurance) */
export function recommendationsLapsing(rule: RuleInForce, world: HealthWorld): Told[] {
  const day = lastDayAdvised(rule, world);
  return within(day, world) ? [{ code: 'recommendation-lapses', day, values: { day } }] : [];
}

const closing = [
  ['claimWindow', 'claim-closes'],
  ['credentialWindow', 'certificates-close'],
  ['termWindow', 'term-closes'],
] as const;

/** Windows that close within three months, each with its last day. @source docs/domain.md §4.3 */
export function windowsClosing({ definition }: RuleInForce, world: HealthWorld): Told[] {
  return closing.flatMap(([where, code]): Told[] => {
    const day = (definition[where]?.to ?? null) as CivilDate | null;
    return within(day, world) ? [{ code, day, values: { day } }] : [];
  });
}

/** Courses that are offered today and will not be: the catalog says already from when on. @source docs/domain.md §11.2 */
export function coursesEnding({ definition }: RuleInForce, world: HealthWorld): Told[] {
  return courseCodesIn(definition).flatMap((course): Told[] => {
    const known = underCode(world.courses, course);
    return known?.status === 'active' && known.endsOn !== null
      ? [{ code: 'course-ends', day: known.endsOn, values: { course, day: known.endsOn }, subject: course }]
      : [];
  });
}

/**
 * Certificates of which every version that the rule accepts has ended, though it asks for no last day of completion; and versions that
 * came after the decision and that the rule accepts without anybody having looked at them.
 * @source docs/domain.md §4.8 (micro-credential version change), §9
 */
export function certificatesChanged(rule: RuleInForce, world: HealthWorld): Told[] {
  const { today } = world;
  const { definition, publishedOn } = rule;
  if (definition.credentialWindow?.to) return [];
  return leavesIn(definition.premise).flatMap(({ leaf }): Told[] => {
    const known = world.microCredentials[leaf.mc];
    if (known?.status !== 'active') return [];
    const accepted = known.versions.filter(({ label }) => leaf.versions?.includes(label) ?? true);
    const ends = accepted.map(({ validTo }) => validTo);
    const last = latest(ends);
    if (accepted.length > 0 && last !== null && ends.every((end) => end !== null && end < today))
      return [
        {
          code: 'certificate-ended',
          day: last,
          values: { title: known.title, day: last },
          subject: leaf.mc,
        },
      ];
    if (leaf.versions !== undefined || publishedOn === null) return [];
    const newer = known.versions
      .filter(({ validFrom }) => validFrom !== null && validFrom > publishedOn && validFrom <= today)
      .sort((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? 1 : -1))[0];
    return newer === undefined
      ? []
      : [
          {
            code: 'certificate-renewed',
            day: newer.validFrom,
            values: { title: known.title, version: newer.label },
            subject: leaf.mc,
          },
        ];
  });
}

const changed = {
  course: 'course-changed',
  program: 'program-changed',
  micro_credential: 'certificate-changed',
  recommendation: 'recommendation-changed',
} as const satisfies Record<RuleInForce['changes'][number]['subject'], HealthCode>;

/** What changed below it and waits for a word that the rule follows. @source docs/domain.md §11.2 */
export function groundsChanged({ changes }: RuleInForce): Told[] {
  return changes.map(({ subject, name, firstDay }) => ({
    code: changed[subject],
    day: firstDay,
    values: { name },
  }));
}

/** A rule belongs to a department that is there, or nobody looks after it. */
export function departmentGone({ departmentId }: RuleInForce, world: HealthWorld): Told[] {
  const known = departmentId === null ? undefined : world.departments[departmentId];
  if (known === undefined) return [{ code: 'department-missing', day: null }];
  return known.isArchived ? [{ code: 'department-archived', day: null }] : [];
}

/** The last of some days; null where one is open or there is none. */
export function latest(days: readonly (CivilDate | null)[]): CivilDate | null {
  const [first = null, ...rest] = days;
  return rest.reduce((a, b) => (a !== null && b !== null ? (a > b ? a : b) : null), first);
}
