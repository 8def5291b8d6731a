import { type CountedCourse, countedCourse, countedFacet, isCountedAt } from '@/lib/catalog/counted-course';
import { type Choices, facetDefinitions, forEachFacet } from '@/lib/catalog/facets';
import { isAskedFor } from '@/lib/catalog/index-search';
import type { SearchProblem, SearchQuery } from '@/lib/catalog/search-query';
import { listPublicPrograms, type PublicProgram } from '@/lib/db/public-institutions';
import { byCode } from '@/lib/institution/course-code';
import { refuse } from '@/lib/kernel/refusal';
import type { Context } from '../context';
import type { CatalogNow } from '../kept-catalog';
import type { NamedInstitution } from './find-entries';

/** The institution that a search names, its programs of today, and where it asks about them what entries count as there. */
export async function namedIn(
  ctx: Context,
  query: SearchQuery,
  { index, institutions }: Pick<CatalogNow, 'index' | 'institutions'>,
  isAboutPrograms = true,
): Promise<{ named: NamedInstitution; programs: PublicProgram[] }> {
  const tenantId = institutions.find(({ slug }) => slug === query.institution)?.id ?? null;
  const programs =
    tenantId === null || !isAboutPrograms ? [] : await listPublicPrograms(ctx.database, tenantId, ctx);
  const courses =
    tenantId === null || !isAskedFor(query, 'countsAs') ? [] : coursesCountedAt(index, tenantId);
  return { named: { tenantId, programs, courses }, programs };
}

/** The courses and collective places of an institution that entries count as now, by code. */
function coursesCountedAt(index: CatalogNow['index'], tenantId: string): CountedCourse[] {
  return index.named
    .all(countedFacet, isCountedAt(tenantId))
    .map(({ value }) => countedCourse(value))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/**
 * The search with what of it is here, each program by its code as the institution writes it, and what was left out: what no entry,
 * institution or program is called, and what is not known yet. Nothing found and nothing of this name are two answers.
 */
export function asKnown(
  asked: SearchQuery,
  { index, institutions, areAmountsRead }: Pick<CatalogNow, 'index' | 'institutions' | 'areAmountsRead'>,
  { programs, courses }: Pick<NamedInstitution, 'courses'> & { programs: readonly PublicProgram[] },
): { query: SearchQuery; problems: SearchProblem[] } {
  const problems: SearchProblem[] = [];
  const known = (field: string, values: readonly string[], nameOf: (value: string) => string | undefined) => [
    ...new Set(
      values.flatMap((value) => {
        const name = nameOf(value);
        if (name === undefined) problems.push({ field, reason: 'not-known', value });
        return name ?? [];
      }),
    ),
  ];
  const slugs = new Set(institutions.map(({ slug }) => slug));
  const slugOf = (value: string) => (slugs.has(value) ? value : undefined);
  const listed = (value: string | null) => (value === null ? [] : [value]);
  const [institution = null] = known('institution', listed(asked.institution), slugOf);
  // Programs are those of an institution: one that is not here has none, and has decided nothing.
  const mayHold = institution !== null;
  const counted = byCode(courses, asked.countsAs);
  const codes = byCode(programs, [...listed(asked.program), ...asked.countsIn]);
  const codeOf = (value: string) => codes.get(value)?.code;
  const [program = null] = mayHold ? known('program', listed(asked.program), codeOf) : [];
  const choices = forEachFacet((facet) => {
    const values = asked[facet];
    if (facet === 'givenAt') return known(facet, values, slugOf);
    if (facet === 'countsIn') return mayHold ? known(facet, values, codeOf) : [];
    if (facet === 'countsAs') return mayHold ? known(facet, values, (value) => counted.get(value)?.code) : [];
    if (facetDefinitions[facet].type !== null) return values;
    return known(facet, values, (value) => (index.named.count(facet, value) > 0 ? value : undefined));
  }) as Choices;
  const query: SearchQuery = { ...asked, ...choices, institution, program };
  if (areAmountsRead) return { query, problems };
  if (query.credit.length > 0) problems.push({ field: 'credit', reason: 'not-yet' });
  if (query.sort === 'credit') problems.push({ field: 'sort', reason: 'not-yet' });
  return {
    query: { ...query, credit: [], sort: query.sort === 'credit' ? 'relevance' : query.sort },
    problems,
  };
}

/** The catalog of this moment and the institution that a search names, for answers that leave nothing out. @refuses invalid_input `catalog/bad-search`: something that it names is not here, or not known yet */
export async function searchedFrom(
  ctx: Context,
  asked: SearchQuery,
  { isAboutPrograms = false, isAboutAmounts = false },
): Promise<{ catalog: CatalogNow; named: NamedInstitution; query: SearchQuery }> {
  const catalog = await ctx.catalog.upToDate(ctx.now);
  const { named, programs } = await namedIn(
    ctx,
    asked,
    catalog,
    isAboutPrograms || asked.program !== null || asked.countsIn.length > 0,
  );
  const { query, problems } = asKnown(asked, catalog, { ...named, programs });
  if (isAboutAmounts && problems.length === 0 && !catalog.areAmountsRead)
    problems.push({ field: 'credit', reason: 'not-yet' });
  if (problems.length > 0) refuse('invalid_input', 'catalog/bad-search', { problems });
  return { catalog, named, query };
}
