import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planAdoption, policyInForceAt, type PolicySpan } from '@/lib/institution/policy-adoption';
import { addDays, type CivilDate, isWithin } from '@/lib/kernel/civil-date';

const day = (text: string) => text as CivilDate;
const span = (id: string, from: string, to: string | null = null) => ({
  id,
  credit: {},
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

  it.each([
    { rounding: { stage: 'line', increment: '0' } },
    { rounding: { stage: 'total', increment: '0/3' } },
    { conversions: { 'US_SEM>ECTS': '2', 'ECTS>US_SEM': '0.00' } },
  ] as const)('refuses a step or a factor of 0: %j', (credit) => {
    expect(planAdoption({ ...span('new', '2027-01-01'), credit }, [], today)).toMatchObject({
      ok: false,
      reason: 'policy/amount-zero',
    });
  });

  it('never leaves a day with two versions', () => {
    const offset = fc.integer({ min: -30, max: 60 });
    fc.assert(
      fc.property(fc.array(fc.tuple(offset, fc.option(fc.nat(30))), { maxLength: 6 }), (wishes) => {
        let adopted: PolicySpan[] = [];
        wishes.forEach(([from, length], n) => {
          const effectiveFrom = addDays(today, from);
          const draft = {
            id: `v${n}`,
            credit: {},
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

describe('under which version something was done', () => {
  const adopted = (id: string, from: string, adoptedAt: string | null, to: string | null = null) => ({
    ...span(id, from, to),
    adoptedAt,
  });
  const noon = '2026-11-25T12:00:00.000Z';
  const first = adopted('first', '2020-01-01', '2019-12-01T00:00:00.000Z', '2026-11-24');
  const found = (second: typeof first) => policyInForceAt([first, second], today, noon)?.id;

  it('is the latest that had begun', () => {
    expect(found(adopted('second', '2026-11-25', '2026-11-20T00:00:00.000Z'))).toBe('second');
    expect(found(adopted('second', '2026-11-26', '2026-11-20T00:00:00.000Z'))).toBe('first');
  });

  it('is not one that was adopted later that day, nor a draft', () => {
    expect(found(adopted('second', '2026-11-25', '2026-11-25T12:00:00.001Z'))).toBe('first');
    expect(found(adopted('second', '2026-11-25', noon))).toBe('second');
    expect(found(adopted('second', '2026-11-25', null))).toBe('first');
  });

  it('is none before the first of all', () => {
    expect(policyInForceAt([first], day('2019-12-31'), '2019-12-31T12:00:00.000Z')).toBeNull();
    expect(policyInForceAt([], today, noon)).toBeNull();
  });
});
