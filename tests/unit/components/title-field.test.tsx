import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { TitleField } from '@/components/rule/title-field';
import registrar from '@/messages/en/registrar.json';

const shown = (isPublic: boolean) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en-GB" timeZone="UTC" messages={{ registrar }}>
      <TitleField title="Data analysis" isPublic={isPublic} />
    </NextIntlClientProvider>,
  );

test('a title that students see with another version is for reading, and says why; it is sent all the same', () => {
  const html = shown(true);
  expect(html).toMatch(/<input[^>]*name="title"[^>]*value="Data analysis"/);
  expect(html).toMatch(/<input[^>]* readOnly=""/i);
  expect(html).not.toContain(' disabled=""');
  expect(html).toContain(registrar.editor.titlePublic);
});

test('the title of a first version is written freely', () => {
  const html = shown(false);
  expect(html).toMatch(/<input[^>]*name="title"/);
  expect(html).not.toMatch(/ readOnly=""/i);
  expect(html).not.toContain(registrar.editor.titlePublic);
});
