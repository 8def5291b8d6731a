import { type Earned, earnedBy } from '@/lib/catalog/entry';
import { type SearchQuery } from '@/lib/catalog/search-query';
import { nearestWord, typedWords } from '@/lib/catalog/search-words';
import {
  type FacetCounts,
  findInCatalog,
  findLikeWords,
  type FoundMicroCredential,
  type Position,
} from '@/lib/db/catalog-search';
import {
  listPublicInstitutions,
  listPublicPrograms,
  type PublicInstitution,
  type PublicProgram,
} from '@/lib/db/public-institutions';
import { findCreditsAndNames, type FoundNames } from '@/lib/db/public-rules';
import { courseCodesIn } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { type Context, todayIn } from '../context';

/** @units results a page */
export const pageSize = 20;

/** One result, with the best answer that any institution gives. */
export interface SearchResult extends Omit<FoundMicroCredential, 'rules'> {
  best: { institution: { slug: string; shortName: string }; earned: Earned } | null;
  /** Short names of the institutions that give credit, and of those that decided against it. */
  givenBy: string[];
  refusedBy: string[];
}

export interface SearchView {
  query: SearchQuery;
  results: SearchResult[];
  total: number;
  pages: number;
  facets: FacetCounts;
  institutions: PublicInstitution[];
  /** Programs of the institution asked for. */
  programs: PublicProgram[];
  /** The words with mistyped ones put right, when nothing was found and something similar exists. */
  didYouMean: string | null;
}

/** Searches the catalog as the public sees it today: one statement for the page, one for the institutions to choose from. */
export async function searchCatalog(ctx: Context, wanted: SearchQuery): Promise<SearchView> {
  authorize(ctx, 'catalog.search', { tenantId: null });
  const asOf = todayIn(ctx, 'UTC');
  const [institutions, first] = await Promise.all([
    listPublicInstitutions(ctx.database, ctx),
    findInCatalog(ctx.database, wanted, asOf, windowOf(wanted.page)),
  ]);
  const pages = Math.max(1, Math.ceil(first.total / pageSize));
  const query = { ...wanted, page: Math.min(wanted.page, pages) };
  const found =
    query.page === wanted.page ? first : await findInCatalog(ctx.database, query, asOf, windowOf(query.page));
  const institution = institutions.find(({ slug }) => slug === query.institution);
  const [programs, didYouMean, results] = await Promise.all([
    institution ? listPublicPrograms(ctx.database, institution.id, ctx) : [],
    found.total === 0 ? correctedWords(ctx, query.words) : null,
    resultsOf(ctx, found.rows, institutions),
  ]);
  return {
    query,
    results,
    total: found.total,
    pages,
    facets: found.facets,
    institutions,
    programs,
    didYouMean,
  };
}

/** The same search from one position on, for readers that walk the whole catalog. */
export async function listCatalog(
  ctx: Context,
  query: SearchQuery,
  after: Position | undefined,
  size: number,
): Promise<{ results: SearchResult[]; total: number; next: Position | null }> {
  authorize(ctx, 'catalog.search', { tenantId: null });
  const asOf = todayIn(ctx, 'UTC');
  const [institutions, found] = await Promise.all([
    listPublicInstitutions(ctx.database, ctx),
    findInCatalog(ctx.database, query, asOf, { size: size + 1, ...(after && { after }) }),
  ]);
  const rows = found.rows.slice(0, size);
  return {
    results: await resultsOf(ctx, rows, institutions),
    total: found.total,
    next: found.rows.length > size ? (rows.at(-1)?.position ?? null) : null,
  };
}

function windowOf(page: number) {
  return { size: pageSize, offset: (page - 1) * pageSize };
}

/** The rows with their best answers; credit that a rule takes from a course is looked up for all of them at once. */
async function resultsOf(
  ctx: Context,
  rows: readonly FoundMicroCredential[],
  institutions: readonly PublicInstitution[],
): Promise<SearchResult[]> {
  const courses = rows.flatMap(({ rules }) =>
    rules.flatMap(({ institution, definition }) =>
      courseCodesIn(definition).map((code) => [institution.id, code] as const),
    ),
  );
  const { credits } =
    courses.length === 0
      ? { credits: {} }
      : await findCreditsAndNames(ctx.database, ctx, { microCredentialIds: [], courses, programs: [] });
  return rows.map((row) => toResult(row, institutions, credits));
}

function toResult(
  { rules, ...row }: FoundMicroCredential,
  institutions: readonly PublicInstitution[],
  credits: FoundNames['credits'],
): SearchResult {
  const inForce = rules.filter(({ status }) => status === 'published');
  let best: SearchResult['best'] = null;
  for (const rule of row.standing === 'published' ? inForce : []) {
    const policy = institutions.find(({ slug }) => slug === rule.institution.slug)?.policy?.credit ?? {
      homeUnit: rule.institution.homeUnit,
    };
    const earned = earnedBy(rule.definition, policy, credits[rule.institution.id] ?? {});
    if (earned !== null && best === null) best = { institution: rule.institution, earned };
  }
  const namesOf = (deny: boolean) => [
    ...new Set(
      inForce
        .filter(({ definition }) => (definition.deny === true) === deny)
        .map(({ institution }) => institution.shortName),
    ),
  ];
  return {
    ...row,
    best,
    givenBy: row.standing === 'published' ? namesOf(false) : [],
    refusedBy: namesOf(true),
  };
}

async function correctedWords(ctx: Context, text: string): Promise<string | null> {
  const words = typedWords(text.toLowerCase());
  if (words.length === 0) return null;
  const likely = await findLikeWords(ctx.database, words);
  const corrected = likely.map(({ word, isKnown, titles }) =>
    isKnown ? word : (nearestWord(word, titles) ?? word),
  );
  return corrected.some((word, index) => word !== words[index]) ? corrected.join(' ') : null;
}
