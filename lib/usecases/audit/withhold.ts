import { recordsOf, type StaffMember } from '@/lib/access/actor';
import type { AuditEntry } from '@/lib/audit/chain';
import type { AuditStates } from '@/lib/db/audit';
import { listCasesOnRecord, type StageOnRecord } from '@/lib/db/review-cases';
import type { Tx } from '@/lib/db/tx';
import { isAuthorOf } from '@/lib/kernel/authors';
import { isBlind, isJudging, isWithheld } from '@/lib/review/blind';
import { readsConflictNotes } from '../review/case-standing';

/**
 * Why the states of an entry are kept from a reader: its stage is blind, and stays so until it ends or is revealed; it tells how
 * somebody judged what the reader wrote; or it tells what a conflict of interest is, which only whoever leads the stage and auditors read.
 */
export type WithheldStates = { why: 'blind'; stage: StageOnRecord } | { why: 'author' } | { why: 'conflict' };

/**
 * Which of these entries withhold their states from the reader, by number, and why. A blind stage withholds from everybody; whoever runs
 * the server (null) reads all else. What was erased has nothing to withhold. The only place that decides it, for a page and for an export.
 */
export async function withheldOf(
  tx: Tx,
  found: readonly { entry: AuditEntry; states: AuditStates | null }[],
  reader: StaffMember | null,
): Promise<Map<string, WithheldStates>> {
  const ofReviews = found.filter(
    ({ entry, states }) =>
      (isJudging(entry.action) || isDeclaring(entry.action)) && states !== null && states.erasedAt === null,
  );
  const cases = new Map(
    (await listCasesOnRecord(tx, [...new Set(ofReviews.map(({ entry }) => entry.objectId))])).map(
      (one) => [one.id, one] as const,
    ),
  );
  return new Map(
    ofReviews.flatMap(({ entry, states }): [string, WithheldStates][] => {
      const reviewCase = cases.get(entry.objectId);
      if (!reviewCase) return [];
      const stageId = textIn(states?.after, 'stageId');
      const blind = reviewCase.stages.find(isBlind) ?? null;
      if (blind && isWithheld({ action: entry.action, stageId }, blind.id))
        return [[entry.seq, { why: 'blind', stage: blind }]];
      if (reader === null) return [];
      if (recordsOf(reader).some((id) => isAuthorOf(reviewCase, id))) return [[entry.seq, { why: 'author' }]];
      const stage = reviewCase.stages.find(({ id }) => id === stageId) ?? { chairId: null };
      const saysWhat = isDeclaring(entry.action) && (textIn(states?.after, 'note') ?? '') !== '';
      return saysWhat && !readsConflictNotes(stage, reader) ? [[entry.seq, { why: 'conflict' }]] : [];
    }),
  );
}

/** The act with which somebody says whether there is a conflict of interest, and which. */
const isDeclaring = (action: string): boolean => action === 'review.declareConflict';

function textIn(state: unknown, key: string): string | null {
  if (typeof state !== 'object' || state === null) return null;
  const value: unknown = Reflect.get(state, key);
  return typeof value === 'string' ? value : null;
}
