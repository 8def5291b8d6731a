import { readFileSync } from 'node:fs';
import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { PastDay } from '@/components/ui/past-day';
import common from '@/messages/en/common.json';

const said = (day: string) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common }}>
      <PastDay day={day} today="2026-11-30" />
    </NextIntlClientProvider>,
  );

test('a day that is over is told with what is left out, today and a day to come are not', () => {
  expect(said('2025-03-01')).toMatch(/You are looking at .*2025.*What was decided later is not shown/);
  expect(['2026-11-30', '2027-01-01'].map(said)).toEqual(['', '']);
});

test('every public page that looks at a chosen day says so', () => {
  for (const page of ['app/(public)/catalog/[slug]/page.tsx', 'app/(public)/estimate/page.tsx'])
    expect(readFileSync(page, 'utf8')).toContain('<PastDay');
});
