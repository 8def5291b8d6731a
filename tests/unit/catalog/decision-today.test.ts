import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { decisionToday } from '@/lib/catalog/decision-today';
import type { Offer } from '@/lib/catalog/offered';
import records from '@/messages/en/records.json';

const told = (
  decision: 'yes' | 'partly' | 'no',
  standing: Offer['standing'],
  more: Partial<Pick<Offer, 'withheld' | 'claimants'>> = {},
) => decisionToday(decision, { standing, withheld: null, claimants: 'anybody', ...more });

describe('the sentence above a decision', () => {
  it('is what was decided, while that is in force', () => {
    expect(told('yes', 'published')).toBe('yes');
    expect(told('partly', 'published')).toBe('partly');
    expect(told('no', 'refused', { withheld: 'no-credit', claimants: 'nobody' })).toBe('no');
  });
  it.each([
    ['yes', 'coming', 'coming'],
    ['no', 'refusedLater', 'noLater'],
    ['yes', 'suspended', 'suspended'],
    ['partly', 'suspended', 'suspended'],
    ['no', 'suspended', 'suspendedNo'],
    ['no', 'ended', 'endedNo'],
    ['yes', 'revoked', 'revoked'],
    ['no', 'revoked', 'revokedNo'],
    ['yes', 'refused', 'barred'],
  ] as const)('of a %s that is %s follows how it stands today', (decision, standing, word) => {
    expect(told(decision, standing)).toBe(word);
  });
  it('of what has ended says whether anybody can claim it still', () => {
    expect(told('yes', 'ended', { claimants: 'nobody' })).toBe('ended');
    expect(told('partly', 'ended', { claimants: 'in-time' })).toBe('endedInTime');
  });
  it('of what gives nothing by something else is no yes', () => {
    expect(told('yes', 'published', { withheld: 'no-policy', claimants: 'nobody' })).toBe('withheld');
  });
  it('says that credit is given only where it is', () => {
    const t = createTranslator({
      locale: 'en-GB',
      messages: { records },
      namespace: 'records.decision.lede',
    });
    const values = { institution: 'Northbridge', day: '1 January 2027' };
    const given = (Object.keys(records.decision.lede) as (keyof typeof records.decision.lede)[]).filter(
      (key) => t(key, values).includes('Northbridge gives credit'),
    );
    expect(given).toEqual(['yes', 'partly']);
  });
});
