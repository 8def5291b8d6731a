import { describe, expect, test } from 'vitest';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { fieldOf, planNextVersion } from '@/lib/micro-credential/next-version';

const day = parseCivilDate;

describe('planNextVersion', () => {
  const first = { id: 'a', label: '1', validFrom: null, validTo: null };
  const second = { id: 'b', label: '2', validFrom: day('2026-01-01'), validTo: null };

  test('the version that runs ends the day before', () => {
    expect(planNextVersion([first], { label: '2', validFrom: day('2026-03-01') })).toEqual({
      ok: true,
      value: { ends: { id: 'a', label: '1', on: '2026-02-28' } },
    });
  });

  test('one that ended earlier keeps its end', () => {
    const ended = { ...second, validTo: day('2026-02-28') };
    expect(planNextVersion([ended], { label: '3', validFrom: day('2026-03-01') })).toMatchObject({
      value: { ends: null },
    });
    expect(
      planNextVersion([{ ...ended, validTo: day('2026-03-01') }], {
        label: '3',
        validFrom: day('2026-03-01'),
      }),
    ).toMatchObject({ value: { ends: { on: '2026-02-28' } } });
  });

  test('a version begins after every other one, on a day that is said, under a name of its own', () => {
    const reasonOf = (next: Parameters<typeof planNextVersion>[1]) => {
      const planned = planNextVersion([second, first], next);
      return planned.ok ? null : [planned.reason, fieldOf(planned.reason)];
    };
    expect(reasonOf({ label: '3', validFrom: day('2026-01-01') })).toEqual([
      'field/version-not-later',
      'validFrom',
    ]);
    expect(reasonOf({ label: '3', validFrom: '' })).toEqual(['field/first-day', 'validFrom']);
    expect(reasonOf({ label: '2', validFrom: day('2027-01-01') })).toEqual([
      'field/version-label-taken',
      'label',
    ]);
    expect(reasonOf({ label: '3', validFrom: day('2026-01-02') })).toBeNull();
  });
});
