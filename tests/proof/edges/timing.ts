import { chanceOf } from '../support/chance';

export interface Timing {
  rounds: number;
  /** Share of the rounds in which the first kind took longer; a half when they are alike. */
  share: number;
  /** @units milliseconds */
  medians: [number, number];
}

/** Asks for one thing of a round. @returns how long it took, in milliseconds */
export type Asked = (round: number) => Promise<number>;

/**
 * Which of two kinds of request takes longer. Each round asks for one of both, one right after the other, in an order that chance
 * decides: whatever else the machine does falls on both alike, so that neither its speed nor its other work changes the share.
 */
export async function compareTimes(
  name: string,
  rounds: number,
  kinds: readonly [Asked, Asked],
): Promise<Timing> {
  const chance = chanceOf(name);
  const times: [number[], number[]] = [[], []];
  let slower = 0;
  // The first answers of a page are slow for reasons of their own.
  for (let round = -1; round < rounds; round += 1) {
    const took: [number, number] = [0, 0];
    for (const kind of chance() < 0.5 ? ([0, 1] as const) : ([1, 0] as const))
      took[kind] = await kinds[kind](round);
    if (round < 0) continue;
    for (const kind of [0, 1] as const) times[kind].push(took[kind]);
    slower += took[0] > took[1] ? 1 : took[0] === took[1] ? 0.5 : 0;
  }
  return { rounds, share: slower / rounds, medians: [median(times[0]), median(times[1])] };
}

/** Whether the times tell the kinds apart. By chance alone it says so once in ten thousand runs. @source binomial distribution, 3.9 standard deviations */
export function tellsApart({ share, rounds }: Timing): boolean {
  return Math.abs(share - 0.5) > (3.9 * 0.5) / Math.sqrt(rounds);
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? 0) * 100) / 100;
}
