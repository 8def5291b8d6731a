import type { Ask } from './turn';

/** Somebody of whom an open stage waits for something, what that is, and since when. */
export interface Awaited {
  personId: string;
  name: string;
  ask: Ask;
  since: string;
}

/** Whose turn it is in a stage, as whoever leads it sees it. */
export const turnGroups = ['you', 'chair', 'author', 'reviewers', 'others'] as const;
export type TurnGroup = (typeof turnGroups)[number];

/**
 * Whose turn it is in a stage: of whoever leads it first, since others wait for that; of its chair, where somebody else leads for them and a
 * tie waits for the casting vote; then of the authors, without whose answer nobody may wish to vote; then of those whose vote is missing. `others`: of nobody here. @source docs/workflow.md
 */
export function turnGroupOf(awaited: readonly Awaited[], readerId: string): TurnGroup {
  if (awaited.some(({ personId }) => personId === readerId)) return 'you';
  if (awaited.some(({ ask }) => ask === 'tie')) return 'chair';
  if (awaited.some(({ ask }) => ask === 'answer')) return 'author';
  return awaited.some(({ ask }) => ask === 'vote' || ask === 'declare') ? 'reviewers' : 'others';
}

/** Since when something is asked of somebody: since the last of what had to come before it. */
export function sinceWhen(
  ask: Ask,
  {
    openedAt,
    seatedAt,
    lastVoteAt,
    askedAt,
  }: {
    openedAt: string;
    /** When the person was given a seat; null without one. */
    seatedAt: string | null;
    lastVoteAt: string | null;
    /** When the oldest question without an answer was asked. */
    askedAt: string | null;
  },
): string {
  switch (ask) {
    case 'answer':
      return askedAt ?? openedAt;
    case 'tie':
    case 'close':
      return lastVoteAt ?? openedAt;
    case 'vote':
    case 'declare':
      return seatedAt ?? openedAt;
    default:
      return openedAt;
  }
}
