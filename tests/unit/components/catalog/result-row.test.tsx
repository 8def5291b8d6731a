import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ResultRow } from '@/components/catalog/result-row';
import type { AdviceTime } from '@/lib/catalog/advice';
import credit from '@/messages/en/credit.json';
import publicMessages from '@/messages/en/public.json';

const row = (
  validTo: string | null,
  listedBy: string | null = null,
  confirmedBy: string[] = [],
  time: AdviceTime = 'current',
) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en-GB" timeZone="UTC" messages={{ credit, public: publicMessages }}>
      <ResultRow
        isCompared={false}
        id="0"
        slug="a"
        kind="certificate"
        title="Data"
        language={null}
        provider="Google"
        platform={null}
        levelLabel={null}
        isWithdrawn={false}
        listedBy={listedBy}
        confirmedBy={confirmedBy}
        workloadHours={null}
        eqfMin={null}
        eqfMax={null}
        standing="recommended"
        standsAt={[]}
        best={null}
        givenBy={[]}
        refusedBy={[]}
        claimedInTimeAt={[]}
        notCompared={0}
        recommendation={{
          amount: '3',
          unit: 'US_SEM',
          isMaximum: false,
          recommender: 'ACE',
          validFrom: '2026-12-01',
          validTo,
          time,
        }}
        recommendations={1}
        adviceEndsOn={null}
        listedOn="2026-03-31"
        told={{ ects: false, listed: false }}
      />
    </NextIntlClientProvider>,
  ).replace(/<[^>]*>/g, '');

test('advice says for completions until when it is, where that is known', () => {
  expect(row(null)).toContain('3 semester hours recommended (ACE)');
  expect(row(null, null, [], 'coming')).toContain(
    '3 semester hours recommended for completions from 1 Dec 2026 on (ACE)',
  );
  expect(row('2022-10-31')).toContain('3 semester hours recommended for completions until 31 Oct 2022 (ACE)');
});

test('an entry listed in the name of others says who listed it, and who of them has confirmed it', () => {
  expect(row(null)).not.toMatch(/listed by|confirmed by/);
  expect(row(null, 'North')).toContain('listed by North');
  expect(row(null, 'North')).not.toContain('confirmed by');
  expect(row(null, 'North', ['East', 'South'])).toContain('listed by North · confirmed by East and South');
});
