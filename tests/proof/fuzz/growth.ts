/** Something whose cost is asked for at a size, and which may refuse what it is given. */
export interface Shape {
  name: string;
  /** An input of this many parts. */
  make: (parts: number) => unknown;
  run: (input: unknown) => unknown;
}

export interface Growth {
  name: string;
  /** The power of the size with which the cost grows: 1 for twice the cost of twice the size, 2 for four times. */
  power: number;
  /** Parts of the smallest and of the largest input that were measured. */
  sizes: [number, number];
  /** CPU of the largest one. @units milliseconds */
  most: number;
}

/** Linear is 1, sorting about 1.1, quadratic 2. */
export const steepest = 1.5;
/** Where to begin: below this, what is measured is the clock. @units milliseconds of CPU */
const least = 8;
/** A larger one is not asked for. @units milliseconds of CPU; characters or bytes; parts */
const enough = { cpu: 1_000, size: 6_000_000, parts: 1_000_000 };
const repeats = 5;
const factors = [1, 2, 4, 8];

/** The CPU that one run takes, whoever else has the machine meanwhile. @units milliseconds */
async function cpuOf({ run }: Shape, input: unknown): Promise<number> {
  const before = process.cpuUsage();
  await run(input);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** How the cost grows: the median of the slopes between all pairs of sizes (Theil and Sen), each cost the median of five. */
async function measured(shape: Shape): Promise<Growth> {
  let first = 64;
  for (; first < enough.parts; first *= 2) {
    const input = shape.make(first);
    const cpu = Math.min(await cpuOf(shape, input), await cpuOf(shape, input));
    if (cpu >= least || sizeOf(input) * 8 >= enough.size) break;
  }
  const costs: { parts: number; cpu: number }[] = [];
  for (const factor of factors) {
    const input = shape.make(first * factor);
    const times: number[] = [];
    for (let n = 0; n < repeats && (n === 0 || (times[0] ?? 0) < enough.cpu / 4); n += 1)
      times.push(await cpuOf(shape, input));
    costs.push({ parts: first * factor, cpu: median(times) });
    if (median(times) > enough.cpu) break;
  }
  const slopes = costs.flatMap((a, i) =>
    costs.slice(i + 1).map((b) => Math.log(b.cpu / a.cpu) / Math.log(b.parts / a.parts)),
  );
  const last = costs.at(-1);
  const most = last?.cpu ?? 0;
  // What costs next to nothing at the largest size grows as the clock does.
  const power = most < least ? 0 : median(slopes);
  return { name: shape.name, power, sizes: [first, last?.parts ?? 0], most };
}

/** As measured; what looks steep is measured twice more, since noise is not steep three times. */
export async function growthOf(shape: Shape): Promise<Growth> {
  let found = await measured(shape);
  for (let n = 0; n < 2 && found.power > steepest; n += 1) {
    const again = await measured(shape);
    if (again.power < found.power) found = again;
  }
  return found;
}

function sizeOf(input: unknown): number {
  return typeof input === 'string' || input instanceof Uint8Array ? input.length : 0;
}
