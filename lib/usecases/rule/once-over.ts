import { getInstitution } from '@/lib/db/institutions';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { refusedOnceOver } from '@/lib/rule/version-standing';
import { type Context, todayIn } from '../context';
import { dayIn } from '@/lib/usecases/day-in';

/**
 * Refuses what means nothing any more once a version's days of claim are over where the institution is.
 * @refuses invalid_transition `rule/days-over`, `rule/never-had-a-day`
 */
export async function refuseOnceOver(
  tx: Tx,
  ctx: Context,
  act: 'suspend' | 'resume' | 'revoke',
  version: RuleVersion,
): Promise<void> {
  const { timeZone } = await getInstitution(tx, version.tenantId);
  const publishedOn = version.publishedAt === null ? null : dayIn(version.publishedAt, timeZone);
  const reason = refusedOnceOver(act, version, todayIn(ctx, timeZone), publishedOn);
  if (reason) refuse('invalid_transition', reason);
}
