import vm from 'node:vm';
import { Refusal } from '@/lib/kernel/refusal';
import { chanceOf } from '../support/chance';
import type { Chance } from './mutate';

/** One parser: what it is given, and what must hold of its answer. `weight` is its share of all inputs. */
export interface Target<Input = unknown> {
  name: string;
  weight: number;
  input: (chance: Chance) => Input;
  /** Answers with whether it took the input; throws a Refusal where it may refuse, and any other error where its answer is wrong. */
  run: (input: Input) => boolean;
}

export interface Found {
  target: string;
  what: string;
  input: string;
}

export interface Hunted {
  inputs: number;
  taken: number;
  refused: number;
  found: Found[];
  /** @units milliseconds */
  slowest: number;
}

/** @units milliseconds of one input, of CPU where the clock says more */
const tooSlow = 1_000;
const batch = 500;
/** A loop without an end is broken off after this; a whole batch is far quicker. @units milliseconds */
const endless = 60_000;

/** Gives a parser that many inputs. Nothing but a value or a Refusal may come out of it, none may take a second. */
export function hunt<Input>(target: Target<Input>, count: number): Hunted {
  const chance = chanceOf(target.name);
  const hunted: Hunted = { inputs: 0, taken: 0, refused: 0, found: [], slowest: 0 };
  let current: Input | undefined;
  const oneBatch = (size: number) => {
    for (let n = 0; n < size; n += 1) {
      current = target.input(chance);
      hunted.inputs += 1;
      const startedAt = performance.now();
      const wrong = judge(target, current, hunted);
      const took = performance.now() - startedAt;
      if (wrong !== null) hunted.found.push({ target: target.name, what: wrong, input: readable(current) });
      hunted.slowest = Math.max(hunted.slowest, took);
      if (took > tooSlow && isSlow(target, current))
        hunted.found.push({
          target: target.name,
          what: `took ${Math.round(took)} ms`,
          input: readable(current),
        });
    }
  };
  const limited = vm.createContext({ run: oneBatch });
  for (let left = count; left > 0 && hunted.found.length < 20; left -= batch) {
    try {
      vm.runInContext(`run(${Math.min(batch, left)})`, limited, { timeout: endless });
    } catch (error) {
      hunted.found.push({
        target: target.name,
        what: `does not end: ${String(error)}`,
        input: readable(current),
      });
    }
  }
  return hunted;
}

function judge<Input>(target: Target<Input>, input: Input, hunted: Hunted): string | null {
  try {
    if (target.run(input)) hunted.taken += 1;
    else hunted.refused += 1;
  } catch (error) {
    if (!(error instanceof Refusal))
      return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    hunted.refused += 1;
  }
  return null;
}

/** On a loaded machine somebody else may have had the second: three more times, measured in CPU time of this process. */
function isSlow<Input>(target: Target<Input>, input: Input): boolean {
  const unheard: Hunted = { inputs: 0, taken: 0, refused: 0, found: [], slowest: 0 };
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    judge(target, input, unheard);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...times) > tooSlow;
}

export function readable(input: unknown): string {
  try {
    return (
      typeof input === 'string'
        ? JSON.stringify(input)
        : (JSON.stringify(input, (_, value: unknown) =>
            value instanceof FormData ? [...value.entries()] : value,
          ) ?? String(input))
    ).slice(0, 600);
  } catch {
    return String(input).slice(0, 600);
  }
}
