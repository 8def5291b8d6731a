import type { Database } from '@/lib/db/client';
import { atMost } from './at-most';
import { type BookHealth, examineBook, markNow } from './rule/examine-book';

/** What is known of a rule book, and whether it still is as it was looked at. */
export interface HealthNow {
  health: BookHealth | null;
  isCurrent: boolean;
}

/** @units institutions kept · times as long as a look took that nobody begins the next one */
const most = { kept: 8, rest: 10 };

interface Kept {
  health: BookHealth | null;
  looking: Promise<boolean> | null;
  /** When the next look may begin. @units milliseconds of performance.now() */
  from: number;
}

/**
 * What is wrong in the rule books that were asked about lately. An answer is kept until something that it rests on changes; then the next
 * question begins another look, of which there is one at a time. Whoever waits too long gets what was known, with its time.
 */
export class KeptHealth {
  private readonly kept = new Map<string, Kept>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** @units milliseconds that an answer waits for a look */
  async of(tenantId: string, now: string, patience: number): Promise<HealthNow> {
    const kept = this.entryOf(tenantId);
    const begun = performance.now();
    // A look that runs already may have read before what whoever asks has just done.
    if (kept.looking !== null && !(await atMost(patience, kept.looking)))
      return { health: kept.health, isCurrent: false };
    if (kept.health !== null) {
      const mark = await markNow(this.database, tenantId, now);
      if (mark === kept.health.mark) return { health: kept.health, isCurrent: true };
      if (performance.now() < kept.from) return { health: kept.health, isCurrent: false };
    }
    kept.looking ??= this.look(kept, tenantId, now);
    const isCurrent = await atMost(Math.max(0, patience - (performance.now() - begun)), kept.looking);
    return { health: kept.health, isCurrent };
  }

  private entryOf(tenantId: string): Kept {
    const kept = this.kept.get(tenantId) ?? { health: null, looking: null, from: -Infinity };
    this.kept.delete(tenantId);
    this.kept.set(tenantId, kept);
    const [oldest] = this.kept.keys();
    if (this.kept.size > most.kept && oldest !== undefined) this.kept.delete(oldest);
    return kept;
  }

  /** One book at a time, so that many that are asked about at once do not hold the database between them. */
  private look(kept: Kept, tenantId: string, now: string): Promise<boolean> {
    const work = this.turn
      .then(async () => {
        const begun = performance.now();
        kept.health = await examineBook(this.database, tenantId, now);
        const took = performance.now() - begun;
        kept.from = took < 1_000 ? -Infinity : performance.now() + most.rest * took;
        return true;
      })
      .catch((error: unknown) => {
        this.failed(error);
        return false;
      })
      .finally(() => (kept.looking = null));
    this.turn = work;
    return work;
  }
}
