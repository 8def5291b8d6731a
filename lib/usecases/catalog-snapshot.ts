import * as z from 'zod';
import type { Database } from '@/lib/db/client';
import { daysKept, historyOf, markOfNow } from '@/lib/db/catalog-feed';
import { CivilDateText } from '@/lib/kernel/civil-date';
import { SearchIndex } from '@/lib/search/search-index';
import { WrittenCredit } from './earned-credit';

/** Where what is known of the catalog is written, so that the next start need not read everything. */
export interface Snapshots {
  /** What was written last; null where there is nothing. */
  read(): Promise<Uint8Array | null>;
  write(bytes: Uint8Array): Promise<void>;
}

/** What is written beside the index: when, up to where it knows everything, and of which history of the database. */
const Known = z.strictObject({
  history: z.string(),
  at: z.number(),
  mark: z.string(),
  again: z.array(z.string()),
  days: z.array(z.tuple([z.string(), CivilDateText])),
  stood: z.array(z.tuple([z.string(), z.string()])),
  earned: WrittenCredit,
});
type Known = z.output<typeof Known>;

/** An index with what is known beside it, as bytes. */
export function snapshotOf(index: SearchIndex, known: Known): Uint8Array {
  return index.write(JSON.stringify(known));
}

/** What was written, where it is whole, of this history of the database, and so young that the feed tells all that has changed since; else null. */
export async function readSnapshot(
  snapshots: Snapshots,
  database: Database,
  now: string,
): Promise<{ index: SearchIndex; known: Known } | null> {
  const bytes = await snapshots.read();
  const read = bytes && SearchIndex.read(bytes);
  const known = read && Known.safeParse(JSON.parse(read.mark)).data;
  if (!known || known.history !== (await historyOf(database))) return null;
  const age = new Date(now).getTime() - known.at;
  const isBehind = BigInt(known.mark) <= BigInt(await markOfNow(database));
  return isBehind && age >= 0 && age <= (daysKept - 1) * 86_400_000 ? { index: read.index, known } : null;
}
