import type { StaffMember } from '@/lib/access/actor';
import { findColleagues, listHolding } from '@/lib/db/colleagues';
import { getInstitution } from '@/lib/db/institutions';
import type { MailAbout } from '@/lib/db/outbox-queue';
import { openQuestionsIn } from '@/lib/db/review-case-list';
import { findStage } from '@/lib/db/review-cases';
import { hasAnswer } from '@/lib/db/marks-and-scores';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import type { MailGround } from '@/lib/review/still-to-do';
import { asksOf } from '@/lib/review/turn';
import { dayIn } from '@/lib/usecases/day-in';
import { placeInReview } from './place-in-review';
import { asStaff, leadingRoles, placeIn } from './stage-resource';

/** What a mail about a review rests on as things are now: what is asked of its recipient is what every page says. */
export async function groundOfMail(
  tx: Tx,
  tenantId: string,
  { personId, ruleVersionId, stageId, messageId }: MailAbout,
  now: string,
): Promise<MailGround> {
  const [person] = await findColleagues(tx, [personId]);
  const rule = await rules.find(tx, ruleVersionId);
  const ground: MailGround = {
    isActive: person !== undefined,
    ruleStatus: rule?.status ?? null,
    stage: null,
    isAnswered: messageId !== undefined && (await hasAnswer(tx, messageId)),
  };
  const work = stageId === undefined ? null : await findStage(tx, stageId);
  if (!work || !person) return ground;
  const { timeZone } = await getInstitution(tx, tenantId);
  const recipient: StaffMember = asStaff(person, tenantId);
  const place = placeInReview(
    work,
    recipient,
    await listHolding(tx, leadingRoles),
    dayIn(now, timeZone),
    (await openQuestionsIn(tx, [work.reviewCase.id]))(work.reviewCase.id).count,
  );
  const isOpen = work.stage.status === 'open';
  return {
    ...ground,
    stage: {
      isOpen,
      asks: isOpen ? asksOf(place) : [],
      isLed: place.isLeader,
      isSeated: placeIn(work, personId)?.isVoting === true,
    },
  };
}
