import { documentOf } from '@/lib/catalog/entry-document';
import { isGiven } from '@/lib/catalog/standing';
import type { Database } from '@/lib/db/client';
import { forgetCatalogChanges, historyOf, markOfNow, readCatalogChanges } from '@/lib/db/catalog-feed';
import { listEntriesBeside, listEntriesOf } from '@/lib/db/entry-standings';
import { listEntriesBegun, listEntriesTurned, listEntryIds, listEntryTexts } from '@/lib/db/entry-texts';
import { listPublicInstitutions, type PublicInstitution } from '@/lib/db/public-institutions';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { portionsOf } from '@/lib/kernel/portions-of';
import { SearchIndex } from '@/lib/search/search-index';
import { atMost } from './at-most';
import { readSnapshot, snapshotOf, type Snapshots } from './catalog-snapshot';
import { daysOf, lastOf } from './days-of';
import { inShort, readStandings } from './decided-standings';
import { type Earned, EarnedCredit } from './earned-credit';
import { KeptEntries, type KeptEntry, type Look } from './kept-entries';
import { KeptViews } from './kept-views';

/** Entries read at once, and entries put into the index before others have their turn. */
const portion = { read: 400, put: 40 };

/** What is known is written at most so often. @units milliseconds */
const writtenEvery = 600_000;

/** How the catalog is kept. @units milliseconds */
export interface Keeping {
  /** How often it is looked for changes, and how long an answer waits for them. */
  every: number;
  patience: number;
  /** Hears why a look failed, after which what was known is answered; the next look tries again. */
  failed: (error: unknown) => void;
}

/** The catalog as it is known at an instant. */
export interface CatalogNow extends Look {
  index: SearchIndex;
  /** Whether what every entry earns has been read once; after a start that takes longer than all else. */
  areAmountsRead: boolean;
  /** What these entries say in a list and what their rules offer; those that are not there any more are missing. */
  entriesOf(ids: readonly string[]): Promise<Map<string, KeptEntry>>;
}

/**
 * The public catalog in memory: what each entry says, and how it stands with every institution on the institution's own day. PostgreSQL is
 * the truth; what is kept here follows it by the feed of changes, and by the calendar.
 */
export class KeptCatalog {
  private index = SearchIndex.of([]);
  /** How entries stand, in short, of those that anybody has come to something about. */
  private stood = new Map<string, string>();
  private readonly earned: EarnedCredit;
  private lastTurn: Promise<unknown> = Promise.resolve();
  private readonly entries: KeptEntries;
  private readonly views = new KeptViews();
  private institutions: readonly PublicInstitution[] = [];
  private days: ReadonlyMap<string, CivilDate> = new Map();
  private mark: string | null = null;
  private again: ReadonlySet<string> = new Set();
  private running: Promise<void> | null = null;
  private next: Promise<void> | null = null;
  private looked = -Infinity;
  private isCurrent = false;
  private written = -Infinity;
  private hasChanged = false;

  constructor(
    private readonly database: Database,
    private readonly keeping: Keeping,
    private readonly snapshots: Snapshots | null = null,
  ) {
    this.entries = new KeptEntries(database);
    this.earned = new EarnedCredit(database, (earned, look) =>
      this.inTurn(async () => {
        await this.read([...earned.keys()], look, 'all', earned);
        this.hasChanged = true;
      }),
    );
  }

  /** For commands and tests: every answer waits for what was committed before it was asked for. */
  static readEachTime(database: Database): KeptCatalog {
    const failed = (error: unknown) => {
      throw error;
    };
    return new KeptCatalog(database, { every: 0, patience: Infinity, failed });
  }

  /** The catalog as of that instant, or as it was a moment ago where there is much to read. The first time it waits for all of it. */
  async upToDate(now: string): Promise<CatalogNow> {
    if (this.mark === null) await this.look(now);
    else await this.hasLooked(now);
    // Who waits for everything waits for this as well.
    if (this.keeping.patience === Infinity) await this.earned.ask();
    const { index, institutions, entries } = this;
    return {
      now,
      index,
      institutions,
      areAmountsRead: this.earned.isRead,
      entriesOf: (ids) => entries.of(ids, { now, institutions }),
    };
  }

  /**
   * What a page shows, made from what the tables say, and kept until anything in the catalog changes or a day begins at an institution. Who
   * asks while that is being read has it made anew.
   */
  async keep<View>(now: string, name: string, make: () => Promise<View>): Promise<View> {
    return this.mark !== null && (await this.hasLooked(now)) ? this.views.of(name, make) : make();
  }

  /** Whether everything is known up to the last look, which is a moment ago at most. */
  private async hasLooked(now: string): Promise<boolean> {
    if (performance.now() - this.looked < this.keeping.every) return this.isCurrent;
    const looked = this.look(now).catch(this.keeping.failed);
    return atMost(
      this.keeping.patience,
      looked.then(() => this.isCurrent),
    );
  }

  /** One look that begins after this call. One that runs may have read before; who comes meanwhile shares the next. */
  private look(now: string): Promise<void> {
    this.next ??= (this.running ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => {
        this.next = null;
        this.isCurrent = false;
        this.running = this.inTurn(() => this.follow(now))
          .then(() => void (this.isCurrent = true))
          .finally(() => {
            this.running = null;
            this.looked = performance.now();
            if (this.keeping.patience !== Infinity) this.earned.ask().catch(this.keeping.failed);
          });
        return this.running;
      });
    return this.next;
  }

