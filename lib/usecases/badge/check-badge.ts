import * as z from 'zod';
import type { EntryMatch } from '@/lib/badge/match-entry';
import { matchEntry } from '@/lib/badge/match-entry';
import type { BadgeReport, CheckFor } from '@/lib/badge/report';
import {
  most,
  nothingStated,
  statedHolding,
  estimateHref,
  type StatedHolding,
} from '@/lib/catalog/estimate-query';
import { entriesOfBadge } from '@/lib/db/entries-of-badge';
import { isCivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
import { authorize } from '../authorize';
import { type Context, dayIn } from '../context';

/** What somebody hands in: the bytes of a file, or a text or address as they were typed; and who they say to be. */
export const BadgeToCheck = z.strictObject({
  bytes: z.instanceof(Uint8Array),
  recipient: z.string().trim().max(254),
  /** The day on which it has to be valid; empty is today. */
  claimDay: z.union([z.literal(''), z.string().refine(isCivilDate, 'field/day')]),
});
export type BadgeToCheck = z.output<typeof BadgeToCheck>;

/** Reads a badge outside of this process. */
export type ReadBadge = (bytes: Uint8Array, asked: CheckFor) => Promise<BadgeReport>;

/** A badge, what came of its checks, and which entry of the catalog it is of. */
export interface CheckedBadge {
  report: BadgeReport;
  match: EntryMatch;
}

export interface BadgeAnswer extends CheckedBadge {
  /** The badges within a record, each with its own. */
  contained: readonly CheckedBadge[];
  /** The estimate with what was found filled in; null where nothing was found that may count. */
  estimate: string | null;
}

/**
 * Checks a badge for whoever asks and says which entry of the catalog it is of. Nothing is kept, written down or told to anybody.
 * @refuses invalid_input `badge/…` · rate_limited `badge/busy`
 */
export async function checkBadge(ctx: Context, asked: BadgeToCheck, read: ReadBadge): Promise<BadgeAnswer> {
  authorize(ctx, 'badge.check', { tenantId: null });
  const report = await read(asked.bytes, {
    now: ctx.now,
    claimDay: asked.claimDay === '' ? dayIn(ctx.now, 'UTC') : parseCivilDate(asked.claimDay),
    recipient: asked.recipient === '' ? null : asked.recipient,
    trusted: [],
  });
  const matched = async (one: BadgeReport): Promise<CheckedBadge> => ({
    report: one,
    match: matchEntry(
      one.facts,
      await entriesOfBadge(ctx.database, { addresses: one.facts.achievementIds, title: one.facts.title }),
    ),
  });
  const [whole, contained] = [await matched(report), await Promise.all(report.contained.map(matched))];
  const holdings = (contained.length > 0 ? contained : [whole]).flatMap(holdingOf);
  return {
    ...whole,
    contained,
    estimate:
      holdings.length === 0
        ? null
        : estimateHref({ ...nothingStated, holdings: holdings.slice(0, most.holdings) }),
  };
}

/** What an estimate may take from a badge. One that is invalid has nothing to count. */
function holdingOf({ report: { verdict, facts }, match: { entry } }: CheckedBadge): StatedHolding[] {
  if (entry === null || verdict === 'invalid') return [];
  const day = (instant: string | null) => (instant === null ? null : parseCivilDate(instant.slice(0, 10)));
  return [
    {
      ...statedHolding(entry.slug),
      issuedOn: facts.completedOn ?? day(facts.validFrom),
      expiresOn: day(facts.validUntil),
    },
  ];
}
