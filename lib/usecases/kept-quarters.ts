import type { Database } from '@/lib/db/client';
import { countInForce, readEnded, readOpen } from '@/lib/db/figure-facts';
import { type Tx, withTenant } from '@/lib/db/tx';
import { type Facts, together } from '@/lib/figures/facts';
import { daysOf, type Period, quarterOf, quartersIn } from '@/lib/figures/quarter';
import type { CivilDate } from '@/lib/kernel/civil-date';

/** @units things kept · milliseconds that one is kept */
const most = { kept: 64, long: 600_000 };

/**
 * What happened in quarters that are over, and what is in force, as it was read lately: little of it changes any more, and to read all of
 * two years takes seconds where there are twenty thousand reviews. The quarter that it is, and what is open, are read each time.
 */
export class KeptQuarters {
  private readonly kept = new Map<string, { read: Promise<unknown>; until: number }>();

  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** The same for all who ask while it is kept. What cannot be read is not kept. */
  async of<Read>(name: string, make: () => Promise<Read>): Promise<Read> {
    const found = this.kept.get(name);
    if (found !== undefined && this.clock() < found.until) return found.read as Promise<Read>;
    const read = make();
    this.kept.set(name, { read, until: this.clock() + most.long });
    const [oldest] = this.kept.keys();
    if (this.kept.size > most.kept && oldest !== undefined) this.kept.delete(oldest);
    read.catch(() => this.kept.delete(name));
    return read;
  }
}

/** What the figures of a period are made of: a quarter at a time, each in a transaction of its own, so that nothing is asked for long. */
export async function readFacts(
  { database, kept }: { database: Database; kept: KeptQuarters | undefined },
  tenantId: string,
  period: Period,
  today: CivilDate,
): Promise<Facts> {
  const read = <Read>(ask: (tx: Tx) => Promise<Read>) => withTenant(database, { tenantId }, ask);
  const keep = <Read>(name: string, ask: (tx: Tx) => Promise<Read>) =>
    kept === undefined ? read(ask) : kept.of(`${tenantId} ${name}`, () => read(ask));
  const ended = [];
  for (const quarter of quartersIn(period)) {
    const ask = (tx: Tx) => readEnded(tx, daysOf({ from: quarter, to: quarter }));
    ended.push(quarter === quarterOf(today) ? await read(ask) : await keep(quarter, ask));
  }
  const all = together(ended);
  return {
    ...all,
    stages: [...all.stages, ...(await read((tx) => readOpen(tx, daysOf(period))))],
    inForce: await keep(`in force ${today}`, (tx) => countInForce(tx, today)),
  };
}
