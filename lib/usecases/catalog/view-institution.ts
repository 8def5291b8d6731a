import {
  findPublicInstitution,
  listPublicPrograms,
  type PublicInstitution,
  type PublicProgram,
} from '@/lib/db/public-institutions';
import { findCreditsAndNames, listRulesOf } from '@/lib/db/public-rules';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { curriculumCodesIn, microCredentialIdsIn } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { type Context, todayIn } from '../context';
import type { RuleNames } from '@/lib/rule/rule-names';
import { countDecided, type DecidedCounts } from './decided-counts';
import { findOffers, type OfferedRule } from './find-offers';
import { namesFor } from './rule-names';

/** @units rules a page */
export const rulesPerPage = 20;

export interface InstitutionView {
  institution: PublicInstitution;
  /** Today there. */
  asOf: CivilDate;
  programs: PublicProgram[];
  counts: DecidedCounts;
  rules: OfferedRule[];
  total: number;
  page: number;
  pages: number;
  names: RuleNames;
}

/** What one institution recognises and by which policy. @refuses not_found */
export async function viewInstitution(
  ctx: Context,
  wanted: { slug: string; words: string; page: number },
): Promise<InstitutionView> {
  authorize(ctx, 'catalog.view', { tenantId: null });
  const institution = await findPublicInstitution(ctx.database, wanted.slug, ctx);
  if (institution === null) refuse('not_found', 'catalog/no-such-institution');
  const asOf = todayIn(ctx, institution.timeZone);
  const read = (page: number) =>
    listRulesOf(ctx.database, institution.id, wanted.words, asOf, page, rulesPerPage);
  const days = { institutions: [institution], asOf: ctx, dayOf: () => asOf };
  const [programs, { index }, first] = await Promise.all([
    listPublicPrograms(ctx.database, institution.id, asOf),
    ctx.catalog.upToDate(ctx.now),
    read(wanted.page),
  ]);
  // A page that is not there any more becomes the first one.
  const page = first.rows.length === 0 ? 1 : wanted.page;
  const found = page === wanted.page ? first : await read(page);
  const pages = Math.max(1, Math.ceil(found.total / rulesPerPage));
  const { rows } = found;
  const names = await findCreditsAndNames(ctx.database, asOf, {
    microCredentialIds: [
      ...new Set(rows.flatMap(({ definition }) => microCredentialIdsIn(definition.premise))),
    ],
    courses: rows.flatMap(({ definition }) =>
      curriculumCodesIn(definition).map((code) => [institution.id, code] as const),
    ),
    programs: programs.map(({ code }) => [institution.id, code] as const),
  });
  const offers = await findOffers(
    ctx.database,
    rows.map((rule) => ({ rule, ownId: null })),
    days,
  );
  const rules = rows.flatMap((rule, index): OfferedRule[] => {
    const offer = offers[index];
    return offer === undefined ? [] : [{ ...rule, offer }];
  });
  return {
    institution,
    asOf,
    programs,
    counts: countDecided(index, institution.id),
    rules,
    total: found.total,
    page,
    pages,
    names: namesFor(institution, names),
  };
}
