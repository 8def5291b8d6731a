import type { CivilDate } from '@/lib/kernel/civil-date';
import { daysToDecide } from './barriers';
import { type Parts, partsOf, type ShownSpread } from './details';
import type { DecidedEnd, DecidedReview } from './facts';
import { type Period, quarterOf, quartersLater } from './quarter';
import { spreadOf } from './spread';
import { isSmall } from './withheld';
import type { CountDays } from './working-days';

/** What everybody may know of how an institution decides. Null is withheld. */
export interface PublicFigures {
  /** Decisions, with how many gave credit, and why the others did not. */
  ends: Parts<DecidedEnd>;
  /** Business days from the last handing in to the decision. */
  days: ShownSpread;
}

/**
 * The four quarters that were over on a day. Whoever looks every day learns nothing of a single decision, since a quarter that goes on is
 * not told of, and every new quarter takes an old one away.
 */
export function publicPeriod(today: CivilDate): Period {
  const now = quarterOf(today);
  return { from: quartersLater(now, -4), to: quartersLater(now, -1) };
}

/** What everybody may know of these decisions. Of fewer than ten nothing is told. */
export function publicFiguresOf(decided: readonly DecidedReview[], count: CountDays): PublicFigures {
  const many = (wanted: DecidedEnd) => decided.filter(({ end }) => end === wanted).length;
  const days = decided.map((one) => daysToDecide(one, count));
  return {
    ends: partsOf((['credit', 'noCredit', 'notAsProposed'] as const).map((end) => [end, many(end)])),
    days: isSmall(days.length) ? null : (spreadOf(days) ?? { n: 0 }),
  };
}
