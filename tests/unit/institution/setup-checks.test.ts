import { expect, test } from 'vitest';
import { lackingRoles, type SetupFacts, setupChecks } from '@/lib/institution/setup-checks';
import { parseCivilDate } from '@/lib/kernel/civil-date';

const whole: SetupFacts = {
  mail: { isConfigured: true, test: 'sent' },
  signIn: { hasProvider: true, people: 9, signedIn: 7 },
  backup: { daysAgo: 7 },
  clock: { apart: -5 },
  people: { administrator: 2, registrar: 1, evaluator: 1, chair: 1, reviewer: 1 },
  policy: { isInForce: true, hasDraft: false },
  calendar: { today: parseCivilDate('2026-11-30'), holidays: [parseCivilDate('2026-12-25')] },
};
const saysOf = (facts: Partial<SetupFacts>) =>
  setupChecks({ ...whole, ...facts }).flatMap(({ state, says, href }) =>
    state === 'set' ? [] : [[state, says, href]],
  );

test('an institution that has everything has nothing left', () => {
  expect(saysOf({})).toEqual([]);
});

test.each<[Partial<SetupFacts>, string, string, string | null]>([
  [{ mail: { isConfigured: true, test: 'none' } }, 'look', 'mailUntested', null],
  [{ mail: { isConfigured: true, test: 'waiting' } }, 'look', 'mailWaiting', null],
  [{ mail: { isConfigured: true, test: 'failed' } }, 'missing', 'mailFailed', null],
  [{ mail: { isConfigured: false, test: 'sent' } }, 'missing', 'mailNone', null],
  [{ signIn: { hasProvider: true, people: 9, signedIn: 1 } }, 'look', 'signInUntried', '/sign-in'],
  [{ backup: { daysAgo: null } }, 'missing', 'backupNone', null],
  [{ backup: { daysAgo: 8 } }, 'look', 'backupOld', null],
  [{ clock: { apart: 6 } }, 'missing', 'clockApart', null],
  [{ clock: { apart: -6 } }, 'missing', 'clockApart', null],
  [{ people: { ...whole.people, administrator: 1 } }, 'missing', 'peopleLack', '/administration/people'],
  [{ policy: { isInForce: false, hasDraft: true } }, 'missing', 'policyDraft', '/administration/policy'],
  [{ policy: { isInForce: false, hasDraft: false } }, 'missing', 'policyNone', '/administration/policy'],
  [
    { calendar: { ...whole.calendar, holidays: [parseCivilDate('2025-12-25')] } },
    'look',
    'calendarNone',
    '/administration?holidays=2026',
  ],
])('%j is %s: %s', (facts, state, says, href) => {
  expect(saysOf(facts)).toEqual([[state, says, href]]);
});

test('without a provider and without mail nobody can sign in', () => {
  const facts = {
    mail: { isConfigured: false, test: 'none' as const },
    signIn: { ...whole.signIn, hasProvider: false },
  };
  expect(saysOf(facts).map(([, says]) => says)).toEqual(['mailNone', 'signInNone']);
});

test('one administrator is too few, one of each other role is enough', () => {
  expect(lackingRoles({ administrator: 1, registrar: 0, evaluator: 1, chair: 1, reviewer: 1 })).toEqual([
    'administrator',
    'registrar',
  ]);
});
