import { command } from '../command';
import type { Context } from '../context';
import { type Published, publishVersion } from './publish-version';
import type { MoveRule } from './submit-rule';

/** Puts an approved version in force; students see it at once. @refuses forbidden · rule_violation `rule/linter-errors` · invalid_transition · conflict */
export async function publishRule(ctx: Context, input: MoveRule): Promise<Published> {
  return command(ctx, 'rule.publish', input, (tx, actor, ctx) => publishVersion(tx, ctx, actor, input));
}
