import { recordsOf } from '@/lib/access/actor';
import { listOwnBallots, listOwnCastingVotes } from '@/lib/db/own-ballots';
import { getInstitution } from '@/lib/db/institutions';
import {
  type OwnBallot,
  type OwnCastingVote,
  type ReviewingRecord,
  reviewingRecordOf,
} from '@/lib/figures/reviewing-record';
import { addYears, type CivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { counting } from './view-figures';

/** @units ballots that are listed · years back that can be asked for */
export const most = { listed: 200, years: 10 };

export interface ReviewingRecordView {
  name: string;
  institutionName: string;
  year: number;
  years: number[];
  today: CivilDate;
  record: ReviewingRecord;
  /** The latest first, each with how many business days it took. */
  listed: (OwnBallot & { days: number })[];
  /** How many ties the person decided, which are no ballots, and the latest of them. */
  castingVotes: number;
  listedCasting: OwnCastingVote[];
}

/** What the reader has judged in a year, under every record of theirs; nobody else's can be asked for. @refuses unauthenticated */
export async function viewReviewingRecord(ctx: Context, wanted: unknown): Promise<ReviewingRecordView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'review.list', { tenantId: actor.tenantId });
    const institution = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, institution.timeZone);
    const years = Array.from({ length: most.years }, (_, back) => Number(today.slice(0, 4)) - back);
    const year = years.find((one) => String(one) === wanted) ?? Number(today.slice(0, 4));
    const from = parseCivilDate(`${year}-01-01`);
    const days = { from, until: addYears(from, 1) };
    const ballots = await listOwnBallots(tx, recordsOf(actor), days);
    const casting = await listOwnCastingVotes(tx, recordsOf(actor), days);
    const count = counting(days, today, institution);
    return {
      name: actor.name,
      institutionName: institution.name,
      year,
      years,
      today,
      record: reviewingRecordOf(ballots, count),
      listed: ballots
        .slice(0, most.listed)
        .map((one) => ({ ...one, days: count(one.seatedOn, one.votedOn) })),
      castingVotes: casting.length,
      listedCasting: casting.slice(0, most.listed),
    };
  });
}