  /** One at a time puts entries into the index, or what was read earlier could come later. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.lastTurn.then(work);
    this.lastTurn = turn.catch(() => undefined);
    return turn;
  }

  private async follow(now: string): Promise<void> {
    if (this.mark === null) return this.begin(now);
    const changes = await readCatalogChanges(this.database, this.mark, this.again);
    const today = daysOf(this.institutions, now);
    const turned = [...today].filter(([id, day]) => this.days.get(id) !== day);
    const begun = await listEntriesBegun(
      this.database,
      turned.map(([id, day]) => ({ listedBy: id, after: this.days.get(id) ?? day, until: day })),
    );
    const advised = await listEntriesTurned(this.database, lastOf(this.days, now), lastOf(today, now));
    const changed = [...new Set([...changes.entries, ...begun, ...advised])];
    const theirs = [...new Set([...changes.institutions, ...turned.map(([id]) => id)])];
    const institutions =
      theirs.length === 0 ? this.institutions : await listPublicInstitutions(this.database, { now });
    const look = { now, institutions };
    const beside = changed.length === 0 ? [] : await listEntriesBeside(this.database, changed);
    const ofTheirs = theirs.length === 0 ? [] : await listEntriesOf(this.database, theirs);
    const others = new Set([...beside, ...ofTheirs]);
    for (const id of changed) others.delete(id);
    this.institutions = institutions;
    if (changed.length + others.size > 0) this.entries.forget([...changed, ...others]);
    await this.read(changed, look, 'all');
    await this.read([...others], look, 'standing otherwise');
    this.earned.note(look, { first: [...changed, ...beside], later: ofTheirs });
    if (turned.length > 0) await forgetCatalogChanges(this.database);
    this.mark = changes.mark;
    this.again = changes.again;
    this.days = daysOf(institutions, now);
    // What an answer is made from is otherwise by now, the index included.
    const isOtherwise = changed.length + theirs.length > 0;
    if (isOtherwise) this.views.forget();
    this.hasChanged ||= isOtherwise;
    await this.writeKnown(now);
  }

  private async begin(now: string): Promise<void> {
    const isKnown = await this.readKnown(now).catch((error: unknown) => {
      this.keeping.failed(error);
      return false;
    });
    if (isKnown) return this.follow(now);
    const mark = await markOfNow(this.database);
    const institutions = await listPublicInstitutions(this.database, { now });
    for (let ids = await listEntryIds(this.database, null, portion.read); ids.length > 0; ) {
      await this.read(ids, { now, institutions }, 'all');
      ids = await listEntryIds(this.database, ids.at(-1) ?? null, portion.read);
    }
    this.institutions = institutions;
    this.earned.noteAll({ now, institutions });
    this.days = daysOf(institutions, now);
    this.mark = mark;
    this.hasChanged = true;
    await this.writeKnown(now);
  }

  /** Takes what was written, if that is enough. */
  private async readKnown(now: string): Promise<boolean> {
    const read = this.snapshots && (await readSnapshot(this.snapshots, this.database, now));
    if (!read) return false;
    const { index, known } = read;
    this.institutions = await listPublicInstitutions(this.database, { now });
    this.index = index;
    this.stood = new Map(known.stood);
    this.earned.take(known.earned);
    this.days = new Map(known.days);
    this.again = new Set(known.again);
    this.mark = known.mark;
    return true;
  }

  /** Writes what is known, in the background, where something has changed and the last time is long ago. */
  private async writeKnown(now: string): Promise<void> {
    if (this.snapshots === null || this.mark === null || !this.hasChanged) return;
    if (performance.now() - this.written < writtenEvery) return;
    const history = await historyOf(this.database);
    const { index, mark, again, days, stood, earned } = this;
    const bytes = snapshotOf(index, {
      history,
      at: new Date(now).getTime(),
      mark,
      again: [...again],
      days: [...days],
      stood: [...stood],
      earned: earned.written(),
    });
    this.written = performance.now();
    this.hasChanged = false;
    void this.snapshots.write(bytes).catch(this.keeping.failed);
  }

  /** Reads entries again, all of them or those that stand otherwise than is known. `earned` is what they earn. */
  private async read(
    ids: readonly string[],
    look: Look,
    which: 'all' | 'standing otherwise',
    earned: ReadonlyMap<string, Earned> = this.earned.known,
  ): Promise<void> {
    for (const some of portionsOf(ids, portion.read)) {
      const standings = await readStandings(this.database, some, look);
      const texts = new Map([...standings].map(([id, standing]) => [id, inShort(standing)]));
      const wanted =
        which === 'all' ? some : some.filter((id) => (texts.get(id) ?? '') !== (this.stood.get(id) ?? ''));
      const entries = await listEntryTexts(this.database, wanted, {
        now: look.now,
        day: lastOf(daysOf(look.institutions, look.now), look.now),
      });
      for (const put of portionsOf(entries, portion.put)) {
        this.index.put(
          put.map((entry) =>
            documentOf(
              entry,
              {
                ...(standings.get(entry.id) ?? { rules: [], consideredBy: [], countsAs: [] }),
                advised: entry.advised,
              },
              earned.get(entry.id) ?? {},
            ),
          ),
        );
        await new Promise((resolve) => setImmediate(resolve));
      }
      const there = new Set(entries.map(({ id }) => id));
      for (const id of wanted) {
        const text = texts.get(id);
        const stands = standings.get(id)?.rules.some(({ standing }) => isGiven(standing));
        this.earned.stands(id, there.has(id) && stands === true);
        if (!there.has(id)) this.index.remove(id);
        if (there.has(id) && text !== undefined) this.stood.set(id, text);
        else this.stood.delete(id);
      }
    }
  }
}
