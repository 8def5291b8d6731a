import * as z from 'zod';
import * as advice from '@/lib/db/recommendations';
import type { Tx } from '@/lib/db/tx';
import {
  type EnteredField,
  type EnteredRecommendation,
  readEnteredRecommendation,
} from '@/lib/import/entered-recommendation';
import { planRecommendation } from '@/lib/import/recommendation-change';
import { type RecommendationFacts, recommendationKey } from '@/lib/import/recommendation-facts';
import { CivilDateText } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { hasHidden } from '@/lib/kernel/shown-text';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Acting, Context } from '../context';
import { sharedVerdict } from '../import/import-pass';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';

/** Longer than any cell may be, so that the checks of a cell are the ones that speak. @units characters */
const typed = z
  .string()
  .max(20_000)
  .refine((text) => !hasHidden(text.replace(/[\r\n\t]/g, ' ')), 'field/unseen-letters')
  .default('');
const said = {
  externalId: typed,
  amount: typed,
  isMaximum: z.literal('on').optional(),
  unit: typed,
  levels: typed,
  subjects: typed,
  passMark: typed,
  validTo: typed,
  sourceUrl: typed,
};

type Said = Omit<EnteredRecommendation, 'isMaximum'> & { isMaximum?: 'on' | undefined };

/** What was typed, read by the checks of a file; what is wrong is said at its field, that of the first day under its name in the form. */
function readSaid(
  { isMaximum, ...entered }: Said,
  context: z.RefinementCtx,
  names: Partial<Record<EnteredField, string>> = {},
): { recommender: string; facts: RecommendationFacts } {
  const read = readEnteredRecommendation({ ...entered, isMaximum: isMaximum === 'on' });
  if (read.ok) return read;
  for (const [field, message] of Object.entries(read.problems))
    context.addIssue({ code: 'custom', path: [names[field as EnteredField] ?? field], message });
  return z.NEVER;
}

export const AddRecommendation = z
  .strictObject({ microCredentialId: z.uuid(), recommender: typed, validFrom: typed, ...said })
  .transform(({ microCredentialId, ...entered }, context) => ({
    microCredentialId,
    ...readSaid(entered, context),
  }));
export type AddRecommendation = z.output<typeof AddRecommendation>;

/**
 * Adds what a third party advises about a certificate, whoever lists it, as a file does; the institution at work keeps it. Of an entry that
 * was merged, the advice is about the one that stays.
 * @units amount in its unit, pass mark in percent @refuses not_found · conflict `recommendation/known-already`
 */
export async function addRecommendation(
  ctx: Context,
  input: AddRecommendation,
): Promise<{ microCredentialId: string }> {
  return command(ctx, 'recommendation.save', input, async (tx, actor, ctx) => {
    authorize(ctx, 'recommendation.save', { tenantId: actor.tenantId });
    const { recommender, facts } = input;
    const { id: microCredentialId, key: microCredentialKey } = await advice.keyOfMicroCredential(
      tx,
      input.microCredentialId,
    );
    const id = await addRow(tx, rowOf({ microCredentialKey, recommender }, facts));
    await recordAudit(tx, ctx, 'recommendation.save', {
      objectType: 'recommendation',
      objectId: id,
      summary: 'recommendation added',
      after: { microCredentialId, recommender, ...facts },
    });
    return { microCredentialId };
  });
}

export const ChangeRecommendation = z
  .strictObject({
    recommendationId: z.uuid(),
    expectedVersion: z.coerce.number().int().min(1),
    firstDay: z.string().min(1, 'field/first-day').pipe(CivilDateText),
    ...said,
  })
  .transform(({ recommendationId, expectedVersion, firstDay, ...entered }, context) => ({
    recommendationId,
    expectedVersion,
    firstDay,
    // Who recommends stays: what somebody else advises is other advice.
    facts: readSaid({ ...entered, recommender: '-', validFrom: firstDay }, context, { validFrom: 'firstDay' })
      .facts,
  }));
export type ChangeRecommendation = z.output<typeof ChangeRecommendation>;

/** Where a saved recommendation stands. */
export interface SavedRecommendation {
  microCredentialId: string;
}

/**
 * Changes advice of one's own from a day on; answers for days before stay as they were.
 * @units amount in its unit, pass mark in percent
 * @refuses not_found · forbidden `recommendation/other-steward` · conflict `recommendation/changed-meanwhile`, `recommendation/known-already`
 * · rule_violation `version/in-the-past`, `recommendation/changed-today`, `version/same`, `recommendation/number-again`
 */
export async function changeRecommendation(
  ctx: Context,
  input: ChangeRecommendation,
): Promise<SavedRecommendation> {
  return command(ctx, 'recommendation.save', input, async (tx, actor, ctx) => {
    authorize(ctx, 'recommendation.save', { tenantId: actor.tenantId });
    const kept = await takeOwn(tx, actor, input);
    const today = await todayAt(tx, ctx, actor.tenantId);
    const { workloadHours, retrievedOn, confidence, note } = kept.facts;
    const entered = { ...input.facts, workloadHours, retrievedOn, confidence, note };
    const planned = planRecommendation(kept.facts, entered, input.firstDay, today);
    if (!planned.ok) refuseAt(planned.reason);
    const { kind, after } = planned.value;
    if (kind === 'inPlace') await changeRow(tx, kept, after);
    else {
      if (planned.value.before !== null) await changeRow(tx, kept, planned.value.before);
      await addRow(tx, rowOf(kept, after));
    }
    await record(tx, ctx, kept, after, `recommendation changed from ${input.firstDay} on`);
    return { microCredentialId: kept.microCredentialId };
  });
}

