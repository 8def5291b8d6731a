import type { Role } from '@/lib/access/actor';
import type { CivilDate } from '@/lib/kernel/civil-date';

/** What an institution rests on, in the order in which an administrator sees to it. */
export const setupCheckNames = ['mail', 'signIn', 'backup', 'clock', 'people', 'policy', 'calendar'] as const;
export type SetupCheckName = (typeof setupCheckNames)[number];

/** `set` needs nothing, `look` works and deserves a look, `missing` keeps people from their work or loses it. */
export type SetupState = 'set' | 'look' | 'missing';

/** What came of the newest test message. */
export type TestMail = 'none' | 'waiting' | 'failed' | 'sent';

/** What is known of an institution and of what it runs on. */
export interface SetupFacts {
  mail: { isConfigured: boolean; test: TestMail };
  signIn: { hasProvider: boolean; people: number; signedIn: number };
  /** When the newest backup was taken, whole days ago; null where none is known. */
  backup: { daysAgo: number | null };
  /** How far the clocks of application and database are apart. @units seconds */
  clock: { apart: number };
  /** How many hold each role that the work needs. */
  people: Readonly<Record<NeededRole, number>>;
  policy: { isInForce: boolean; hasDraft: boolean };
  calendar: { today: CivilDate; holidays: readonly CivilDate[] };
}

/** Without these nothing is proposed, judged or published, and nobody is let in. */
export const neededRoles = [
  'administrator',
  'registrar',
  'evaluator',
  'chair',
  'reviewer',
] as const satisfies readonly Role[];
export type NeededRole = (typeof neededRoles)[number];

export interface SetupCheck {
  name: SetupCheckName;
  state: SetupState;
  /** Which sentence tells how it stands. */
  says: string;
  /** Where the one act stands that sets it; null where it is set on the server, or there is nothing to do. */
  href: string | null;
}

/** A backup is taken at least so often. @units days @source docs/operations.md, "Back up" */
const backupDays = 7;
/** Clocks that are farther apart put things on record in the wrong order. @units seconds */
const clocksApart = 5;

/** How each stands, and where it is set. Reads nothing but its arguments. */
export function setupChecks(facts: SetupFacts): SetupCheck[] {
  return setupCheckNames.map((name) => ({ name, ...tellers[name](facts) }));
}

/** Roles that too few hold: two administrators, since one alone can neither be replaced nor confirm what the other proposes. */
export function lackingRoles(people: SetupFacts['people']): NeededRole[] {
  return neededRoles.filter((role) => people[role] < (role === 'administrator' ? 2 : 1));
}

type Told = Omit<SetupCheck, 'name'>;
const told = (state: SetupState, says: string, href: string | null = null): Told => ({ state, says, href });

const tellers: Record<SetupCheckName, (facts: SetupFacts) => Told> = {
  mail: ({ mail: { isConfigured, test } }) => {
    if (!isConfigured) return told('missing', 'mailNone');
    if (test === 'failed') return told('missing', 'mailFailed');
    return test === 'sent'
      ? told('set', 'mailSent')
      : told('look', test === 'none' ? 'mailUntested' : 'mailWaiting');
  },
  signIn: ({ signIn: { hasProvider, signedIn }, mail }) => {
    if (!hasProvider && !mail.isConfigured) return told('missing', 'signInNone');
    if (signedIn < 2) return told('look', 'signInUntried', '/sign-in');
    return told('set', hasProvider ? 'signInProvider' : 'signInLinks');
  },
  backup: ({ backup: { daysAgo } }) => {
    if (daysAgo === null) return told('missing', 'backupNone');
    return daysAgo > backupDays ? told('look', 'backupOld') : told('set', 'backupTaken');
  },
  clock: ({ clock: { apart } }) =>
    Math.abs(apart) > clocksApart ? told('missing', 'clockApart') : told('set', 'clockTogether'),
  people: ({ people }) =>
    lackingRoles(people).length === 0
      ? told('set', 'peopleThere')
      : told('missing', 'peopleLack', '/administration/people'),
  policy: ({ policy: { isInForce, hasDraft } }) =>
    isInForce
      ? told('set', 'policyInForce')
      : told('missing', hasDraft ? 'policyDraft' : 'policyNone', '/administration/policy'),
  calendar: ({ calendar: { today, holidays } }) => {
    const year = today.slice(0, 4);
    return holidays.some((day) => day.startsWith(year))
      ? told('set', 'calendarSet')
      : told('look', 'calendarNone', `/administration?holidays=${year}`);
  },
};
