import type { StaffMember } from '@/lib/access/actor';
import { type Judged, judgedIn } from '@/lib/db/accreditation';
import * as cases from '@/lib/db/review-cases';
import type { StageAtWork } from '@/lib/db/stage-at-work';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { isBlind } from '@/lib/review/blind';
import { standingIn } from '../review/case-standing';
import type { CaseStanding } from '../review/case-view';

/** A decision, and what of its review the reader may know: small enough to be kept for all decisions of an archive. */
export interface Sighted extends Judged {
  /** What keeps who judged how from this reader; null where nothing does. */
  withheld: CaseStanding | null;
  /** Somebody in its review still votes blind. */
  isBlind: boolean;
}

/** The same with the stages of its review. */
export interface Decided extends Sighted {
  stages: StageAtWork[];
}

/** These versions in their order, as they stood on that day and as this reader may know them: who wrote one, or stepped back from it, reads no more of it here than elsewhere. */
export async function loadDecided(
  tx: Tx,
  actor: StaffMember,
  ids: readonly string[],
  day: CivilDate,
): Promise<Decided[]> {
  const judged = await judgedIn(tx, ids, day);
  const stages = await cases.listStagesOf(
    tx,
    judged.flatMap(({ caseId }) => caseId ?? []),
  );
  return judged.map((one) => {
    const own = one.caseId === null ? [] : (stages.get(one.caseId) ?? []);
    return {
      ...one,
      stages: own,
      withheld: withheldFrom(actor, own),
      isBlind: own.some(({ stage }) => isBlind(stage)),
    };
  });
}

function withheldFrom(actor: StaffMember, stages: readonly StageAtWork[]): CaseStanding | null {
  const last = stages.at(-1);
  if (last === undefined) return null;
  const { standing, seesNames } = standingIn(actor, stages, last);
  return seesNames ? null : standing;
}
