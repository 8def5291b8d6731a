import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { addressOfSaved, SavedChange, savedIn } from '@/components/administration/saved-change';
import administration from '@/messages/en/administration.json';
import credit from '@/messages/en/credit.json';

const versions = [{ firstDay: null }, { firstDay: '2026-11-28' }];

test('the address after saving says what was saved, and one that names no version says nothing', () => {
  const address = addressOfSaved('/administration/courses', { id: 'x', firstDay: '2026-11-28', told: 2 });
  const query = Object.fromEntries(new URL(address, 'https://example.test').searchParams);
  expect(savedIn(query, versions)).toEqual({ version: versions[1], told: 2 });
  expect(savedIn({ ...query, told: '-1' }, versions)).toMatchObject({ told: 0 });
  expect(savedIn({ saved: '2026-11-29', told: '2' }, versions)).toBeNull();
  expect(savedIn({}, versions)).toBeNull();
});

test.each([
  ['4.5', 2, 'Saved From Nov 28, 2026 : Design, 4.5 semester hours . 2 owners were told.'],
  [null, 0, 'Saved From Nov 28, 2026 : Design, not given. No mapping rests on it, so nobody had to be told.'],
])('%s, %i told', (amount, told, words) => {
  const text = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ credit, administration }}>
      <SavedChange firstDay="2026-11-28" title="Design" amount={amount} unit="US_SEM" told={told} />
    </NextIntlClientProvider>,
  )
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
  expect(text).toContain(words);
});
