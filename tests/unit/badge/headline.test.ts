import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { type Check, checkNames, checked, type Outcome, verdictOf } from '@/lib/badge/check';
import { type Headline, headlineOf } from '@/lib/badge/headline';
import badge from '@/messages/en/badge.json';

const outcomes: readonly Outcome[] = ['pass', 'fail', 'unknown'];
/** Every check with every outcome. */
const combinations = checkNames.reduce<Check[][]>(
  (some, name) =>
    some.flatMap((checks) => outcomes.map((outcome) => [...checks, checked(name, outcome, 'x')])),
  [[]],
);
const say = createTranslator({ locale: 'en', messages: { badge }, namespace: 'badge' }) as unknown as (
  key: string,
  values?: Record<string, string>,
) => string;
const headed = ({ key, failed }: Headline) =>
  say(key, { failed: failed.map(({ name }) => say(`name.${name}`)).join(', ') });
const nothing = { hasRemarks: false, within: [] };

describe('the headline of a badge', () => {
  it('names every check that failed and no other, whatever came of the rest', () => {
    expect(combinations).toHaveLength(3 ** checkNames.length);
    for (const checks of combinations) {
      const told = headed(headlineOf(checks, nothing));
      for (const { name, outcome } of checks)
        if (outcome === 'fail') expect(told).toContain(badge.name[name]);
      expect(told.includes('ailed')).toBe(checks.some(({ outcome }) => outcome === 'fail'));
    }
  });

  it('is green only where nothing failed, and calls valid only what is', () => {
    for (const checks of combinations) {
      const headline = headlineOf(checks, nothing);
      const hasFailed = checks.some(({ outcome }) => outcome === 'fail');
      const verdict = verdictOf(checks);
      expect(headline.tone === 'done').toBe(verdict === 'valid' && !hasFailed);
      expect(headline.tone === 'refused').toBe(verdict === 'invalid');
      if (verdict !== 'valid' || hasFailed) expect(headed(headline)).not.toMatch(/^Valid/);
      if (hasFailed) expect(say(headline.lede)).not.toMatch(/^Nothing is wrong|^It is as it was signed/);
    }
  });

  const all = checkNames.map((name) => checked(name, 'pass', 'x'));
  const but = (name: string, outcome: Outcome, reason = 'x') =>
    all.map((one) => (one.name === name ? checked(one.name, outcome, reason) : one));

  it.each([
    [all, { hasRemarks: false }, 'Valid'],
    [all, { hasRemarks: true }, 'Valid, with a remark'],
    [but('recipient', 'fail'), { hasRemarks: true }, 'Unaltered. Failed: Recipient'],
    [but('issuer', 'unknown', 'issuerUnshown'), {}, 'Unaltered, but nothing shows who issued it'],
    [
      but('issuer', 'fail', 'issuerPretended'),
      {},
      'Unaltered, but nothing shows who issued it. Failed: Issuer',
    ],
    [but('status', 'unknown'), {}, 'Not proven'],
    [but('days', 'fail'), {}, 'Not valid. Failed: Days'],
  ])('says so in words %#', (checks, more, words) => {
    expect(headed(headlineOf(checks, { ...nothing, ...more }))).toBe(words);
  });

  it('counts the badges within of which a check failed, and is not green over them', () => {
    const headline = headlineOf(all, { hasRemarks: false, within: [all, but('days', 'fail'), all] });
    expect(headline).toMatchObject({ failedWithin: 1, tone: 'warning' });
  });
});
