import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { UndoneNotice } from '@/components/administration/undone-notice';
import type { UndoneSeparation } from '@/lib/usecases/role/undone-separation';
import account from '@/messages/en/account.json';
import administration from '@/messages/en/administration.json';
import ui from '@/messages/en/ui.json';

const said = (undone: UndoneSeparation) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ account, administration, ui }}>
      <UndoneNotice undone={undone} />
    </NextIntlClientProvider>,
  );
const ada = { why: 'appoints', id: 'a', name: 'Ada', role: 'administrator', otherRole: 'registrar' } as const;

test('nothing is said where nothing is undone', () => {
  expect(said({ held: [], unclaimed: [] })).toBe('');
});

test('each pair of roles leads to whoever holds them, with what to do', () => {
  const html = said({
    held: [
      { ...ada, otherId: 'a', otherName: 'Ada' },
      { ...ada, otherId: 'b', otherName: 'A. Lovelace' },
      { ...ada, why: 'twoVoices', role: 'evaluator', otherId: 'b', otherName: 'A. Lovelace' },
    ],
    unclaimed: [],
  });
  expect(html.match(/href="\/administration\/people\/a"/g)).toHaveLength(3);
  expect(html.match(/href="\/administration\/people\/b"/g)).toHaveLength(2);
  expect(html).toContain(account.role.administrator);
  expect(html).toContain('two voices');
  expect(html).toContain(administration.undone.lede);
  expect(html).not.toContain(administration.undone.unclaimedLede);
});

test('a record that nobody could claim is shown with whoever proved its address', () => {
  const html = said({
    held: [],
    unclaimed: [{ id: 'r', name: 'Rae', email: 'r@example.test', beside: { id: 'a', name: 'Ada' } }],
  });
  for (const part of ['people/r"', 'people/a"', 'r@example.test', administration.undone.unclaimedLede])
    expect(html).toContain(part);
  expect(html).not.toContain(administration.undone.lede);
});
