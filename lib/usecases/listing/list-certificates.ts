import { can } from '@/lib/access/can';
import {
  countCertificates,
  listEntryIds,
  listOpenListings,
  type OpenListing,
} from '@/lib/db/certificate-list';
import { findListedEntries } from '@/lib/db/listed-entries';
import { type Completeness, completenessOf } from '@/lib/micro-credential/completeness';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';

/** @units entries a page */
export const certificatesAPage = 25;

export const shownCertificates = ['own', 'open', 'others', 'named'] as const;
export interface CertificateQuery {
  /** What the institution lists · what waits here to be listed · what other institutions list · which of that is in its name. */
  show: (typeof shownCertificates)[number];
  words: string;
  page: number;
}

export interface CertificateRow {
  id: string;
  slug: string;
  title: string;
  language: string | null;
  provider: string;
  stewardName: string;
  isWithdrawn: boolean;
  versions: number;
  version: string | null;
  completeness: Completeness;
}

export interface CertificateListView {
  counts: Record<CertificateQuery['show'], number>;
  entries: CertificateRow[];
  listings: OpenListing[];
  mayDraft: boolean;
}

/** Certificates of the catalog as staff keep them, a page of one kind; the counts agree with the words. */
export async function listCertificates(ctx: Context, wanted: CertificateQuery): Promise<CertificateListView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'listing.list', { tenantId: actor.tenantId });
    const { show, words, page } = wanted;
    const part = { words, page, size: certificatesAPage };
    const ids = show === 'open' ? [] : await listEntryIds(tx, show, part);
    const entries = await findListedEntries(tx, ids);
    return {
      counts: await countCertificates(tx, words),
      listings: show === 'open' ? await listOpenListings(tx, part) : [],
      entries: entries.map(({ versions, content, ...entry }) => ({
        id: entry.id,
        slug: entry.slug,
        title: entry.title,
        language: entry.language,
        provider: content.provider,
        stewardName: entry.stewardName,
        isWithdrawn: entry.isWithdrawn,
        versions: versions.length,
        version: versions[0]?.label ?? null,
        completeness: completenessOf(versions[0]?.content ?? content),
      })),
      mayDraft: can(actor, 'listing.draft', { tenantId: actor.tenantId }).allowed,
    };
  });
}
