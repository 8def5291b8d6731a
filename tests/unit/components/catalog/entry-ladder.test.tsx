import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { EntryLadder, type EntryLadderProps } from '@/components/catalog/entry-ladder';
import { isSilent, Standing } from '@/lib/catalog/standing';
import credit from '@/messages/en/credit.json';
import publicMessages from '@/messages/en/public.json';

const claimable: readonly Standing[] = ['published', 'coming'];
const ladder = (...standings: Standing[]) => advised([], ...standings);
const advised = (advice: EntryLadderProps['recommendations'], ...standings: Standing[]) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ credit, public: publicMessages }}>
      <EntryLadder
        recommendations={advice}
        asOf="2026-11-25"
        standings={standings}
        isClaimable={standings.some((one) => claimable.includes(one))}
      />
    </NextIntlClientProvider>,
  );
const open = credit.ladder.rule.open;

test('only where nobody has come to anything it says "not decided yet"', () => {
  expect(ladder()).toContain(open);
  for (const standing of Standing.options)
    expect([standing, ladder(standing).includes(open)]).toEqual([standing, isSilent(standing)]);
});

test('speaks of a claim only where one can come to something', () => {
  const { award, counted } = credit.ladder;
  for (const standing of Standing.options) {
    const told = ladder(standing);
    const gives = claimable.includes(standing);
    // What has ended may still be open to whoever met it in time; where it is not, nothing comes of a claim.
    const isNo = ['suspended', 'refused', 'refusedLater', 'revoked', 'ended'].includes(standing);
    expect([
      standing,
      told.includes(`>${award.open}<`),
      told.includes(award.none),
      told.includes(award.undecided),
    ]).toEqual([standing, gives, isNo, !gives && !isNo]);
    expect([standing, told.includes(counted.none)]).toEqual([standing, isNo]);
  }
  expect(ladder('refused', 'published')).toContain(`>${award.open}<`);
});

test('says what institutions came to, the strongest first, and beside it what others did', () => {
  expect(ladder('suspended', 'undecided')).toContain('Suspended at 1 institution');
  expect(ladder('ended', 'ended')).toContain('Ended at 2 institutions');
  const several = ladder('considered', 'revoked', 'refused', 'published');
  expect(several).toMatch(/font-medium">Published at 1 institution</);
  expect(several).toContain(
    'Decided no at 1 institution · Revoked at 1 institution · Considered at 1 institution',
  );
});

test('advice that has lapsed is told as that, and after advice that stands', () => {
  const advice = (recommender: string, validTo: string | null) => ({
    recommender,
    validFrom: null,
    validTo,
    amount: '3',
    unit: 'ECTS' as const,
    isMaximum: false,
  });
  expect(advised([advice('Old', '2020-12-31')])).toContain('Advice that lapsed after Dec 31, 2020');
  const both = advised([advice('Old', '2020-12-31'), advice('New', null)]);
  expect(both).toContain('New and 1 more');
  expect(both).not.toContain('lapsed');
});
