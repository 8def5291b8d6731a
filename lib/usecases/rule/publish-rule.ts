import * as z from 'zod';
import { type CivilDate, isCivilDate } from '@/lib/kernel/civil-date';
import { command } from '../command';
import type { Context } from '../context';
import { ShownMark } from './effect-shown';
import { type Published, publishVersion } from './publish-version';
import { MoveRule } from './submit-rule';

/** The first day that a publisher chose; nothing where it begins on its own day, or today. */
export const LaterDay = z
  .string()
  .refine((text) => text === '' || isCivilDate(text), { error: 'field/day' })
  .transform((text) => (text === '' ? null : (text as CivilDate)))
  .nullish();
export const PublishRule = MoveRule.extend({ firstDay: LaterDay, mark: ShownMark });
export type PublishRule = z.infer<typeof PublishRule>;

/** Puts an approved version in force, from today or a chosen later day on; students see it at once. @refuses forbidden · rule_violation `rule/linter-errors` · invalid_transition · conflict */
export async function publishRule(ctx: Context, input: PublishRule): Promise<Published> {
  return command(ctx, 'rule.publish', input, (tx, actor, ctx) => publishVersion(tx, ctx, actor, input));
}
