import { canBeAsked } from '@/lib/catalog/certificate-request';
import { idsOfSlugs } from '@/lib/db/catalog-entries';
import { listFound } from '@/lib/db/found-micro-credentials';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { daysOf, lastOf } from '../days-of';
import { standingsHere } from './standings-here';

export interface RequestForm {
  /** Whom one can ask. */
  institutions: { slug: string; name: string }[];
  /** The certificate to be decided; null where one is to be listed. */
  entry: { slug: string; title: string; provider: string; language: string | null } | null;
}

/** What can be asked for: a certificate that is not there of any institution, a decision of those that have come to nothing yet. @refuses not_found */
export async function viewRequestForm(ctx: Context, slug: string | null): Promise<RequestForm> {
  authorize(ctx, 'request.make', { tenantId: null });
  const catalog = await ctx.catalog.upToDate(ctx.now);
  const named = ({ slug, name }: { slug: string; name: string }) => ({ slug, name });
  if (slug === null) return { institutions: catalog.institutions.map(named), entry: null };
  const id = (await idsOfSlugs(ctx.database, [slug])).get(slug);
  const [entry] =
    id === undefined
      ? []
      : await listFound(ctx.database, [id], {
          now: ctx.now,
          day: lastOf(daysOf(catalog.institutions, ctx.now), ctx.now),
        });
  if (entry === undefined) refuse('not_found', 'catalog/no-such-entry');
  const standingOf = await standingsHere(ctx.database, [entry.id], catalog);
  const { title, provider, language } = entry;
  return {
    institutions: catalog.institutions
      .filter(({ id: tenantId }) => canBeAsked(standingOf(entry.id, tenantId)))
      .map(named),
    entry: { slug, title, provider, language },
  };
}
