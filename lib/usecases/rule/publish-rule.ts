import { command } from '../command';
import type { Context } from '../context';
import { type Published, type PublishRule, publishVersion } from './publish-version';

/** Puts an approved version in force, from today or a chosen later day on; students see it at once. @refuses forbidden · rule_violation `rule/linter-errors` · invalid_transition · conflict */
export async function publishRule(ctx: Context, input: PublishRule): Promise<Published> {
  return command(ctx, 'rule.publish', input, (tx, actor, ctx) => publishVersion(tx, ctx, actor, input));
}
