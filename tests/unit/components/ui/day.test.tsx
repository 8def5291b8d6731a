import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Day, Moment } from '@/components/ui/day';

/** What staff of an institution in this zone read. */
const read = (timeZone: string, shown: React.ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en-GB" timeZone={timeZone} messages={{}}>
      {shown}
    </NextIntlClientProvider>,
  ).replace(/<[^>]*>/g, '');

const lateInTheDay = '2026-11-28T13:36:00.000Z';

test('an instant lies on the day that the institution has then', () => {
  expect(read('Pacific/Auckland', <Day date={lateInTheDay} />)).toBe('29 Nov 2026');
  expect(read('America/Chicago', <Day date={lateInTheDay} />)).toBe('28 Nov 2026');
});

test('a civil date is the same day in every zone', () => {
  for (const zone of ['Pacific/Auckland', 'Pacific/Honolulu', 'UTC'])
    expect(read(zone, <Day date="2026-11-28" />)).toBe('28 Nov 2026');
});

test('a time names its zone', () => {
  expect(read('Pacific/Auckland', <Moment at={lateInTheDay} />)).toMatch(/^29 Nov 2026, 02:36 GMT\+13$/);
  expect(read('UTC', <Moment at={lateInTheDay} />)).toMatch(/13:36 UTC/);
});
