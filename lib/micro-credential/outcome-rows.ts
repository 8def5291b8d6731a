import * as z from 'zod';

/** What a button beside an outcome asks for: its act and its place, counted from 0. */
export const OutcomeAct = z
  .string()
  .regex(/^(up|down|remove)\.\d{1,3}$/)
  .transform((text) => {
    const [act, place] = text.split('.');
    return { act: act as 'up' | 'down' | 'remove', place: Number(place) };
  });
export type OutcomeAct = z.output<typeof OutcomeAct>;

/** The rows with one moved or taken out; what cannot move further stays. */
export function arranged<T>(rows: readonly T[], { act, place }: OutcomeAct): T[] {
  const row = rows[place];
  if (row === undefined) return [...rows];
  const others = rows.filter((_, at) => at !== place);
  if (act === 'remove') return others;
  const to = Math.min(Math.max(place + (act === 'up' ? -1 : 1), 0), others.length);
  return [...others.slice(0, to), row, ...others.slice(to)];
}

export interface OutcomePlan {
  /** Rows that stay, with what they say from now on. @units positions from 1 */
  kept: { id: string; position: number; text: string }[];
  added: { position: number; text: string }[];
  dropped: string[];
}

/**
 * How stored outcomes become the wanted ones: the same words are the same outcome wherever they stand, and other words in the same place
 * correct it, so that what was marked about an outcome stays with it.
 */
export function planOutcomes(
  stored: readonly { id: string; text: string }[],
  wanted: readonly string[],
): OutcomePlan {
  const left = new Map(stored.map((one) => [one.id, one]));
  const take = (id: string | undefined) => (id !== undefined && left.delete(id) ? id : undefined);
  const same = wanted.map((text) => take([...left.values()].find((one) => one.text === text)?.id));
  const ids = same.map((id, at) => id ?? take(stored[at]?.id));
  const rows = wanted.map((text, at) => ({ id: ids[at], position: at + 1, text }));
  return {
    kept: rows.flatMap(({ id, ...row }) => (id === undefined ? [] : [{ id, ...row }])),
    added: rows.flatMap(({ id, ...row }) => (id === undefined ? [row] : [])),
    dropped: [...left.keys()],
  };
}
