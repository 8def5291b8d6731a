import * as z from 'zod';
import { addView, listViews } from '@/lib/db/saved-views';
import { refuse } from '@/lib/kernel/refusal';
import { oneLine } from '@/lib/kernel/shown-text';
import { viewAddress } from '@/lib/rule/list-query';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

export const SaveView = z.strictObject({
  name: oneLine(80).min(1, 'field/view-name'),
  address: z.string().max(2_000).default(''),
  /** Everybody at the institution finds it. */
  shared: z.literal('on').optional(),
});
export type SaveView = z.infer<typeof SaveView>;

/** @units views a person */
const most = 50;

/**
 * Keeps the list of mappings that somebody looks at under a name: what its address says, without the page. What is shared stands on record.
 * @refuses conflict `view/name-taken` · rule_violation `view/too-many`
 */
export async function saveView(ctx: Context, input: SaveView): Promise<{ id: string }> {
  return command(ctx, 'ruleView.save', input, async (tx, actor, ctx) => {
    const { tenantId, personId } = actor;
    authorize(ctx, 'ruleView.save', { tenantId });
    const own = (await listViews(tx, personId)).filter(({ ownerId }) => ownerId === personId);
    if (own.some(({ name }) => name === input.name))
      refuse('conflict', 'view/name-taken', { fieldErrors: { name: 'view/name-taken' } });
    if (own.length >= most) refuse('rule_violation', 'view/too-many');
    const view = {
      id: ctx.newId(),
      name: input.name,
      address: viewAddress(input.address),
      isShared: input.shared === 'on',
    };
    await addView(tx, { ...view, tenantId, personId }, ctx.now);
    if (view.isShared)
      await recordAudit(tx, ctx, 'ruleView.save', {
        objectType: 'saved_view',
        objectId: view.id,
        summary: 'a view of the mappings shared',
        after: { name: view.name, address: view.address },
      });
    return { id: view.id };
  });
}
