import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { EntryLadder } from '@/components/catalog/entry-ladder';
import { Standing } from '@/lib/catalog/standing';
import credit from '@/messages/en/credit.json';
import publicMessages from '@/messages/en/public.json';

const ladder = (...standings: Standing[]) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ credit, public: publicMessages }}>
      <EntryLadder recommendations={[]} standings={standings} />
    </NextIntlClientProvider>,
  );
const open = credit.ladder.rule.open;

test('only where nobody has come to anything it says "not decided yet"', () => {
  expect(ladder()).toContain(open);
  for (const standing of Standing.options)
    expect([standing, ladder(standing).includes(open)]).toEqual([
      standing,
      standing === 'recommended' || standing === 'undecided',
    ]);
});

test('says what institutions came to, the strongest first, and beside it what others did', () => {
  expect(ladder('suspended', 'undecided')).toContain('Suspended at 1 institution');
  expect(ladder('ended', 'ended')).toContain('Ended at 2 institutions');
  const several = ladder('considered', 'revoked', 'refused', 'published');
  expect(several).toMatch(/font-medium">Published at 1 institution</);
  expect(several).toContain(
    'Decided no at 1 institution · Revoked at 1 institution · Considered at 1 institution',
  );
});
