import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { DifferenceTable } from '@/components/rule/difference-table';
import credit from '@/messages/en/credit.json';
import registrar from '@/messages/en/registrar.json';
import ui from '@/messages/en/ui.json';

test('units and kinds of lines are told in words', () => {
  const at = 'definition.outcomes.0.lines.0';
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en-GB" timeZone="UTC" messages={{ credit, registrar, ui }}>
      <DifferenceTable
        caption="What differs"
        differences={[
          { path: `${at}.credits.unit`, before: 'US_SEM', after: 'ECTS', class: 'substantive' },
          { path: `${at}.kind`, before: 'genEd', after: 'course', class: 'substantive' },
        ]}
      />
    </NextIntlClientProvider>,
  );
  expect(html).toContain('semester hours');
  expect(html).toContain('General education');
  expect(html).not.toMatch(/US_SEM|genEd/);
});
