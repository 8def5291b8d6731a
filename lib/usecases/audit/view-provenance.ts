import * as rules from '@/lib/db/rules';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { type Provenance, provenanceOf } from './provenance';

/** From a version to who decided it, on what basis, under which policy and with which conflicts. @refuses not_found · forbidden */
export async function viewProvenance(ctx: Context, ruleVersionId: string): Promise<Provenance> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'provenance.view', { tenantId: actor.tenantId });
    const version = (await rules.find(tx, ruleVersionId)) ?? refuse('not_found', 'rule/not-found');
    return provenanceOf(tx, actor, ctx, version);
  });
}
