import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { catalogForm } from '@/components/catalog/catalog-form';
import { CompareBar } from '@/components/catalog/compare-bar';
import { FilterPanel } from '@/components/catalog/filter-panel';
import { SearchForm } from '@/components/catalog/search-form';
import { SortChoice } from '@/components/catalog/sort-choice';
import { Pagination } from '@/components/ui/pagination';
import { type FacetCounts, forEachFacet } from '@/lib/catalog/facets';
import { everything, parseSearchQuery, type SearchQuery } from '@/lib/catalog/search-query';
import common from '@/messages/en/common.json';
import credit from '@/messages/en/credit.json';
import publicMessages from '@/messages/en/public.json';
import ui from '@/messages/en/ui.json';

const rendered = (node: React.ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale="en"
      timeZone="UTC"
      messages={{ common, credit, ui, public: publicMessages }}
    >
      {node}
    </NextIntlClientProvider>,
  );
const counts: FacetCounts = { ...forEachFacet(() => []), kind: [{ value: 'exam', count: 3 }] };
const panel = (query: SearchQuery, isOrderShown: boolean, told = counts) =>
  rendered(
    <FilterPanel
      query={query}
      counts={told}
      elsewhere={query.compare}
      isOrderShown={isOrderShown}
      institutions={[{ slug: 'north', name: 'North', shortName: 'North' }]}
      programs={[]}
      courses={[]}
    />,
  );
/** What a part of the page sends as it stands: texts, numbers, hidden fields, ticked boxes. */
const sent = (markup: string) =>
  [...markup.matchAll(/<input [^>]*>/g)].flatMap(([tag]) => {
    const of = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
    return of('type') === 'checkbox' && !tag.includes(' checked') ? [] : [[of('name'), of('value') ?? '']];
  });

const query: SearchQuery = {
  ...everything,
  words: 'data',
  standing: ['published'],
  kind: ['exam'],
  maxHours: 20,
  institution: 'north',
  program: 'P',
  sort: 'title',
  compare: ['a', 'b'],
};

test('every field and button of the catalog belongs to its one form, wherever it stands', () => {
  const outside = [
    rendered(<SearchForm words="data" form={catalogForm} />),
    rendered(<SortChoice sort="title" />),
    rendered(<CompareBar elsewhere={1} forgetHref="/catalog" />),
    rendered(<Pagination page={2} pages={5} form={catalogForm} />),
  ];
  for (const markup of outside) {
    expect(markup).not.toContain('<form');
    const controls = markup.match(/<(input|select|button)\b[^>]*>/g) ?? [];
    expect(controls.length).toBeGreaterThan(0);
    for (const control of controls) expect(control).toContain(` form="${catalogForm}"`);
  }
  const own = panel(query, true);
  expect(own.match(/<form\b[^>]*>/g)).toHaveLength(1);
  expect(own).toContain(`<form id="${catalogForm}"`);
});

test('the words and the order are sent by their own fields alone, and all of it reads as the same search', () => {
  const typed = [['q', 'data'] as const, ['sort', 'title'] as const];
  const read = (fields: readonly (readonly (string | undefined)[])[]) => {
    const raw: Record<string, string[]> = {};
    for (const [name = '', value = ''] of fields) (raw[name] ??= []).push(value);
    return parseSearchQuery(raw);
  };
  const chosen = [['institution', 'north'] as const];
  for (const [isOrderShown, beside] of [
    [true, typed],
    [false, typed.slice(0, 1)],
  ] as const) {
    const answer = read([...beside, ...chosen, ...sent(panel(query, isOrderShown))]);
    expect(answer).toEqual({ query, problems: [] });
  }
});

test('a page is a button of that form, so that what was ticked goes along; elsewhere it is a link', () => {
  expect(rendered(<Pagination page={2} pages={5} form={catalogForm} />)).toMatch(
    /<button (?=[^>]*name="page")[^>]*value="3"/,
  );
  const links = rendered(<Pagination page={2} pages={5} hrefOf={(page) => `/x?page=${page}`} />);
  expect(links).toContain('href="/x?page=3"');
  expect(links).not.toContain('<button');
});

test('forgetting what was chosen before keeps the search', () => {
  expect(rendered(<CompareBar elsewhere={2} forgetHref="/catalog?q=data" />)).toContain(
    'href="/catalog?q=data"',
  );
});

test('looking for a value in a long filter comes back to it, and says how many there are', () => {
  const providers = (count: number) => ({
    ...counts,
    provider: Array.from({ length: count }, (_, at) => ({ value: `University ${at}`, count: 1 })),
  });
  const looked = (count: number) =>
    panel({ ...everything, named: { provider: 'univ' } }, true, providers(count));
  const markup = looked(12);
  expect(markup).toMatch(
    /<button type="submit" aria-label="Find: Provider"[^>]*formAction="\/catalog#filter-provider"/,
  );
  expect(markup).toContain('<fieldset id="filter-provider"');
  expect(markup).toContain('Provider with “univ”: 12');
  expect(looked(31)).toContain('Provider with “univ”: more than 14');
  expect(looked(0)).toContain('None of these is called like that.');
});
