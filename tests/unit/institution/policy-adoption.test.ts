import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planAdoption, type PolicySpan } from '@/lib/institution/policy-adoption';
import { addDays, type CivilDate, isWithin } from '@/lib/kernel/civil-date';

const day = (text: string) => text as CivilDate;
const span = (id: string, from: string, to: string | null = null): PolicySpan => ({
  id,
  effectiveFrom: day(from),
  effectiveTo: to === null ? null : day(to),
});
const today = day('2026-11-25');

describe('adopting a policy version', () => {
  it('ends the one in force the day before', () => {
    expect(planAdoption(span('new', '2027-01-01'), [span('old', '2020-01-01')], today)).toEqual({
      ok: true,
      value: { ends: { id: 'old', on: '2026-12-31' } },
    });
  });

  it('may begin today, and follow one that has ended', () => {
    expect(planAdoption(span('new', '2026-11-25'), [span('old', '2020-01-01', '2026-11-24')], today)).toEqual(
      { ok: true, value: { ends: null } },
    );
  });

  it('refuses to reach back, unless it is the first of all', () => {
    expect(planAdoption(span('new', '2026-11-24'), [span('old', '2020-01-01')], today)).toMatchObject({
      ok: false,
      reason: 'policy/in-the-past',
    });
    expect(planAdoption(span('new', '2000-01-01'), [], today)).toMatchObject({ ok: true });
  });

  it('refuses to run into a later one, and to end before it begins', () => {
    const adopted = [span('old', '2020-01-01', '2026-12-31'), span('later', '2027-09-01')];
    expect(planAdoption(span('new', '2027-01-01'), adopted, today)).toMatchObject({
      ok: false,
      reason: 'policy/overlaps',
      details: { from: '2027-09-01' },
    });
    expect(planAdoption(span('new', '2027-01-01', '2027-08-31'), adopted, today)).toMatchObject({
      ok: true,
      value: { ends: null },
    });
    expect(planAdoption(span('new', '2027-01-01', '2026-12-31'), adopted, today)).toMatchObject({
      reason: 'policy/dates-crossed',
    });
  });

  it('never leaves a day with two versions', () => {
    const offset = fc.integer({ min: -30, max: 60 });
    fc.assert(
      fc.property(fc.array(fc.tuple(offset, fc.option(fc.nat(30))), { maxLength: 6 }), (wishes) => {
        let adopted: PolicySpan[] = [];
        wishes.forEach(([from, length], n) => {
          const effectiveFrom = addDays(today, from);
          const draft: PolicySpan = {
            id: `v${n}`,
            effectiveFrom,
            effectiveTo: length === null ? null : addDays(effectiveFrom, length),
          };
          const plan = planAdoption(draft, adopted, today);
          if (!plan.ok) return;
          const { ends } = plan.value;
          adopted = [
            ...adopted.map((one) => (one.id === ends?.id ? { ...one, effectiveTo: ends.on } : one)),
            draft,
          ];
        });
        for (let at = -30; at <= 100; at++) {
          const date = addDays(today, at);
          expect(
            adopted.filter(({ effectiveFrom, effectiveTo }) =>
              isWithin({ from: effectiveFrom, to: effectiveTo }, date),
            ).length,
          ).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
