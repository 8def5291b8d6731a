import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { DepartmentList } from '@/components/administration/department-list';
import administration from '@/messages/en/administration.json';
import ui from '@/messages/en/ui.json';

test('a long name without a blank breaks inside the list, as do the names of those who lead it', () => {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en-GB" timeZone="UTC" messages={{ administration, ui }}>
      <DepartmentList
        departments={[
          {
            ...{ id: 'd', code: 'INF', name: 'x'.repeat(200), isArchived: false, rowVersion: 1 },
            ...{ chairs: ['y'.repeat(200)], reviewers: 1 },
            uses: { openCases: 0, courses: 0, programs: 0, mappings: 0 },
          },
        ]}
      />
    </NextIntlClientProvider>,
  );
  const classOf = (text: string) => new RegExp(`<li class="([^"]*)"[^]*${text}`).exec(html)?.[1];
  expect(classOf('x{200}')).toContain('wrap-anywhere');
  // What breaks later only where nothing else does would let the column grow first.
  expect(html).not.toContain('break-words');
});
