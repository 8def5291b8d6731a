import * as cases from '@/lib/db/review-cases';
import * as reviewSeats from '@/lib/db/review-seats';
import type { Institution } from '@/lib/db/institutions';
import { type Colleague, listHolding } from '@/lib/db/colleagues';
import { authorIdsOf, isAuthorOf } from '@/lib/kernel/authors';
import { recordsOfSamePeople } from '@/lib/db/same-people';
import type { Tx } from '@/lib/db/tx';
import { canSit, seatsOf } from '@/lib/review/eligibility';
import { dueDate, holidaysOf } from '@/lib/review/sla';
import type { StageConfig } from '@/lib/review/stage-config';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { type Context, staffOf, todayIn } from '../context';
import { findChair } from './find-chair';
import { withoutSecondRecords } from './second-seat';
import { mailAbout } from './review-mail';

export interface OpenedStage {
  id: string;
  chair: Colleague | null;
  assignees: Colleague[];
}

export interface StageToOpen {
  institution: Institution;
  version: RuleVersion;
  caseId: string;
  position: number;
  config: StageConfig;
  departmentId: string | null;
  /** Reviewers chosen beforehand; without them a department's chair assigns, committees and deans sit as a whole. */
  reviewers?: readonly Colleague[];
}

/**
 * The step that opens a stage: chair and members by office, due date by business days, and mail to whoever has to act.
 * The author is neither member nor chair. A conflict declared earlier in the case stays: that seat is recused from the start.
 */
export async function openStage(tx: Tx, ctx: Context, wanted: StageToOpen): Promise<OpenedStage> {
  const { institution, version, caseId, position, config, departmentId } = wanted;
  const tenantId = institution.id;
  const conflicts = await reviewSeats.listConflicts(tx, caseId);
  const authorIds = await recordsOfSamePeople(tx, authorIdsOf(version));
  const able = (await listHolding(tx, seatsOf(config.kind))).filter(
    (person) => !authorIds.includes(person.id) && canSit(config.kind, departmentId, person.roles),
  );
  const steppedBack = await recordsOfSamePeople(tx, [...conflicts.keys()]);
  const seated = await withoutSecondRecords(tx, [], able);
  const barred = [...authorIds, ...steppedBack];
  const chair = await findChair(tx, config.kind, departmentId, barred);
  const chosen = wanted.reviewers ?? (config.kind === 'department' ? [] : seated);
  // Another record of whoever stepped back gets no seat: it could never be used.
  const assignees = chosen.filter(({ id }) => conflicts.has(id) || !steppedBack.includes(id));
  const id = ctx.newId();
  await cases.addStage(tx, {
    tenantId,
    id,
    caseId,
    position,
    config,
    chairId: chair?.id ?? null,
    dueOn: dueDate(todayIn(ctx, institution.timeZone), config.dueDays, holidaysOf(institution)),
    at: ctx.now,
  });
  if (assignees.length > 0) {
    const seats = assignees.map((person) => ({
      personId: person.id,
      isVoting: true,
      knownConflict: conflicts.get(person.id) ?? null,
    }));
    await reviewSeats.assign(tx, { tenantId, stageId: id }, seats, staffOf(ctx).personId, ctx.now);
  }
  const about = { tenantId, stageId: id, caseId, ruleVersionId: version.id };
  await mailAbout(
    tx,
    'assigned',
    about,
    assignees.filter((person) => !conflicts.has(person.id)),
  );
  if (chair && assignees.length === 0) await mailAbout(tx, 'chairing', about, [chair]);
  if (!chair) {
    const registrars = await listHolding(tx, ['registrar']);
    await mailAbout(
      tx,
      'chairless',
      about,
      registrars.filter((person) => !isAuthorOf(version, person.id) && !conflicts.has(person.id)),
    );
  }
  return { id, chair, assignees };
}
