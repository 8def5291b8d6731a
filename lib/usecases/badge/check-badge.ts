import * as z from 'zod';
import { checkIssuer, identitiesOf, type IssuerAnswer } from '@/lib/badge/issuer';
import { isIssuedToAnother } from '@/lib/badge/recipient';
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
import { institutionCalled, issuersOfBadge } from '@/lib/db/issuers-of-badge';
import { isCivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { dayIn } from '@/lib/usecases/day-in';

/** What somebody hands in: the bytes of a file, or a text or address as they were typed; and who they say to be. */
export const BadgeToCheck = z.strictObject({
  bytes: z.instanceof(Uint8Array),
  recipient: z.string().trim().max(254),
  /** The day on which it has to be valid; empty is today. */
  claimDay: z.union([z.literal(''), z.string().refine(isCivilDate, 'field/day')]),
  /** The only institution whose list of trusted issuers decides; empty is all of them. */
  institution: z.string().trim().max(100),
});
export type BadgeToCheck = z.output<typeof BadgeToCheck>;

/** Reads a badge outside of this process. */
export type ReadBadge = (bytes: Uint8Array, asked: CheckFor) => Promise<BadgeReport>;

/** A badge, what came of its checks, who trusts its issuer, and which entry of the catalog it is of. */
export interface CheckedBadge {
  report: BadgeReport;
  trust: IssuerAnswer['trust'];
  match: EntryMatch;
}

export interface BadgeAnswer extends CheckedBadge {
  /** The badges within a record, each with its own. */
  contained: readonly CheckedBadge[];
  /** The estimate with what was found filled in; null where nothing was found that may count. */
  estimate: string | null;
  /** Whether something in the estimate was issued to another address than the one that was entered. */
  isAnothers: boolean;
}

/**
 * Checks a badge for whoever asks and says which entry of the catalog it is of. Nothing is kept, written down or told to anybody.
 * @refuses invalid_input `badge/…` · rate_limited `badge/busy`
 */
export async function checkBadge(ctx: Context, asked: BadgeToCheck, read: ReadBadge): Promise<BadgeAnswer> {
  authorize(ctx, 'badge.check', { tenantId: null });
  const claimDate = asked.claimDay === '' ? null : parseCivilDate(asked.claimDay);
  const day = claimDate ?? dayIn(ctx.now, 'UTC');
  const report = await read(asked.bytes, {
    now: ctx.now,
    claimDay: day,
    recipient: asked.recipient === '' ? null : asked.recipient,
  });
  const only = asked.institution === '' ? null : await institutionCalled(ctx.database, asked.institution);
  const institution = only === null ? null : asked.institution;
  const identities = [report, ...report.contained].flatMap(identitiesOf);
  const said = await issuersOfBadge(ctx.database, { identities, institution, day });
  const matched = async (one: BadgeReport): Promise<CheckedBadge> => ({
    ...withIssuer(one, checkIssuer(one, said, { day, only })),
    match: matchEntry(
      one.facts,
      await entriesOfBadge(ctx.database, {
        addresses: one.facts.achievementIds,
        title: one.facts.title,
        issuedBy: one.signer.isIssuer === true ? identitiesOf(one) : [],
        day,
      }),
    ),
  });
  const [whole, contained] = [await matched(report), await Promise.all(report.contained.map(matched))];
  const held = contained.length > 0 ? contained : [whole];
  const holdings = held.flatMap(holdingOf);
  return {
    ...whole,
    contained,
    estimate:
      holdings.length === 0
        ? null
        : estimateHref({
            ...nothingStated,
            institution,
            claimDate,
            holdings: holdings.slice(0, most.holdings),
          }),
    isAnothers: [whole, ...held.filter((one) => holdingOf(one).length > 0)].some(({ report: { checks } }) =>
      isIssuedToAnother(checks),
    ),
  };
}

/** The report with the check of its issuer where it is told: after the signature, on which it rests. */
function withIssuer(report: BadgeReport, { check, trust }: IssuerAnswer): Omit<CheckedBadge, 'match'> {
  const at = report.checks.findIndex(({ name }) => name === 'signature') + 1;
  return { report: { ...report, checks: report.checks.toSpliced(at, 0, check) }, trust };
}

/** What an estimate may take from a badge. One that is invalid has nothing to count. */
function holdingOf({ report: { verdict, facts }, match: { entry } }: CheckedBadge): StatedHolding[] {
  // A decision or an award says what a certificate counts for, and of nobody that they hold it.
  if (entry === null || verdict === 'invalid' || facts.decides !== undefined || facts.kind === 'decision')
    return [];
  const day = (instant: string | null) => (instant === null ? null : parseCivilDate(instant.slice(0, 10)));
  return [
    {
      ...statedHolding(entry.slug),
      issuedOn: facts.completedOn ?? day(facts.validFrom),
      expiresOn: day(facts.validUntil),
    },
  ];
}
