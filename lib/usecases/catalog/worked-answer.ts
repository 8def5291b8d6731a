import { isOpen, standingOffers } from '@/lib/catalog/compare-offers';
import type { DegreeSoFar } from '@/lib/catalog/degree-so-far';
import { estimateHref, type EstimateQuery, nothingStated } from '@/lib/catalog/estimate-query';
import type { LimitUse } from '@/lib/catalog/limit-use';
import type { Offer } from '@/lib/catalog/offered';
import type { FoundMicroCredential } from '@/lib/db/found-micro-credentials';
import { listPublicPrograms, type PublicInstitution, type PublicProgram } from '@/lib/db/public-institutions';
import { type Context, todayIn } from '../context';
import type { KeptEntry } from '../kept-entries';
import { estimateCredit } from './estimate-credit';

/** One certificate followed from advice to what counts, as the rules stand. */
export interface WorkedAnswer {
  entry: FoundMicroCredential;
  institution: PublicInstitution;
  program: PublicProgram;
  offer: Offer;
  /** @units the institution's home unit, exact */
  awarded: string;
  counted: string;
  degree: DegreeSoFar;
  limits: readonly LimitUse[];
  /** The estimate that says the same. */
  href: string;
}

/** Where a third party advises another amount than the institution gives, the difference of advice and credit shows. */
function teaches({ found: { recommendation } }: KeptEntry, { amount, unit }: Offer): number {
  if (recommendation === null) return 0;
  return recommendation.unit === unit && recommendation.amount !== amount ? 2 : 1;
}

/**
 * A real answer for the start page: of these entries the one from which a reader learns most, with the best offer that can be had now at an
 * institution with programs; what it comes to is what the estimate says. Null where nothing can be had.
 */
export async function workOutAnswer(
  ctx: Context,
  entries: readonly KeptEntry[],
  institutions: readonly PublicInstitution[],
): Promise<WorkedAnswer | null> {
  const offered = entries
    .flatMap((entry) =>
      standingOffers(entry.answers).flatMap(({ tenantId, offer }) => {
        const institution = institutions.find(({ id }) => id === tenantId);
        const isTold = isOpen(offer) && offer.amount !== null && offer.asks?.holdings.length === 1;
        return institution === undefined || !isTold ? [] : [{ entry, offer, institution }];
      }),
    )
    .sort((a, b) => teaches(b.entry, b.offer) - teaches(a.entry, a.offer));
  for (const { entry, offer, institution } of offered.slice(0, mostTried)) {
    const programs = await listPublicPrograms(
      ctx.database,
      institution.id,
      todayIn(ctx, institution.timeZone),
    );
    const program = programs.find(({ code }) => offer.programs === null || offer.programs.includes(code));
    if (program === undefined || offer.asks === null) continue;
    const query: EstimateQuery = {
      ...nothingStated,
      holdings: offer.asks.holdings,
      institution: institution.slug,
      program: program.code,
      termStart: offer.asks.termStart,
      assessments: offer.asks.assessments,
    };
    const { outcome } = await estimateCredit(ctx, query, { isNextAsked: false });
    if (outcome.kind !== 'result' || outcome.result.evaluation.totals.awarded === '0') continue;
    const { evaluation, degree, limits } = outcome.result;
    const { found } = entry;
    const href = estimateHref(query);
    return { entry: found, institution, program, offer, ...evaluation.totals, degree, limits, href };
  }
  return null;
}

/** Offers tried before the start page does without. */
const mostTried = 3;
