import * as evidence from '@/lib/db/evidence';
import * as rules from '@/lib/db/rules';
import { isId } from '@/lib/kernel/id';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { ruleResource } from './rule-resource';

/** A file that supports a rule, for staff of the institution. @refuses not_found */
export async function viewEvidence(
  ctx: Context,
  ruleVersionId: string,
  evidenceId: string,
): Promise<{ fileName: string; mediaType: string; content: Uint8Array }> {
  return query(ctx, async (tx, _actor, ctx) => {
    if (!isId(ruleVersionId) || !isId(evidenceId)) refuse('not_found', 'evidence/not-found');
    const version = (await rules.find(tx, ruleVersionId)) ?? refuse('not_found', 'rule/not-found');
    authorize(ctx, 'rule.view', ruleResource(version));
    const file = await evidence.getContent(tx, evidenceId);
    return file.ruleVersionId === ruleVersionId ? file : refuse('not_found', 'evidence/not-found');
  });
}
