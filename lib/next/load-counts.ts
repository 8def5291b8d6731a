import { writeLine } from './log';
import { laneNames, type Lane } from './turns';

/** Of one lane, since the process began; `served` and `waiting` are those of this moment. */
export interface LaneCounts {
  answered: number;
  /** Turned away at once, because enough waited already. */
  turnedAway: number;
  /** Turned away after they had waited as long as anybody should. */
  waitedTooLong: number;
  /** Turned away because the caller had asked for too much within a minute. */
  overBudget: number;
  served: number;
  waiting: number;
}
export type Shed = 'turnedAway' | 'waitedTooLong' | 'overBudget';

// Next makes several copies of a module in one process; they count as one.
const shared = globalThis as { crosswalkLoad?: Record<Lane, LaneCounts> };

/** How busy this process is and what it has turned away, by lane. */
export function loadCounts(): Record<Lane, LaneCounts> {
  shared.crosswalkLoad ??= Object.fromEntries(
    laneNames.map((lane) => [
      lane,
      { answered: 0, turnedAway: 0, waitedTooLong: 0, overBudget: 0, served: 0, waiting: 0 },
    ]),
  ) as Record<Lane, LaneCounts>;
  return shared.crosswalkLoad;
}

/** One line a minute and lane at the most. @units milliseconds */
const lineEvery = 60_000;
const told = new Map<Lane, LaneCounts>();

/** Counts somebody who was turned away; the log says within a minute how many were. */
export function countShed(lane: Lane, why: Shed): void {
  const counts = loadCounts()[lane];
  if (!told.has(lane)) {
    told.set(lane, { ...counts });
    setTimeout(() => tell(lane), lineEvery).unref();
  }
  counts[why] += 1;
}

function tell(lane: Lane): void {
  const [before, now] = [told.get(lane), loadCounts()[lane]];
  told.delete(lane);
  if (before === undefined) return;
  writeLine('warn', 'load shed', '', {
    lane,
    turnedAway: now.turnedAway - before.turnedAway,
    waitedTooLong: now.waitedTooLong - before.waitedTooLong,
    overBudget: now.overBudget - before.overBudget,
  });
}
