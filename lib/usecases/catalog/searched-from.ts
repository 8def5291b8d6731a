import { type Choices, type Facet, facetDefinitions, forEachFacet } from '@/lib/catalog/facets';
import type { SearchProblem, SearchQuery } from '@/lib/catalog/search-query';
import { listPublicPrograms, type PublicInstitution, type PublicProgram } from '@/lib/db/public-institutions';
import { byCode } from '@/lib/institution/course-code';
import { refuse } from '@/lib/kernel/refusal';
import { anything } from '@/lib/search/search';
import type { Context } from '../context';
import type { CatalogNow } from '../kept-catalog';
import type { NamedInstitution } from './find-entries';

/** The institution that a search names, and its programs of today. */
export async function namedIn(
  ctx: Context,
  { institution: slug }: SearchQuery,
  institutions: readonly PublicInstitution[],
  isAboutPrograms = true,
): Promise<{ named: NamedInstitution; programs: PublicProgram[] }> {
  const tenantId = institutions.find((one) => one.slug === slug)?.id ?? null;
  const programs =
    tenantId === null || !isAboutPrograms ? [] : await listPublicPrograms(ctx.database, tenantId, ctx);
  return { named: { tenantId, programs }, programs };
}

/** Those of some values that an entry has. */
function valuesAmong(index: CatalogNow['index'], facet: Facet, values: readonly string[]): Set<string> {
  if (values.length === 0) return new Set();
  const asked = { of: [facet], chosen: [], isTold: (value: string) => values.includes(value) };
  const { facets } = index.find({ ...anything, size: 0, facets: { [facet]: asked } });
  return new Set(facets[facet]?.map(({ value }) => value));
}

/**
 * The search with what of it is here, each program by its code as the institution writes it, and what was left out: what no entry,
 * institution or program is called, and what is not known yet. Nothing found and nothing of this name are two answers.
 */
export function asKnown(
  asked: SearchQuery,
  { index, institutions, areAmountsRead }: Pick<CatalogNow, 'index' | 'institutions' | 'areAmountsRead'>,
  programs: readonly PublicProgram[],
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
  const codes = byCode(programs, [...listed(asked.program), ...asked.countsIn]);
  const codeOf = (value: string) => codes.get(value)?.code;
  const [program = null] = mayHold ? known('program', listed(asked.program), codeOf) : [];
  const choices = forEachFacet((facet) => {
    const values = asked[facet];
    if (facet === 'givenAt') return known(facet, values, slugOf);
    if (facet === 'countsIn') return mayHold ? known(facet, values, codeOf) : [];
    if (facetDefinitions[facet].type !== null) return values;
    const said = valuesAmong(index, facet, values);
    return known(facet, values, (value) => (said.has(value) ? value : undefined));
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
    catalog.institutions,
    isAboutPrograms || asked.program !== null || asked.countsIn.length > 0,
  );
  const { query, problems } = asKnown(asked, catalog, programs);
  if (isAboutAmounts && problems.length === 0 && !catalog.areAmountsRead)
    problems.push({ field: 'credit', reason: 'not-yet' });
  if (problems.length > 0) refuse('invalid_input', 'catalog/bad-search', { problems });
  return { catalog, named, query };
}
