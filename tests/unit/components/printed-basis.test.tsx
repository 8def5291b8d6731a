import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { PrintedBasis } from '@/components/estimate/printed-basis';
import { statedHolding } from '@/lib/catalog/estimate-query';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import common from '@/messages/en/common.json';
import credit from '@/messages/en/credit.json';
import pub from '@/messages/en/public.json';

test('on paper an estimate says what it rests on, where it is found and when it was made', () => {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en-GB" timeZone="UTC" messages={{ common, credit, public: pub }}>
      <PrintedBasis
        certificates={[
          {
            title: 'Podstawy analizy danych',
            language: 'pl',
            provider: 'Open course house',
            stated: {
              ...statedHolding('a'),
              issuedOn: parseCivilDate('2025-05-01'),
              score: '75',
              proctored: true,
            },
          },
        ]}
        institution="Northbridge State University"
        program="BS Data Science"
        claimDate="2026-11-25"
        termStart="2027-01-11"
        earned={['MATH 210']}
        assessments={[{ id: 'CLEP Algebra', score: '60' }]}
        policyVersion={4}
        rules={[{ code: 'R-7', version: 2, title: 'Data basics' }]}
        unit="US_SEM"
        address="https://crosswalk.example/estimate?mc1=a"
        printedOn="2026-11-26"
      />
    </NextIntlClientProvider>,
  );
  expect(html).toContain('class="print-only"');
  expect(html).toContain('<bdi dir="auto" lang="pl">Podstawy analizy danych</bdi> (Open course house)');
  const text = html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  for (const said of [
    'completed 1 May 2025',
    'score 75',
    'exam proctored',
    'CLEP Algebra',
    '60',
    'Northbridge State University · BS Data Science',
    '25 Nov 2026',
    '11 Jan 2027',
    'MATH 210',
    'R-7, version 2: Data basics',
    '26 Nov 2026',
    'https://crosswalk.example/estimate?mc1=a',
  ])
    expect(text).toContain(said);
  expect(text).toMatch(/policy[^.]* 4/i);
});
