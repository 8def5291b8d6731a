import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { RuleActs } from '@/components/rule/rule-acts';
import registrar from '@/messages/en/registrar.json';
import ui from '@/messages/en/ui.json';

const shown = (given: Partial<Parameters<typeof RuleActs>[0]>) => renderToStaticMarkup(
  <NextIntlClientProvider locale="en-GB" timeZone="UTC" messages={{ registrar, ui }}>
    <RuleActs version={{ id: 'v', rowVersion: 1, departmentId: null }} departments={[{ id: 'it', name: 'Information Technology' }]} settledAt={null} offered={[]} actions={{ route: () => ({ status: 'idle' }) } as never} {...given} />
  </NextIntlClientProvider>,
);

test('whoever sends a mapping on without a department can say which one', () => {
  expect(shown({ offered: [{ act: 'route', denied: null }] })).toMatch(/<select[^>]*name="departmentId"[^]*<option value="it">Information Technology/);
});

test('of an approval on conditions it says where they are settled, and never that it is closed', () => {
  const html = shown({ settledAt: '/faculty/cases/1' });
  expect(html).toContain('href="/faculty/cases/1"');
  expect(html).not.toContain('closed');
  expect(shown({})).toContain('closed');
});
