import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ontoVersion, planChange, versionOn } from '@/lib/institution/dated-version';
import type { CivilDate } from '@/lib/kernel/civil-date';

const day = (n: number) => `2026-01-${String(n).padStart(2, '0')}` as CivilDate;
const since = (firstDay: CivilDate | null, credits = '3') => ({ firstDay, credits });

describe('versionOn', () => {
  it('is the last version that has begun, whatever the order; before the first one it is none', () => {
    const versions = [since(day(9), '1'), since(null, '3'), since(day(5), '2')];
    expect([4, 5, 8, 9, 31].map((n) => versionOn(versions, day(n))?.credits)).toEqual([
      '3',
      '2',
      '2',
      '1',
      '1',
    ]);
    expect(versionOn([since(day(5))], day(4))).toBeNull();
    expect(versionOn([], day(4))).toBeNull();
  });

  it('depends on nothing that begins later', () => {
    const days = fc.integer({ min: 1, max: 31 });
    const versions = fc.uniqueArray(fc.record({ n: days, credits: fc.string() }), { selector: ({ n }) => n });
    fc.assert(
      fc.property(versions, days, fc.func(fc.string()), (list, asked, other) => {
        const told = list.map(({ n, credits }) => ({ firstDay: day(n), credits }));
        const changedLater = list.map(({ n, credits }) => ({
          firstDay: day(n),
          credits: n > asked ? other(n) : credits,
        }));
        expect(versionOn(changedLater, day(asked))?.credits).toBe(versionOn(told, day(asked))?.credits);
      }),
    );
  });
});

describe('planChange', () => {
  const differs = () => false;
  it('makes a new version from today or later, and corrects one that has not begun', () => {
    expect(planChange([since(null)], day(5), day(5), differs)).toMatchObject({ value: { kind: 'new' } });
    expect(planChange([since(null)], day(9), day(5), differs)).toMatchObject({ value: { kind: 'new' } });
    expect(planChange([since(null), since(day(9))], day(9), day(5), differs)).toMatchObject({
      value: { kind: 'amend', before: { firstDay: day(9) } },
    });
  });
  it('leaves the past and what has begun, and says where nothing changes', () => {
    expect(planChange([since(null)], day(4), day(5), differs)).toMatchObject({
      reason: 'version/in-the-past',
    });
    expect(planChange([since(day(5))], day(5), day(5), differs)).toMatchObject({
      reason: 'version/begins-today',
    });
    expect(planChange([since(day(9))], day(6), day(5), differs)).toMatchObject({
      reason: 'version/none-before',
    });
    expect(planChange([since(null)], day(5), day(5), () => true)).toMatchObject({ value: { kind: 'same' } });
  });
});

describe('ontoVersion', () => {
  const today = { title: 'Design', credits: '4.5' as string | null, status: 'active' };
  const later = { title: 'Design', credits: '3' as string | null, status: 'active' };

  it('leaves what nobody touched as it holds on the day', () => {
    expect(ontoVersion(today, { ...today, status: 'inactive' }, later)).toEqual({
      ...later,
      status: 'inactive',
    });
  });

  it('takes an emptied field for touched, and what says the same for untouched', () => {
    expect(ontoVersion(today, { ...today, credits: null }, later)).toEqual({ ...later, credits: null });
    expect(ontoVersion({ ...today, credits: null }, { ...today, credits: null }, later)).toEqual(later);
  });

  it('takes all for entered where the form was filled from nothing', () => {
    expect(ontoVersion(null, today, later)).toEqual(today);
  });

  it('is what was entered where the day is that of the version it was filled from', () => {
    const facts = fc.record(
      { title: fc.string(), credits: fc.option(fc.string()), status: fc.string() },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(facts, facts, (base, entered) => {
        expect(ontoVersion(base, entered, base)).toEqual(entered);
      }),
    );
  });
});
