import { describe, expect, it } from 'vitest';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { changedDefinition, type ChangeOfMany } from '@/lib/rule/change-of-many';
import { RuleDefinition } from '@/lib/rule/rule-version';

const day = parseCivilDate('2027-01-01');
const definition = (more: object = {}, ...lines: object[]) =>
  RuleDefinition.parse({
    premise: { mc: 'a' },
    outcomes: [
      { lines: lines.length > 0 ? lines : [{ kind: 'course', target: 'INF-1', credits: { amount: '6' } }] },
    ],
    ...more,
  });
const changed = (said: RuleDefinition, change: ChangeOfMany, on = day) => {
  const result = changedDefinition(said, change, { day: on, homeUnit: 'ECTS' });
  return result.ok ? result.value : result.reason;
};
const course: ChangeOfMany = { kind: 'course', from: 'inf 1', to: 'INF-2' };
const amount: ChangeOfMany = { kind: 'amount', from: '6.0', to: '7.5', unit: 'ECTS' };

describe('one change of many rules', () => {
  it('puts another course in the place of one, however its code is written, from the day on', () =>
    expect(changed(definition(), course)).toEqual(
      definition(
        { claimWindow: { from: '2027-01-01' } },
        { kind: 'course', target: 'INF-2', credits: { amount: '6' } },
      ),
    ));

  it('leaves what is no course of that code', () => {
    const place = definition({}, { kind: 'elective', target: 'INF-1', credits: { amount: '6' } });
    expect(changed(place, course)).toBe('change/nothing-of-it');
    expect(changed(definition(), { ...course, from: 'INF-10' })).toBe('change/nothing-of-it');
  });

  it('puts no course twice into one alternative', () =>
    expect(
      changed(
        definition(
          {},
          { kind: 'course', target: 'INF-1', credits: { amount: '6' } },
          { kind: 'course', target: 'inf2', credits: { amount: '3' } },
        ),
        course,
      ),
    ).toBe('change/course-twice'));

  it('changes an amount in its unit alone, and nothing that the course list says', () => {
    const lines = (first: string) => [
      { kind: 'course', target: 'A', credits: { amount: first } },
      { kind: 'course', target: 'B', credits: { amount: '6', unit: 'US_SEM' } },
      { kind: 'course', target: 'C', credits: { catalog: true } },
      { kind: 'elective', target: 'D', credits: { amount: first, unit: 'ECTS' } },
    ];
    expect(changed(definition({}, ...lines('6')), amount)).toEqual(
      definition({ claimWindow: { from: '2027-01-01' } }, ...lines('7.5')),
    );
    expect(changed(definition({}, ...lines('6')), { ...amount, from: '5' })).toBe('change/nothing-of-it');
  });

  it('begins no earlier than its next version can, and not after its last day', () => {
    const until = definition({ claimWindow: { from: '2026-12-01', to: '2027-06-30' } });
    expect(changed(until, course)).toMatchObject({ claimWindow: { from: '2027-01-01', to: '2027-06-30' } });
    expect(changed(until, course, parseCivilDate('2026-11-30'))).toBe('change/day-too-early');
    expect(changed(until, course, parseCivilDate('2027-07-01'))).toBe('change/day-after-last');
  });
});
