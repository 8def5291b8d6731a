import type { SearchProblem, SearchQuery } from '@/lib/catalog/search-query';
import { listPublicPrograms, type PublicInstitution, type PublicProgram } from '@/lib/db/public-institutions';
import { refuse } from '@/lib/kernel/refusal';
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

/** What of a search names nothing here. Nothing found and nothing of this name are two answers. */
export function problemsOf(
  query: SearchQuery,
  { institutions, areAmountsRead }: Pick<CatalogNow, 'institutions' | 'areAmountsRead'>,
  programs: readonly PublicProgram[],
): SearchProblem[] {
  const { institution, program } = query;
  const isHere = (slug: string) => institutions.some((one) => one.slug === slug);
  const problems: SearchProblem[] = [];
  const note = (field: string, reason: SearchProblem['reason']) => problems.push({ field, reason });
  if (institution !== null && !isHere(institution)) note('institution', 'not-known');
  else if (program !== null && programs.every(({ code }) => code !== program)) note('program', 'not-known');
  if (!query.givenAt.every(isHere)) note('givenAt', 'not-known');
  if (!areAmountsRead && query.credit.length > 0) note('credit', 'not-yet');
  if (!areAmountsRead && query.sort === 'credit') note('sort', 'not-yet');
  return problems;
}

/** The search without what of it names nothing here. */
export function withoutProblems(
  query: SearchQuery,
  problems: readonly SearchProblem[],
  institutions: readonly PublicInstitution[],
): SearchQuery {
  const isIn = (name: string) => problems.some(({ field }) => field === name);
  return {
    ...query,
    // An institution that is not here has decided nothing: to filter by it would call everything undecided.
    ...(isIn('institution') && { institution: null, program: null, countsIn: [] }),
    ...(isIn('givenAt') && {
      givenAt: query.givenAt.filter((slug) => institutions.some((one) => one.slug === slug)),
    }),
    ...(isIn('credit') && { credit: [] }),
    ...(isIn('sort') && { sort: 'relevance' as const }),
  };
}

/** The catalog of this moment and the institution that a search names, for answers that leave nothing out. @refuses invalid_input `catalog/bad-search`: something that it names is not here, or not known yet */
export async function searchedFrom(
  ctx: Context,
  query: SearchQuery,
  { isAboutPrograms = false, isAboutAmounts = false },
): Promise<{ catalog: CatalogNow; named: NamedInstitution }> {
  const catalog = await ctx.catalog.upToDate(ctx.now);
  const { named, programs } = await namedIn(
    ctx,
    query,
    catalog.institutions,
    isAboutPrograms || query.program !== null || query.countsIn.length > 0,
  );
  const problems = problemsOf(query, catalog, programs);
  if (isAboutAmounts && problems.length === 0 && !catalog.areAmountsRead)
    problems.push({ field: 'credit', reason: 'not-yet' });
  if (problems.length > 0) refuse('invalid_input', 'catalog/bad-search', { problems });
  return { catalog, named };
}
