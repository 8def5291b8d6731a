import * as z from 'zod';
import { isAboveZero, OptionalTypedAmount } from '@/lib/amount/decimal-text';
import { type HomeUnit, Unit } from '@/lib/amount/unit';
import { CivilDateText } from '@/lib/kernel/civil-date';
import { StageConfig, StageKind } from '@/lib/review/stage-config';
import { Criterion } from '@/lib/credit/input';
import { AfterChange, AppealRoute, CreditPolicy, ReviewPolicy } from './policy-version';

const blank = z.literal('').transform(() => undefined);
const optionalAmount = OptionalTypedAmount.optional();
/** A step or a factor: dividing by nothing shuts every page that counts, and multiplying by it turns all credit into none. */
const aboveZero = OptionalTypedAmount.refine(isAboveZero, 'field/above-zero').optional();
const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/, `field/whole-number ${min} ${max}`)
    .transform(Number)
    .pipe(z.int().min(min, `field/at-least ${min}`).max(max, `field/at-most ${max}`));

const StageForm = z.strictObject({
  /** Empty: this stage is not held. */
  kind: StageKind.or(blank).optional(),
  mode: StageConfig.shape.mode,
  quorum: z.literal('moreThanHalf').or(wholeNumber(1, 99)),
  threshold: StageConfig.shape.threshold,
  tie: StageConfig.shape.tie,
  minReviewers: wholeNumber(1, 20),
  recusedCount: z.enum(['yes', 'no']).transform((answer) => answer === 'yes'),
  dueDays: wholeNumber(1, 120),
  /** Empty: as many as it has. */
  extendDays: blank.or(wholeNumber(0, 120)).optional(),
  /** Empty: only where a score is low or differs. */
  everyReason: z
    .enum(['no', 'yes'])
    .transform((answer) => answer === 'yes')
    .optional(),
  /** Empty: as the kind of the stage has it. */
  minutes: z
    .enum(['', 'yes', 'no'])
    .transform((answer) => (answer === '' ? undefined : answer === 'yes'))
    .optional(),
});
const days = blank.or(wholeNumber(1, 366)).optional();
const AppealForm = z.strictObject({
  text: blank.or(z.string().trim().max(2_000)).optional(),
  url: blank.or(AppealRoute.shape.url.unwrap()).optional(),
  noticeInDays: days,
  withinDays: days,
  answeredInDays: days,
});
const ConversionForm = z.strictObject({
  from: Unit.or(blank).optional(),
  to: Unit.or(blank).optional(),
  factor: aboveZero,
});

const conversions = z
  .array(ConversionForm)
  .max(20)
  .default([])
  .superRefine((rows, context) => {
    const seen = new Set<string>();
    rows.forEach((row, index) => {
      const given = [row.from, row.to, row.factor].filter((part) => part !== undefined).length;
      const lack = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: [index, path], message });
      if (given !== 0 && given !== 3) lack('factor', 'field/conversion-whole');
      if (given === 3 && row.from === row.to) lack('to', 'field/conversion-itself');
      if (given === 3 && seen.has(`${row.from}>${row.to}`)) lack('to', 'field/conversion-twice');
      seen.add(`${row.from}>${row.to}`);
    });
  });

/**
 * A policy as its form sends it: everything is text, empty means absent. Parsed into what the engine and the review read;
 * the credit unit is the institution's own and no part of the form.
 * @refuses what CreditPolicy and ReviewPolicy refuse, under the names of the form's fields
 */
