import {
  type CountedCourse,
  countedCourse,
  countedFacet,
  isCountedAt,
  nameOfCounted,
} from '@/lib/catalog/counted-course';
import { organizationFacet } from '@/lib/catalog/entry-document';
import { institutionsCalled } from '@/lib/catalog/institutions-called';
import { everything, searchHref, type SearchQuery } from '@/lib/catalog/search-query';
import { cleanText } from '@/lib/catalog/search-words';
import {
  type Signpost,
  type SignpostGroup,
  signpostKinds,
  type SignpostKind,
  signpostsTold,
} from '@/lib/catalog/signpost';
import { fewestLetters, mostLetters } from '@/lib/catalog/suggestion';
import type { Database } from '@/lib/db/client';
import { findOrganizationSlugs } from '@/lib/db/organizations';
import type { PublicInstitution } from '@/lib/db/public-institutions';
import { foldedName } from '@/lib/micro-credential/natural-key';
import { titleKey } from '@/lib/search/title-key';
import type { CountedValue } from '@/lib/search/value-names';
import { authorize } from '../authorize';
import type { Context } from '../context';
import type { CatalogNow } from '../kept-catalog';

type Known = Pick<CatalogNow, 'index' | 'institutions'>;
/** What was typed, and the search to which a signpost is added. */
type Asked = Pick<SearchQuery, 'words' | 'institution'>;

/** A signpost before it is known where its page is: only those that are shown are looked up. */
type Found = Omit<Signpost, 'address'> & { address: (slugs: ReadonlyMap<string, string>) => string };

/**
 * What is called like the words of a search and is no entry: institutions, courses and collective places that entries count as now,
 * organizations and skills; of courses those of the institution asked for, where one is. Each kind with how many there are and its first.
 */
export async function signpostsFor(
  database: Database,
  known: Known,
  asked: Asked,
  most: number = signpostsTold.above,
): Promise<SignpostGroup[]> {
  const groups = signpostKinds.flatMap((kind) => {
    const all = foundOf(kind, known, asked);
    return all.length === 0 ? [] : [{ kind, total: all.length, first: all.slice(0, most) }];
  });
  const slugs = await slugsOf(
    database,
    groups.flatMap(({ first }) => first),
  );
  return groups.map(({ first, ...group }) => ({ ...group, first: first.map((one) => placed(one, slugs)) }));
}

/** The signposts for some words, the first of each kind. */
export async function findSignposts(ctx: Context, asked: Asked): Promise<SignpostGroup[]> {
  authorize(ctx, 'catalog.search', { tenantId: null });
  return signpostsFor(ctx.database, await ctx.catalog.upToDate(ctx.now), asked, signpostsTold.page);
}

export interface SignpostsView<Kind extends SignpostKind> {
  kind: Kind;
  words: string;
  total: number;
  page: number;
  pages: number;
  signposts: Signpost[];
}

/** All signposts of a kind for some words, a page at a time; behind the last page is the last one. */
export async function listSignposts<Kind extends SignpostKind>(
  ctx: Context,
  asked: Asked & { kind: Kind; page: number },
): Promise<SignpostsView<Kind>> {
  authorize(ctx, 'catalog.search', { tenantId: null });
  const catalog = await ctx.catalog.upToDate(ctx.now);
  const all = foundOf(asked.kind, catalog, asked);
  const pages = Math.max(1, Math.ceil(all.length / signpostsTold.page));
  const page = Math.min(asked.page, pages);
  const some = all.slice((page - 1) * signpostsTold.page, page * signpostsTold.page);
  const slugs = await slugsOf(ctx.database, some);
  return {
    kind: asked.kind,
    words: asked.words,
    total: all.length,
    page,
    pages,
    signposts: some.map((one) => placed(one, slugs)),
  };
}

function foundOf(kind: SignpostKind, known: Known, { words, institution }: Asked): Found[] {
  const text = cleanText(words.slice(0, mostLetters));
  if (titleKey(text).length < fewestLetters) return [];
  const { index, institutions } = known;
  switch (kind) {
    case 'institution':
      return institutionsCalled(institutions, text).map(({ name, slug }) => ({
        kind,
        text: name,
        institutionName: null,
        count: null,
        address: () => `/institutions/${slug}`,
      }));
    case 'course':
      return countedCourses(known, text, institution).map(({ code, title, at, count }) => ({
        kind,
        text: title === code ? code : `${code} ${title}`,
        institutionName: at.shortName,
        count,
        address: () => searchHref('/catalog', { ...everything, institution: at.slug, countsAs: [code] }),
      }));
    case 'organization':
      return merged(index.named.find(organizationFacet, text), foldedName).map(
        ({ names: [name = ''], count }) => ({
          kind,
          text: name,
          institutionName: null,
          count,
          address: (slugs) => {
            const slug = slugs.get(foldedName(name));
            return slug === undefined
              ? searchHref('/catalog', { ...everything, provider: [name] })
              : `/organizations/${slug}`;
          },
        }),
      );
    case 'skill':
      return merged(index.named.find('skill', text), titleKey).map(({ names, count }) => ({
        kind,
        text: names[0] ?? '',
        institutionName: null,
        count,
        // Every spelling of it, as far as an address has room.
        address: () => searchHref('/catalog', { ...everything, skill: names.slice(0, 10) }),
      }));
  }
}

/** Courses and collective places that entries count as now, called so by code or title: of one institution, or of all. */
export function countedCourses(
  { index, institutions }: Known,
  text: string,
  institution: string | null,
): (CountedCourse & { at: PublicInstitution; count: number })[] {
  const byId = new Map(institutions.map((one) => [one.id, one]));
  const here = institutions.find(({ slug }) => slug === institution);
  const among = { nameOf: nameOfCounted, ...(here && { isMeant: isCountedAt(here.id) }) };
  return index.named.find(countedFacet, text, among).flatMap(({ value, count }) => {
    const course = countedCourse(value);
    const at = byId.get(course.tenantId);
    return at === undefined ? [] : [{ ...course, at, count }];
  });
}

/** Several spellings of one name as one, called as most entries call it. */
function merged(
  values: readonly CountedValue[],
  keyOf: (name: string) => string,
): { names: string[]; count: number }[] {
  const found = new Map<string, CountedValue[]>();
  for (const one of values) found.set(keyOf(one.value), [...(found.get(keyOf(one.value)) ?? []), one]);
  return [...found.values()].map((some) => ({
    names: some.sort((a, b) => b.count - a.count).map(({ value }) => value),
    count: some.reduce((sum, { count }) => sum + count, 0),
  }));
}

function slugsOf(database: Database, some: readonly Found[]): Promise<ReadonlyMap<string, string>> {
  const names = some.flatMap(({ kind, text }) => (kind === 'organization' ? [foldedName(text)] : []));
  return findOrganizationSlugs(database, names);
}

function placed({ address, ...one }: Found, slugs: ReadonlyMap<string, string>): Signpost {
  return { ...one, address: address(slugs) };
}
