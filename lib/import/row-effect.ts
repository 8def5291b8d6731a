import * as z from 'zod';
import { CivilDateText } from '@/lib/kernel/civil-date';

/** What a version of a course or a program says, whichever it is of. */
const Facts = z.record(z.string(), z.json());
/** What of it has no versions. */
const Beside = z.strictObject({ source: z.string().nullable(), department: z.string().nullable() });

/**
 * What a row that was imported made of a course or a program. It is kept with the row, for ninety days, so that the import can be
 * taken back: what a version said that had not begun, or what has no versions, is nowhere else.
 */
export const RowEffect = z.strictObject({
  code: z.string(),
  /** Whether the row added it. */
  isNew: z.boolean(),
  /** First day of the version that the row made; null for what holds since ever. */
  firstDay: CivilDateText.nullable(),
  /** Whether it made a version at all, or changed only what has none. */
  isVersion: z.boolean(),
  /** Null where there was nothing before. */
  before: z.strictObject({ facts: Facts, beside: Beside }).nullable(),
  after: z.strictObject({ facts: Facts, beside: Beside }),
  /** First days of versions that were there already and begin later. */
  later: z.array(CivilDateText),
  /** Whether it wrote over learning outcomes, which have no past. */
  hasOtherOutcomes: z.boolean(),
  /** Learning outcomes in order, where the row wrote some or added the course; null where it left them. Rows of an earlier release did not keep them. */
  outcomes: z.strictObject({ before: z.array(z.string()), after: z.array(z.string()) }).nullish(),
});
export type RowEffect = z.infer<typeof RowEffect>;

/** What a row of decisions made, by which its line is found again. */
export const DecisionEffect = z.strictObject({ ruleVersionId: z.uuid() });
export type DecisionEffect = z.infer<typeof DecisionEffect>;
