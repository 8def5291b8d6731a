import * as z from 'zod';
import { listActsFor, listExtensions, listReminders, listReplacements } from '@/lib/db/review-acts';
import * as cases from '@/lib/db/review-cases';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { standingIn } from './case-standing';

export const ViewLedActs = z.strictObject({ caseId: z.uuid() });
export type ViewLedActs = z.infer<typeof ViewLedActs>;

/**
 * Something that whoever led a stage did while it waited, and in whose place. Names are null to the authors: they learn what, not who.
 */
export type LedAct = { at: string; byName: string | null; forName: string | null } & (
  | { act: 'extended'; from: CivilDate; to: CivilDate; reason: string }
  | { act: 'replaced'; name: string; successorName: string; reason: string }
  | { act: 'reminded'; name: string }
);

/** What was done about time and people in the stages of a case, the oldest first; nothing to whoever may not read the deliberation. */
export async function viewLedActs(ctx: Context, input: ViewLedActs): Promise<LedAct[]> {
  return query(ctx, async (tx, actor, ctx) => {
    const reviewCase = (await cases.findCase(tx, input.caseId)) ?? refuse('not_found', 'review/not-found');
    authorize(ctx, 'review.list', { tenantId: reviewCase.tenantId });
    const stages = await cases.listStages(tx, reviewCase.id);
    const current = stages.at(-1) ?? refuse('not_found', 'review/not-found');
    const { seesTable, seesNames } = standingIn(actor, stages, current);
    if (!seesTable) return [];
    const ids = stages.map(({ stage }) => stage.id);
    const acts = seesNames ? await listActsFor(tx, reviewCase.id) : [];
    const forOf = (action: string, at: string, byName: string) =>
      acts.find((one) => one.action === action && one.at === at && one.byName === byName)?.forName ?? null;
    const extended = (await listExtensions(tx, ids)).map(
      ({ at, byName, dueBefore, dueOn, reason }): LedAct => ({
        act: 'extended',
        from: dueBefore,
        to: dueOn,
        reason,
        at,
        byName: seesNames ? byName : null,
        forName: seesNames ? forOf('review.extend', at, byName) : null,
      }),
    );
    if (!seesNames) return extended;
    const replaced = (await listReplacements(tx, ids)).map(
      ({ at, byName, name, successorName, reason }): LedAct => ({
        act: 'replaced',
        at,
        byName,
        forName: forOf('review.replace', at, byName),
        name,
        successorName,
        reason,
      }),
    );
    const reminded = (await listReminders(tx, ids)).map(
      ({ at, byName, name }): LedAct => ({
        act: 'reminded',
        at,
        byName,
        forName: forOf('review.remind', at, byName),
        name,
      }),
    );
    return [...extended, ...replaced, ...reminded].sort((a, b) => a.at.localeCompare(b.at));
  });
}
