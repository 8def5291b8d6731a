import type { ClaimMove } from './lifecycle';

/**
 * The appeal against what was decided last; undefined where none was made. What is decided anew after an appeal can be appealed again.
 * @source docs/domain.md §11.10
 */
export function appealOf<Event extends { move: ClaimMove }>(events: readonly Event[]): Event | undefined {
  return sinceDecided(events).find(({ move }) => move === 'appeal');
}

/** Whether anything was decided, also where that was taken back afterwards: it stays on record, so its claim is not withdrawn. */
export function wasDecided(events: readonly { move: ClaimMove }[]): boolean {
  return events.some(({ move }) => move === 'decide');
}

/** What happened since the last decision, be it that an award was taken back, itself included; everything where nothing was decided. */
export function sinceDecided<Event extends { move: ClaimMove }>(events: readonly Event[]): Event[] {
  return events.slice(
    Math.max(
      0,
      events.findLastIndex(({ move }) => move === 'decide' || move === 'reverse'),
    ),
  );
}
