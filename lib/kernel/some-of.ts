import * as z from 'zod';

/**
 * A list of which at least one is chosen, such as boxes that are ticked. A form sends nothing at all for boxes that are all empty, so
 * a list that is not there is refused with the same reason as an empty one.
 */
export function someOf<Item extends z.ZodType>(
  item: Item,
  { reason, most }: { reason: string; most: number },
) {
  return z.array(item, { error: reason }).min(1, { error: reason }).max(most);
}
