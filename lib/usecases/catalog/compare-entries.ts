import { buildComparison, type ComparedAnswer } from '@/lib/catalog/comparison';
import { mostCompared } from '@/lib/catalog/search-query';
import { idsOfSlugs } from '@/lib/db/catalog-entries';
import { type FoundMicroCredential, listTitles } from '@/lib/db/found-micro-credentials';
import type { PublicInstitution } from '@/lib/db/public-institutions';
import { authorize } from '../authorize';
import type { Standing } from '@/lib/catalog/standing';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { type Context, latestDay } from '../context';
import { standingIn } from './find-entries';

export interface ComparisonView {
  entries: FoundMicroCredential[];
  /** Institutions that have decided about any of them or considered one, with what each says of every one, in the order of the entries. */
  rows: { institution: PublicInstitution; answers: ComparedAnswer[] }[];
  /** Institutions that have come to nothing about any of them, and how each entry stands with every one of them. */
  silent: { institutions: PublicInstitution[]; standings: Standing[] };
  /** Titles of those that are left out, since there are more than are compared at once. */
  leftOut: string[];
  /** How many of the slugs are none of the catalog: they take nobody's place. */
  unknown: number;
  /** The day on which all of it is so. */
  today: CivilDate;
  /** Whether an entry has more rules than are looked at. */
  isCut: boolean;
}

/** The first few of the entries side by side, with what each institution gives for them today. */
export async function compareEntries(ctx: Context, slugs: readonly string[]): Promise<ComparisonView> {
  authorize(ctx, 'catalog.search', { tenantId: null });
  const catalog = await ctx.catalog.upToDate(ctx.now);
  const ids = await idsOfSlugs(ctx.database, slugs);
  const known = slugs.flatMap((slug) => ids.get(slug) ?? []);
  const [compared, beyond] = [known.slice(0, mostCompared), known.slice(mostCompared)];
  const kept = await catalog.entriesOf(compared);
  const titles = new Map((await listTitles(ctx.database, beyond)).map(({ id, title }) => [id, title]));
  const entries = compared.flatMap((id) => kept.get(id) ?? []);
  const byTenant = buildComparison(
    entries.map(({ found, answers }) => ({
      answers,
      standingWith: (tenantId) => standingIn(catalog.index, found.id, tenantId, null),
    })),
    catalog.institutions.map(({ id }) => id),
  );
  const rows = catalog.institutions.flatMap((institution) => {
    const answers = byTenant.get(institution.id);
    return answers === undefined ? [] : [{ institution, answers }];
  });
  const silent = entries.length === 0 ? [] : catalog.institutions.filter(({ id }) => !byTenant.has(id));
  const [oneOfThem] = silent;
  return {
    silent: {
      institutions: silent,
      standings:
        oneOfThem === undefined
          ? []
          : entries.map(({ found }) => standingIn(catalog.index, found.id, oneOfThem.id, null)),
    },
    entries: entries.map(({ found }) => found),
    rows,
    today: latestDay(
      ctx,
      rows.map(({ institution }) => institution),
    ),
    leftOut: beyond.flatMap((id) => titles.get(id) ?? []),
    unknown: slugs.length - known.length,
    isCut: entries.some(({ notCompared }) => notCompared > 0),
  };
}
