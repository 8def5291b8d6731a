import { type Colleague, listHolding } from '@/lib/db/colleagues';
import { keepClockMail, listWaits } from '@/lib/db/clock-mail';
import { getInstitution } from '@/lib/db/institutions';
import type { StageAtWork } from '@/lib/db/stage-at-work';
import { listOpenStages } from '@/lib/db/stages-to-lead';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { type ClockStep, clockStepOf } from '@/lib/review/clock';
import { holidaysOf } from '@/lib/review/sla';
import type { Awaited } from '@/lib/review/stage-turn';
import { dayIn } from '@/lib/usecases/day-in';
import { awaitedIn } from './awaited-in';
import { aboutStage, mailAbout } from './review-mail';
import { leadersOf, leadingRoles } from './stage-resource';

const kinds = {
  half: 'clockHalf',
  most: 'clockMost',
  due: 'clockDue',
  late: 'clockLate',
  escalated: 'clockEscalated',
} as const satisfies Record<ClockStep, string>;

/**
 * Mails what the clock says of these open stages of an institution, to each person once a step: to those of whom it waits for something, and
 * five business days late to whoever leads it, or to deans where it waits for whoever does. Returns how many were queued.
 */
export async function sendClockMail(
  tx: Tx,
  tenantId: string,
  stageIds: readonly string[],
  now: string,
): Promise<number> {
  const institution = await getInstitution(tx, tenantId);
  const [today, holidays] = [dayIn(now, institution.timeZone), holidaysOf(institution)];
  const stages = await listOpenStages(tx, stageIds);
  const waits = await listWaits(
    tx,
    stages.map(({ reviewCase }) => reviewCase.id),
  );
  const colleagues = await listHolding(tx, leadingRoles);
  let queued = 0;
  for (const work of stages) {
    const { stage, reviewCase } = work;
    if (stage.dueOn === null) continue;
    const dayOf = (at: string) => dayIn(at, institution.timeZone);
    const stops = (waits.get(reviewCase.id) ?? [])
      .filter(({ to }) => to === null || to > stage.openedAt)
      .map(({ from, to }) => ({
        from: dayOf(from < stage.openedAt ? stage.openedAt : from),
        to: to === null ? null : dayOf(to),
      }));
    const step = clockStepOf({ openedOn: dayOf(stage.openedAt), dueOn: stage.dueOn, stops }, today, holidays);
    if (step === null) continue;
    const awaited = awaitedIn(work, colleagues, today, { count: 0, askedAt: null });
    for (const person of toldOf(work, step, awaited, colleagues))
      queued += (await tell(tx, work, { step, dueOn: stage.dueOn, person, now })) ? 1 : 0;
  }
  return queued;
}

/** Whom a step is told to. */
function toldOf(
  work: StageAtWork,
  step: ClockStep,
  awaited: readonly Awaited[],
  colleagues: readonly Colleague[],
): Colleague[] {
  const expected = awaited
    .filter(({ ask }) => ask !== 'late' && ask !== 'name')
    .map(({ personId }) => personId);
  if (step !== 'escalated') return colleagues.filter(({ id }) => expected.includes(id));
  const leaders = leadersOf(work, colleagues);
  const waitsForLeader = leaders.length === 0 || leaders.some(({ id }) => expected.includes(id));
  return waitsForLeader
    ? colleagues.filter(({ roles }) => roles.some(({ role }) => role === 'dean'))
    : leaders;
}

async function tell(
  tx: Tx,
  work: StageAtWork,
  { step, dueOn, person, now }: { step: ClockStep; dueOn: CivilDate; person: Colleague; now: string },
): Promise<boolean> {
  const about = aboutStage(work);
  const { tenantId, stageId } = about;
  const isNew = await keepClockMail(tx, { tenantId, stageId, personId: person.id, step, dueOn, at: now });
  if (isNew) await mailAbout(tx, kinds[step], about, [person], `${stageId}.${step}.${dueOn}`);
  return isNew;
}
