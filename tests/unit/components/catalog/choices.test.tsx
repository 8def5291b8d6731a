import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Choices } from '@/components/catalog/choices';
import type { Line } from '@/lib/credit/input';
import credit from '@/messages/en/credit.json';
import publicMessages from '@/messages/en/public.json';

const block: Line = { kind: 'block', target: 'Data Science', credits: { amount: '6' } };
const said = (replaced: string[]) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ credit, public: publicMessages }}>
      <Choices
        choices={[[block]]}
        replaced={replaced}
        names={{ microCredentials: {}, courses: {}, programs: {}, homeUnit: 'US_SEM' }}
      />
    </NextIntlClientProvider>,
  )
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

test('an alternative to several lines says that it replaces all of them', () => {
  expect(said(['STAT 340', 'DATA 101'])).toMatch(/^or, instead of STAT 340 and DATA 101: .*Data Science/);
  expect(said(['STAT 340'])).toMatch(/^or .*Data Science/);
});
