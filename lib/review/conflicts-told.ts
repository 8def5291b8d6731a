/** What a page can say of the conflicts in some stages: one stage, or a whole review. */
export type ConflictsTold =
  /** There was no review, so nobody was asked and nothing is held back. */
  | { kind: 'noReview' }
  /** There was one, and this reader may not know who sat in it. */
  | { kind: 'withheld' }
  /** Nobody has a seat yet. */
  | { kind: 'nobodySits' }
  /** Nobody stepped back; where a stage is open, somebody still may. */
  | { kind: 'none' | 'noneYet' }
  /** @units people who stepped back, each once */
  | { kind: 'declared'; count: number };

/** A stage as far as a reader may know who sits in it. */
export interface StageToTell {
  status: 'open' | 'closed';
  /** Null where they may not know it. */
  seats: readonly { personId: string; state: string }[] | null;
}

/** The one answer for a stage by itself and for all of a review; without any stage there was no review. */
export function conflictsTold(stages: readonly StageToTell[]): ConflictsTold {
  if (stages.length === 0) return { kind: 'noReview' };
  const seats = stages.map((stage) => stage.seats);
  if (seats.includes(null)) return { kind: 'withheld' };
  const all = seats.flatMap((some) => some ?? []);
  const recused = new Set(all.flatMap(({ personId, state }) => (state === 'recused' ? [personId] : [])));
  if (recused.size > 0) return { kind: 'declared', count: recused.size };
  if (all.length === 0) return { kind: 'nobodySits' };
  return { kind: stages.some(({ status }) => status === 'open') ? 'noneYet' : 'none' };
}
