import type { Database } from '@/lib/db/client';
import { refuse } from '@/lib/kernel/refusal';

/**
 * So many writes are under way at once: half of the connections, so that those that a slow disk holds up leave enough for reading and for
 * files. The gate lets no more in, but forgets a request that lasts too long. @units writes, milliseconds
 */
const most = 5;
const patience = 5_000;

interface Turns {
  underWay: number;
  waiting: (() => void)[];
}
const turnsOf = new WeakMap<Database, Turns>();

/** Carries out a write when fewer than the most are under way. @refuses conflict `command/slow` when that takes longer than its patience; nothing was begun */
export async function inTurnToWrite<T>(database: Database, write: () => Promise<T>): Promise<T> {
  const turns = turnsOf.get(database) ?? { underWay: 0, waiting: [] };
  turnsOf.set(database, turns);
  if (turns.underWay >= most) await waitFor(turns);
  else turns.underWay += 1;
  try {
    return await write();
  } finally {
    // Whoever waits longest takes the place as it is.
    const next = turns.waiting.shift();
    if (next) next();
    else turns.underWay -= 1;
  }
}

async function waitFor({ waiting }: Turns): Promise<void> {
  let giveUp: NodeJS.Timeout | undefined;
  const isTurn = await new Promise<boolean>((resolve) => {
    const begin = () => resolve(true);
    waiting.push(begin);
    giveUp = setTimeout(() => {
      waiting.splice(waiting.indexOf(begin), 1);
      resolve(false);
    }, patience);
  });
  clearTimeout(giveUp);
  if (!isTurn) refuse('conflict', 'command/slow');
}
