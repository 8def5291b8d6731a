import * as z from 'zod';
import { creditFacets } from '@/lib/catalog/credit-facets';
import type { Database } from '@/lib/db/client';
import { type Look, readAnswers } from './kept-entries';

/** What an entry earns, as facets. */
export type Earned = ReturnType<typeof creditFacets>;

/** Entries of which the engine is asked at once what they earn. */
const portion = 8;

/** What is known, to be taken at the next start. */
export const WrittenCredit = z.strictObject({
  given: z.array(z.string()),
  earned: z.array(z.tuple([z.string(), z.record(z.string(), z.array(z.string()).readonly())])),
  asked: z.array(z.string()),
  isRead: z.boolean(),
});
export type WrittenCredit = z.infer<typeof WrittenCredit>;

/**
 * What every entry earns that an institution gives credit for, as the engine says. To ask for all of them takes longer than to read all
 * else, so the catalog answers before; what changes is asked for first.
 */
export class EarnedCredit {
  /** Whether what all of them earn has been read once. */
  isRead = false;
  private readonly earned = new Map<string, Earned>();
  /** Those for which an institution gives credit. */
  private readonly given = new Set<string>();
  /** Entries to be asked about: those that changed, and those of which only the day or the institution did. */
  private readonly asked = { first: new Set<string>(), later: new Set<string>() };
  /** Those that are asked about just now. */
  private current: readonly string[] = [];
  private look: Look | null = null;
  private asking: Promise<void> | null = null;

  /** `put` puts entries into the index with what they earn now, one such work at a time. */
  constructor(
    private readonly database: Database,
    private readonly put: (earned: ReadonlyMap<string, Earned>, look: Look) => Promise<void>,
  ) {}

  get known(): ReadonlyMap<string, Earned> {
    return this.earned;
  }

  /** Notes whether an institution gives credit for an entry that was just read. */
  stands(id: string, isGiven: boolean): void {
    if (isGiven) this.given.add(id);
    else this.given.delete(id);
  }

  /** Notes what has to be asked about, with the institutions of that moment. */
  note(look: Look, { first, later }: { first: readonly string[]; later: readonly string[] }): void {
    this.look = look;
    for (const id of first) this.asked.first.add(id);
    for (const id of later) this.asked.later.add(id);
  }

  /** Everything has to be asked about. */
  noteAll(look: Look): void {
    this.note(look, { first: [], later: [...this.given] });
  }

  written(): WrittenCredit {
    const { given, earned, asked, current, isRead } = this;
    return {
      given: [...given],
      earned: [...earned],
      asked: [...current, ...asked.first, ...asked.later],
      isRead,
    };
  }

  /** Goes on from what was written. */
  take({ given, earned, asked, isRead }: WrittenCredit): void {
    for (const id of given) this.given.add(id);
    for (const [id, one] of earned) this.earned.set(id, one);
    for (const id of asked) this.asked.later.add(id);
    this.isRead = isRead;
  }

  /** Asks until there is nothing left to be asked about; who comes meanwhile shares it. */
  ask(): Promise<void> {
    this.asking ??= this.askAll().finally(() => (this.asking = null));
    return this.asking;
  }

  private async askAll(): Promise<void> {
    const { first, later } = this.asked;
    while (this.look !== null && first.size + later.size > 0) {
      const from = first.size > 0 ? first : later;
      const ids = takenFrom(from, portion);
      this.current = ids;
      try {
        await this.askAbout(ids, this.look);
      } catch (error) {
        for (const id of ids) from.add(id);
        throw error;
      } finally {
        this.current = [];
      }
    }
    this.isRead ||= this.look !== null;
  }

  private async askAbout(ids: readonly string[], look: Look): Promise<void> {
    const some = ids.filter((id) => this.given.has(id) || this.earned.has(id));
    const found = await readAnswers(this.database, some, look, { institution: null, programs: [] });
    const otherwise = new Map(
      some
        .map((id) => [id, creditFacets(found.get(id)?.answers ?? [])] as const)
        .filter(([id, earned]) => JSON.stringify(earned) !== JSON.stringify(this.earned.get(id) ?? {})),
    );
    if (otherwise.size === 0) return;
    // What changes meanwhile is asked about again.
    await this.put(otherwise, this.look ?? look);
    for (const [id, earned] of otherwise)
      if (Object.keys(earned).length > 0) this.earned.set(id, earned);
      else this.earned.delete(id);
  }
}

/** So many of a set, which are in it no longer. */
function takenFrom(set: Set<string>, most: number): string[] {
  const taken: string[] = [];
  for (const one of set) {
    if (taken.length === most) break;
    taken.push(one);
    set.delete(one);
  }
  return taken;
}
