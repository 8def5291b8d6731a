import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { NoResults } from '@/components/catalog/no-results';
import { leadsFrom } from '@/lib/catalog/leads';
import { everything, type SearchQuery } from '@/lib/catalog/search-query';
import common from '@/messages/en/common.json';
import publicMessages from '@/messages/en/public.json';

const institutions = [{ slug: 'north', name: 'Northbridge State University', shortName: 'NSU' }];
const said = (asked: Partial<SearchQuery>) => {
  const query = { ...everything, ...asked };
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, public: publicMessages }}>
      <NoResults
        query={query}
        leads={leadsFrom(query).map((lead) => ({ ...lead, total: 3 }))}
        institutions={institutions}
      />
    </NextIntlClientProvider>,
  );
};

test('the name of an institution leads to its page and to what it has decided', () => {
  const markup = said({ words: 'northbridge', compare: ['a'] });
  expect(markup).toContain('href="/institutions/north"');
  expect(markup).toContain('href="/catalog?institution=north&amp;compare=a"');
  expect(said({ words: 'welding' })).not.toContain('/institutions/');
});

test('fewer words are advised only where there are two', () => {
  expect(said({ words: 'welding' })).not.toContain('Fewer words');
  expect(said({ words: 'deep welding' })).toContain('Fewer words');
});

test('the whole catalog is offered once', () => {
  for (const asked of [{ words: 'welding' }, { kind: ['exam' as const] }])
    expect(said(asked).match(/href="\/catalog"/g)).toHaveLength(1);
});
