import { withdrawCase } from '@/lib/db/review-cases';
import { enqueueMail } from '@/lib/db/outbox';
import * as rules from '@/lib/db/rules';
import { findColleagues } from '@/lib/db/colleagues';
import type { Tx } from '@/lib/db/tx';
import { authorIdsOf } from '@/lib/kernel/authors';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { mailTexts, mailWords } from '../mail-words';
import { recordAudit } from '../record-audit';
import { moveRule } from './move-rule';
import { auditStateOf } from './rule-audit';
import { ruleResource } from './rule-resource';
import type { MoveRuleWithReason } from './submit-rule';

/**
 * Takes back what is not in force yet, and ends its review where one is open. A registrar may do it for an author who has gone, or where
 * an approved version can no longer be published: until then no other version can be started. Its other authors are told.
 * @refuses rule_violation `rule/reason-missing` · invalid_transition · conflict
 */
export async function withdrawRule(
  ctx: Context,
  input: MoveRuleWithReason,
): Promise<{ id: string; status: string }> {
  return command(ctx, 'rule.withdraw', input, async (tx, actor, ctx) => {
    const version = await rules.get(tx, input.ruleVersionId);
    authorize(ctx, 'rule.withdraw', ruleResource(version));
    const moved = await moveRule(
      tx,
      ctx,
      version,
      { type: 'withdraw', reason: input.reason },
      { expectedVersion: input.expectedVersion },
    );
    await withdrawCase(tx, version.id, actor.personId, ctx.now);
    await tellAuthors(tx, version, actor.personId);
    await recordAudit(tx, ctx, 'rule.withdraw', {
      objectType: 'rule_version',
      objectId: version.id,
      summary: `version ${version.version} withdrawn`,
      before: auditStateOf(version),
      after: auditStateOf(moved),
    });
    return { id: version.id, status: moved.status };
  });
}

async function tellAuthors(tx: Tx, version: RuleVersion, exceptId: string): Promise<void> {
  const { tenantId, id, title } = version;
  const others = authorIdsOf(version).filter((author) => author !== exceptId);
  for (const { id: personId, email } of await findColleagues(tx, others)) {
    const payload = {
      to: email,
      ...mailWords(mailTexts.rule.withdrawn, { title }),
      path: `/registrar/rules/${id}`,
    };
    const dedupeKey = `rule.withdrawn:${id}:${personId}`;
    await enqueueMail(tx, { tenantId, kind: 'rule.withdrawn', dedupeKey, payload });
  }
}
