import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { CourseFields, FirstDayField } from '@/components/administration/course-fields';
import { ProgramFields } from '@/components/administration/program-caps-list';
import { EnteredForm } from '@/components/ui/entered-form';
import administration from '@/messages/en/administration.json';

const stored = {
  title: 'Databases',
  credits: '6',
  level: 'lower',
  kind: 'course',
  status: 'active',
} as const;
const shown = (
  entered: Record<string, string> | null,
  fieldErrors: Record<string, string>,
  fields = (
    <>
      <CourseFields course={stored} />
      <FirstDayField firstDay="2026-11-25" />
    </>
  ),
) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en-GB" timeZone="UTC" messages={{ administration }}>
      <EnteredForm action="/here" entered={entered} fieldErrors={fieldErrors} title="Please correct">
        {fields}
      </EnteredForm>
    </NextIntlClientProvider>,
  );
const valueOf = (html: string, name: string) =>
  new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1];

test('before anything was entered the fields say what is stored', () => {
  const html = shown(null, {});
  expect(valueOf(html, 'title')).toBe('Databases');
  expect(valueOf(html, 'firstDay')).toBe('2026-11-25');
  expect(html).not.toContain('Please correct');
});

test('what was entered stays when a field is refused, and the error stands beside its field', () => {
  const entered = {
    title: 'Databases and more',
    credits: 'six',
    level: '',
    status: 'inactive',
    firstDay: '2020-01-01',
  };
  const html = shown(entered, { credits: 'Write a number.', firstDay: 'This day is over.' });
  for (const name of ['title', 'credits', 'level', 'firstDay'] as const)
    expect(valueOf(html, name)).toBe(entered[name]);
  expect(html).toMatch(/<option value="inactive" selected/);
  for (const [name, error] of [
    ['credits', 'Write a number.'],
    ['firstDay', 'This day is over.'],
  ] as const) {
    const input = html.match(new RegExp(`<input[^>]*name="${name}"[^>]*>`))?.[0] ?? '';
    expect(input).toContain('aria-invalid="true"');
    const id = /aria-describedby="([^"]*)"/.exec(input)?.[1]?.split(' ').at(-1) ?? '';
    expect(html).toMatch(new RegExp(`<p id="${id}"[^>]*>${error}</p>`));
    expect(html).toMatch(new RegExp(`<a href="#[^"]*-${name}" class="link">${error}`));
  }
});

test('so it does with the limits of a program', () => {
  const html = shown(
    { title: 'BSc', totalCredits: '180', maxAmount: 'much', residentPercent: '50' },
    { maxAmount: 'Write a number.' },
    <ProgramFields />,
  );
  expect(valueOf(html, 'maxAmount')).toBe('much');
  expect(valueOf(html, 'residentPercent')).toBe('50');
});
