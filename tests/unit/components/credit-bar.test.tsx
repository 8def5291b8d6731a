import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { CreditBar, type CreditBarProps } from '@/components/estimate/credit-bar';
import type { Limit } from '@/lib/credit/input';
import credit from '@/messages/en/credit.json';
import publicMessages from '@/messages/en/public.json';

const degree = { earned: '9', counted: '9', lost: '0', rest: '102' };
const bar = (given: Partial<CreditBarProps> = {}) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ credit, public: publicMessages }}>
      <CreditBar title="BS" total="120" unit="US_SEM" degree={degree} limits={[]} {...given} />
    </NextIntlClientProvider>,
  );
const text = (markup: string) => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

test('what was earned there is a part of its own', () => {
  const said = text(bar());
  expect(said).toContain('already earned there 9 semester hours');
  expect(said).toContain('left to earn 102 semester hours');
});

test('without courses earned there it is no part', () =>
  expect(text(bar({ degree: { ...degree, earned: '0', rest: '111' } }))).not.toContain('already earned'));

test.each<[string, Limit]>([
  [
    'At least 25% earned at the institution itself, so at most 90 semester hours from outside 9 of 90 used',
    { id: 'own', type: 'minResident', percent: '25' },
  ],
  [
    'Of the last 30 semester hours, at most 6 semester hours from outside, so at most 90 semester hours from outside in all 9 of 90 used',
    { id: 'last', type: 'finalWindow', window: '30', maxExternal: '6' },
  ],
  [
    'At most 90 semester hours from outside 9 of 90 used',
    { id: 'all', type: 'max', scope: { all: true }, amount: '90' },
  ],
])('says what is used of a limit: %s', (expected, limit) =>
  expect(text(bar({ limits: [{ limit, room: '90', used: '9', isFull: false }] }))).toContain(expected),
);