export const PolicyForm = z
  .strictObject({
    credit: z.strictObject({
      resolution: z.enum(['best', 'priority']),
      rounding: z.strictObject({
        stage: z.enum(['none', 'line', 'total']),
        mode: z.enum(['DOWN', 'UP', 'HALF_UP', 'HALF_EVEN']),
        increment: aboveZero,
      }),
      trim: z.enum(['partial', 'whole']),
      conversions,
      postAfterResidentCredits: optionalAmount,
      /** Not sent by a form from before it was asked for, when each mapping alone said it. */
      recencyMonths: blank.or(wholeNumber(1, 1_188)).optional(),
      excludedCriteria: z
        .array(Criterion)
        .default([])
        .transform((chosen) => Criterion.options.filter((one) => chosen.includes(one))),
    }),
    review: z.strictObject({
      stages: z.array(StageForm).min(1).max(3),
      deanFromCredits: optionalAmount,
      coverageThreshold: wholeNumber(0, 100),
      reReviewMonths: wholeNumber(1, 120),
      /** Not sent by a form from before it was asked for, when a mapping always followed. */
      afterChange: AfterChange.default('follow'),
      /** Not sent by a form from before it was asked for, when nothing was said of it. */
      delegation: z.enum(['offices', 'none']).default('offices'),
      /** Not sent by a form from before it was asked for, when people granted every claim. */
      claims: z.enum(['people', 'unattended']).default('people'),
    }),
    /** Not sent by a form from before it was asked for, which leaves what the draft says. */
    appeal: AppealForm.optional(),
    effectiveFrom: CivilDateText,
    effectiveTo: CivilDateText.or(z.literal('').transform(() => null)),
    note: z.string().trim().max(2_000),
  })
  .superRefine((form, context) => {
    const lack = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const kinds = form.review.stages.flatMap((stage) => stage.kind ?? []);
    if (kinds.length === 0) lack(['review', 'stages', 0, 'kind'], 'field/stage-none');
    if (new Set(kinds).size !== kinds.length) lack(['review', 'stages', 0, 'kind'], 'field/stage-twice');
    const order = StageKind.options;
    if (
      kinds.some(
        (kind, index) => index > 0 && order.indexOf(kind) < order.indexOf(kinds[index - 1] as StageKind),
      )
    )
      lack(['review', 'stages', 0, 'kind'], 'field/stage-order');
    if (form.credit.rounding.stage !== 'none' && form.credit.rounding.increment === undefined)
      lack(['credit', 'rounding', 'increment'], 'field/rounding-step');
    if (form.credit.recencyMonths !== undefined && form.credit.excludedCriteria.includes('recency'))
      lack(['credit', 'recencyMonths'], 'field/recency-excluded');
    if (form.effectiveTo !== null && form.effectiveTo < form.effectiveFrom)
      lack(['effectiveTo'], 'field/ends-first');
  });
export type PolicyForm = z.output<typeof PolicyForm>;

/** The parts of a policy from a parsed form; without a word about appeals, those of before stay. @units amounts in `homeUnit` */
export function policyOf(
  form: PolicyForm,
  homeUnit: HomeUnit,
  before: AppealRoute | null = null,
): { credit: CreditPolicy; review: ReviewPolicy; appeal: AppealRoute | null } {
  const { rounding, conversions: rows, postAfterResidentCredits, resolution, trim } = form.credit;
  const { recencyMonths, excludedCriteria } = form.credit;
  const pairs = rows.flatMap(({ from, to, factor }) =>
    from && to && factor ? [[`${from}>${to}`, factor] as const] : [],
  );
  const credit = CreditPolicy.parse({
    homeUnit,
    resolution,
    trim,
    rounding: rounding.stage === 'none' ? { stage: 'none' } : rounding,
    ...(pairs.length > 0 && { conversions: Object.fromEntries(pairs) }),
    ...(postAfterResidentCredits && { postAfterResidentCredits }),
    ...(recencyMonths !== undefined && { recencyMonths }),
    ...(excludedCriteria.length > 0 && { excludedCriteria }),
  });
  const { stages, deanFromCredits, coverageThreshold, reReviewMonths, afterChange, delegation, claims } =
    form.review;
  const review = ReviewPolicy.parse({
    stages: stages
      .filter((stage) => stage.kind !== undefined)
      .map(({ minutes, extendDays, everyReason, ...stage }) => ({
        ...stage,
        ...(minutes !== undefined && { minutes }),
        ...(extendDays !== undefined && { extendDays }),
        ...(everyReason === true && { everyReason }),
      })),
    coverageThreshold,
    reReviewMonths,
    ...(deanFromCredits && { deanFromCredits }),
    ...(afterChange !== 'follow' && { afterChange }),
    ...(delegation !== 'offices' && { delegation }),
    ...(claims !== 'people' && { claims }),
  });
  if (form.appeal === undefined) return { credit, review, appeal: before };
  const stated = Object.entries(form.appeal).filter(([, value]) => value !== undefined && value !== '');
  return {
    credit,
    review,
    appeal: stated.length === 0 ? null : AppealRoute.parse(Object.fromEntries(stated)),
  };
}
