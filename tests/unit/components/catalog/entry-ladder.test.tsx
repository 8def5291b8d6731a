import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { EntryLadder } from '@/components/catalog/entry-ladder';
import credit from '@/messages/en/credit.json';
import publicMessages from '@/messages/en/public.json';

const ladder = (known: { publishedAt?: number; refusedAt?: number; consideredAt?: number }) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ credit, public: publicMessages }}>
      <EntryLadder recommendations={[]} publishedAt={0} refusedAt={0} consideredAt={0} {...known} />
    </NextIntlClientProvider>,
  );

test('a proposal that was considered is no "not decided yet", and gives way to a decision', () => {
  expect(ladder({})).toContain(credit.ladder.rule.open);
  const considered = ladder({ consideredAt: 2 });
  expect(considered).toContain('Considered at 2 institutions');
  expect(considered).not.toContain(credit.ladder.rule.open);
  expect(ladder({ consideredAt: 2, refusedAt: 1 })).toContain('Decided no at 1 institution');
  expect(ladder({ consideredAt: 2, refusedAt: 1 })).not.toContain('Considered at');
});