export const EndRecommendation = z.strictObject({
  recommendationId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
  lastDay: z.string().min(1, 'field/last-day').pipe(CivilDateText),
});
export type EndRecommendation = z.output<typeof EndRecommendation>;

/**
 * Gives advice of one's own its last day, which may be over: answers given until now stay as they were.
 * @refuses as `changeRecommendation`; rule_violation `field/ends-first` where it would end before it begins
 */
export async function endRecommendation(
  ctx: Context,
  input: EndRecommendation,
): Promise<SavedRecommendation> {
  return command(ctx, 'recommendation.save', input, async (tx, actor, ctx) => {
    authorize(ctx, 'recommendation.save', { tenantId: actor.tenantId });
    const kept = await takeOwn(tx, actor, input);
    const after = { ...kept.facts, validTo: input.lastDay };
    await changeRow(tx, kept, after, 'lastDay');
    await record(tx, ctx, kept, after, `recommendation ends with ${input.lastDay}`);
    return { microCredentialId: kept.microCredentialId };
  });
}

async function takeOwn(
  tx: Tx,
  { tenantId }: { tenantId: string },
  { recommendationId, expectedVersion }: { recommendationId: string; expectedVersion: number },
): Promise<advice.KeptRecommendation> {
  const kept = await advice.lockRecommendation(tx, recommendationId);
  if (kept.stewardId !== tenantId) refuse('forbidden', 'recommendation/other-steward');
  if (kept.rowVersion !== expectedVersion) refuse('conflict', 'recommendation/changed-meanwhile');
  return kept;
}

type About = Pick<advice.KeptRecommendation, 'microCredentialKey' | 'recommender'>;

function rowOf({ microCredentialKey, recommender }: About, facts: RecommendationFacts): advice.SavedRow {
  return {
    label: recommender,
    key: recommendationKey(microCredentialKey, recommender, facts),
    microCredentialKey,
    recommender,
    ...facts,
    levels: facts.levels ?? [],
  };
}

async function addRow(tx: Tx, row: advice.SavedRow): Promise<string> {
  const known = (await standingOf(tx, row)).id !== null;
  if (known || (await advice.add(tx, [row])) === 0) refuseAt('recommendation/known-already');
  return (await standingOf(tx, row)).id ?? refuseAt('recommendation/known-already');
}

/** Changes what is stored by the verdict that a row of a file would get. */
async function changeRow(
  tx: Tx,
  kept: advice.KeptRecommendation,
  facts: RecommendationFacts,
  dayField = 'firstDay',
): Promise<void> {
  const own = rowOf(kept, facts);
  // What does not tell it apart from other advice leaves it where files find it.
  const isSame = recommendationKey('', '', facts) === recommendationKey('', '', kept.facts);
  const row = { ...own, key: isSame ? kept.key : own.key, storedKey: kept.key };
  if (!isSame && (await standingOf(tx, own)).id !== null) refuseAt('recommendation/known-already');
  const verdict = sharedVerdict(await standingOf(tx, row));
  const [note] = verdict.notes;
  if (note?.code === 'span/clashes')
    refuse('rule_violation', 'field/ends-first', { fieldErrors: { [dayField]: 'field/ends-first' } });
  if (note !== undefined) {
    const reason = note.code === 'version/begins-today' ? 'recommendation/changed-today' : note.code;
    refuse('rule_violation', reason, { fieldErrors: { [dayField]: reason } });
  }
  if (verdict.outcome !== 'changed') refuse('rule_violation', 'version/same');
  await advice.change(tx, [row], 'clears');
}

async function standingOf(tx: Tx, row: advice.SavedRow): Promise<advice.Standing> {
  const [standing] = await advice.standingsOf(tx, [row], 'clears');
  if (standing === undefined) throw new Error('A row was left without a standing.');
  return standing;
}

const fieldOf = {
  'version/in-the-past': 'firstDay',
  'recommendation/number-again': 'externalId',
  'recommendation/known-already': 'externalId',
} as const;

function refuseAt(reason: keyof typeof fieldOf): never {
  return refuse(reason === 'recommendation/known-already' ? 'conflict' : 'rule_violation', reason, {
    fieldErrors: { [fieldOf[reason]]: reason },
  });
}

async function record(
  tx: Tx,
  ctx: Acting,
  { id, microCredentialId, recommender, facts }: advice.KeptRecommendation,
  after: RecommendationFacts,
  summary: string,
): Promise<void> {
  await recordAudit(tx, ctx, 'recommendation.save', {
    objectType: 'recommendation',
    objectId: id,
    summary,
    before: { microCredentialId, recommender, ...facts },
    after: { microCredentialId, recommender, ...after },
  });
}
