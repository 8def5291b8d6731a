import * as z from 'zod';
import { listViews, removeView } from '@/lib/db/saved-views';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

export const DeleteView = z.strictObject({ viewId: z.uuid() });
export type DeleteView = z.infer<typeof DeleteView>;

/**
 * Forgets a saved view: its owner's, and, of those that are shared, also by a registrar. That a shared one went stands on record.
 * @refuses not_found `view/not-found`
 */
export async function deleteView(ctx: Context, input: DeleteView): Promise<{ id: string }> {
  return command(ctx, 'ruleView.delete', input, async (tx, actor, ctx) => {
    const view = (await listViews(tx, actor.personId)).find(({ id }) => id === input.viewId);
    if (view === undefined) return refuse('not_found', 'view/not-found');
    authorize(ctx, 'ruleView.delete', { tenantId: actor.tenantId, personId: view.ownerId });
    await removeView(tx, view.id);
    if (view.isShared)
      await recordAudit(tx, ctx, 'ruleView.delete', {
        objectType: 'saved_view',
        objectId: view.id,
        summary: 'a shared view of the mappings deleted',
        before: { name: view.name, address: view.address },
      });
    return { id: view.id };
  });
}
