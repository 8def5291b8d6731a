import { describe, expect, it } from 'vitest';
import type { Limit } from '@/lib/credit/input';
import { capsOf, limitsAboveTotal, limitsBesideCaps, withCaps } from '@/lib/institution/program-caps';

const cap: Limit = { id: 'cap', type: 'max', scope: { all: true }, percent: '50' };
const provider: Limit = { id: 'ace', type: 'max', scope: { tags: ['ACE'] }, amount: '30' };
const residency: Limit = { id: 'res', type: 'minResident', amount: '60' };

describe('the caps of a program', () => {
  it('are read from its limits and written back without touching the others', () => {
    const limits = [provider, cap, residency];
    expect(capsOf(limits)).toEqual({
      maxAmount: undefined,
      maxPercent: '50',
      residentAmount: '60',
      residentPercent: undefined,
    });
    expect(withCaps(limits, { maxAmount: '90', residentAmount: '60' })).toEqual([
      { id: 'cap', type: 'max', scope: { all: true }, amount: '90' },
      residency,
      provider,
    ]);
    expect(withCaps(limits, capsOf(limits)).sort((a, b) => a.id.localeCompare(b.id))).toEqual([
      provider,
      cap,
      residency,
    ]);
  });

  it('are not all: those beside them are told as well, and what is above the total is remarked on', () => {
    const electives: Limit = { id: 'el', type: 'max', scope: { kinds: ['elective'] }, amount: '12' };
    const old: Limit = { id: 'old', type: 'max', scope: { olderThan: { years: 5 } }, amount: '0' };
    expect(limitsBesideCaps([provider, cap, electives, residency, old])).toEqual([provider, electives, old]);
    expect(limitsBesideCaps([cap, residency])).toEqual([]);
    expect(limitsAboveTotal([provider, cap, electives, residency, old], '20')).toEqual([provider, residency]);
    expect(limitsAboveTotal([provider, residency], '60')).toEqual([]);
  });

  it('go when left empty, and begin where there were none', () => {
    expect(withCaps([cap, provider], {})).toEqual([provider]);
    expect(withCaps([], { maxPercent: '75', residentPercent: '25' })).toEqual([
      { id: 'external', type: 'max', scope: { all: true }, percent: '75' },
      { id: 'resident', type: 'minResident', percent: '25' },
    ]);
  });
});
