import * as z from 'zod';
import { listPeerRules } from '@/lib/db/peer-rules';
import { getInstitution } from '@/lib/db/institutions';
import { getMicroCredential, type MicroCredential } from '@/lib/db/micro-credentials';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { oneLine } from '@/lib/kernel/shown-text';
import { adaptDefinition, buildFirstDefinition } from '@/lib/rule/first-definition';
import { precedentStatuses } from '@/lib/rule/lifecycle';
import { authorsTakenOver, type RuleBasis, type RuleDefinition } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { command } from '../command';
import { type Acting, type Context, todayIn } from '../context';
import { recordAudit } from '../record-audit';
import { ownDepartment } from './own-department';
import { spellAsOwn } from './spell-as-own';

const OptionalId = z
  .union([z.uuid(), z.literal('')])
  .default('')
  .transform((id) => id || null);

export const DraftRule = z.strictObject({
  microCredentialId: z.uuid(),
  /** The version that is reviewed. */
  microCredentialVersionId: OptionalId,
  /** Whether the rule holds for that version alone. */
  onlyThisVersion: z.enum(['on', '']).default(''),
  /** Adopt a recommendation as it is or with changes, take over a precedent, or start from nothing. */
  start: z.enum(['asIs', 'changed', 'precedent', 'blank']).default('blank'),
  recommendationId: OptionalId,
  precedentId: OptionalId,
  changedBecause: z.string().trim().max(2_000).default(''),
  title: oneLine(200).default(''),
  departmentId: OptionalId,
});
export type DraftRule = z.infer<typeof DraftRule>;

/**
 * Starts a rule about a certificate; of one that was merged, about the one that stays.
 * @refuses not_found · invalid_input when the start needs something that is not given, and `field/version-merged` for a version of one that
 *   was merged
 */
export async function draftRule(ctx: Context, input: DraftRule): Promise<{ id: string; ruleId: string }> {
  return command(ctx, 'rule.draft', input, async (tx, actor, ctx) => {
    authorize(ctx, 'rule.draft', { tenantId: actor.tenantId });
    const microCredential = await getMicroCredential(tx, input.microCredentialId);
    const { definition, basis, contributorIds } = await startOf(tx, ctx, input, microCredential);
    const [ruleId, id] = [ctx.newId(), ctx.newId()];
    const title = input.title || microCredential.title;
    const code = await rules.freeCode(tx);
    await rules.createRule(tx, actor.tenantId, {
      id: ruleId,
      code,
      title,
      departmentId: await ownDepartment(tx, input.departmentId),
    });
    await rules.createVersion(tx, {
      tenantId: actor.tenantId,
      id,
      ruleId,
      version: 1,
      definition,
      basis,
      changeClass: 'substantive',
      publicNote: '',
      internalNote: '',
      authorId: actor.personId,
      contributorIds,
      at: ctx.now,
    });
    await recordAudit(tx, ctx, 'rule.draft', {
      objectType: 'rule_version',
      objectId: id,
      summary: 'version 1 drafted',
      after: { ruleId, code, title, definition, basis },
    });
    return { id, ruleId };
  });
}

/** What a draft begins with, and whose text that is where nobody has decided about it. */
interface DraftStart {
  definition: RuleDefinition;
  basis: RuleBasis;
  contributorIds: string[];
}

async function startOf(
  tx: Tx,
  ctx: Acting,
  input: DraftRule,
  microCredential: MicroCredential,
): Promise<DraftStart> {
  const { start, changedBecause } = input;
  const version = microCredential.versions.find(({ id }) => id === input.microCredentialVersionId) ?? null;
  // The one that stays has versions of its own, and which of them is meant nobody but the author knows.
  if (
    version === null &&
    input.microCredentialVersionId !== null &&
    microCredential.id !== input.microCredentialId
  )
    missing('microCredentialVersionId', 'field/version-merged');
  const label = input.onlyThisVersion ? (version?.label ?? null) : null;
  const basis: RuleBasis = {
    kind: 'ownReview',
    recommendationIds: [],
    changedBecause: '',
    otherwiseBecause: '',
    precedentRuleVersionIds: [],
    microCredentialVersionIds: version ? [version.id] : [],
  };
  if (start === 'blank')
    return { definition: buildFirstDefinition(microCredential.id, label, null), basis, contributorIds: [] };
  if (start === 'precedent') {
    const precedent = await precedentOf(
      tx,
      ctx,
      input.precedentId ?? missing('precedentId', 'field/precedent'),
      microCredential.id,
    );
    return {
      definition: precedent.definition,
      basis: { ...basis, kind: 'precedent', precedentRuleVersionIds: [precedent.id] },
      contributorIds: precedent.contributorIds,
    };
  }
  const advice =
    microCredential.recommendations.find(({ id }) => id === input.recommendationId) ??
    missing('recommendationId', 'field/recommendation');
  if (start === 'changed' && changedBecause === '') missing('changedBecause', 'field/change-why');
  return {
    definition: buildFirstDefinition(microCredential.id, label, advice),
    basis: {
      ...basis,
      kind: 'recommendation',
      recommendationIds: [advice.id],
      adoption: start,
      changedBecause: start === 'changed' ? changedBecause : '',
    },
    contributorIds: [],
  };
}

/** One of the institution's own versions, or a peer's published one in the institution's terms. */
async function precedentOf(
  tx: Tx,
  ctx: Acting,
  id: string,
  microCredentialId: string,
): Promise<{ id: string; definition: RuleDefinition; contributorIds: string[] }> {
  const own = await rules.find(tx, id);
  const institution = await getInstitution(tx, ctx.actor.tenantId);
  const today = todayIn(ctx, institution.timeZone);
  const spelled = (definition: RuleDefinition) => spellAsOwn(tx, definition, today);
  if (own && !precedentStatuses.includes(own.status)) missing('precedentId', 'field/precedent-undecided');
  if (own)
    return {
      id,
      definition: await spelled(adaptDefinition(own.definition, null)),
      contributorIds: authorsTakenOver(own),
    };
  const peers = await listPeerRules(ctx.database, [microCredentialId], institution.id, today);
  const peer = peers.find((one) => one.id === id) ?? refuse('not_found', 'rule/not-found');
  return {
    id,
    definition: await spelled(
      adaptDefinition(peer.definition, { homeUnit: peer.homeUnit, courseCredits: peer.names.courseCredits }),
    ),
    contributorIds: [],
  };
}

function missing(field: string, sentence: string): never {
  refuse('invalid_input', 'form/invalid', { fieldErrors: { [field]: sentence } });
}
