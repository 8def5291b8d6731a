import { institutionsCalled } from '@/lib/catalog/institutions-called';
import { everything, searchHref, type SearchQuery } from '@/lib/catalog/search-query';
import { cleanText } from '@/lib/catalog/search-words';
import { fewestLetters, mostLetters, mostSuggestions, type Suggestion } from '@/lib/catalog/suggestion';
import { listTitles } from '@/lib/db/found-micro-credentials';
import { anything } from '@/lib/search/search';
import { titleKey } from '@/lib/search/title-key';
import { authorize } from '../authorize';
import type { Context } from '../context';
import type { CatalogNow } from '../kept-catalog';
import { countedCourses } from './find-signposts';

/** The only language in which pages are written. @source lib/next/locale.ts, languages */
const readersLanguage = 'en';
/** Of the suggestions so many of each kind that is no entry, and so many of all of these; entries take what is left. */
const most = { ofKind: 2, ofAll: 4 };

/**
 * What somebody who has typed this may be looking for: institutions, courses that entries count as, providers and skills that are called so,
 * and the entries that a search finds first. What is no entry is added to the search at hand, in the place of its words.
 */
export async function suggestSearches(
  ctx: Context,
  typed: string,
  query: SearchQuery = everything,
): Promise<Suggestion[]> {
  authorize(ctx, 'catalog.search', { tenantId: null });
  const text = cleanText(typed.slice(0, mostLetters));
  if (titleKey(text).length < fewestLetters) return [];
  const catalog = await ctx.catalog.upToDate(ctx.now);
  const others = besideEntries(catalog, text, query);
  const size = mostSuggestions - others.length;
  const { ids, reading } = catalog.index.find({ ...anything, words: text, size });
  // What only comes close is for the page of results, which says so.
  const titles = reading === 'nearest' ? [] : await listTitles(ctx.database, ids);
  const byId = new Map(titles.map((one) => [one.id, one]));
  const found = ids.flatMap((id) => byId.get(id) ?? []);
  // As near as each other, but in another language than the reader's: after what is in it, or in one that is not known.
  const isForeign = ({ language: own }: (typeof found)[number]) =>
    own !== null && !own.startsWith(readersLanguage);
  const inTurn = [...found.filter((one) => !isForeign(one)), ...found.filter(isForeign)];
  const entries = inTurn.map(
    (one): Suggestion => ({
      kind: 'entry',
      text: one.title,
      by: one.provider,
      address: `/catalog/${one.slug}`,
    }),
  );
  return nearestFirst([...others, ...entries], text);
}

/** What is called so from its first letters on before what only has such a word, each in their order: “ACE Health” before “Listed by ACE”. */
export function nearestFirst(found: readonly Suggestion[], typed: string): Suggestion[] {
  const start = titleKey(typed);
  const begins = ({ text }: Suggestion) => titleKey(text).startsWith(start);
  return [...found.filter(begins), ...found.filter((one) => !begins(one))];
}

function besideEntries({ index, institutions }: CatalogNow, text: string, query: SearchQuery): Suggestion[] {
  const leading = (changes: Partial<SearchQuery>) => searchHref('/catalog', query, { words: '', ...changes });
  const added = (values: readonly string[], value: string) => [...new Set([...values, value])];
  const byKind: Suggestion[][] = [
    institutionsCalled(institutions, text).map(({ name, slug }) => ({
      kind: 'institution',
      text: name,
      by: null,
      address: leading({ institution: slug }),
    })),
    countedCourses({ index, institutions }, text, query.institution).map(({ code, title, at }) => ({
      kind: 'course',
      text: title === code ? code : `${code} ${title}`,
      by: at.shortName,
      address: leading({ institution: at.slug, countsAs: [code] }),
    })),
    index.named.find('provider', text).map(({ value }) => ({
      kind: 'provider',
      text: value,
      by: null,
      address: leading({ provider: added(query.provider, value) }),
    })),
    index.named.find('skill', text).map(({ value }) => ({
      kind: 'skill',
      text: value,
      by: null,
      address: leading({ skill: added(query.skill, value) }),
    })),
  ];
  // The first of each kind before the second of any.
  const inTurn = Array.from({ length: most.ofKind }, (_, at) =>
    byKind.flatMap((some) => some.slice(at, at + 1)),
  ).flat();
  const told = new Set(inTurn.slice(0, most.ofAll));
  return byKind.flat().filter((one) => told.has(one));
}
