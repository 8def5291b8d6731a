import process from 'node:process';
import type { CellFix } from '@/lib/import/cell-fix';
import { Refusal } from '@/lib/kernel/refusal';
import type { ReadingLimits, ReadingPlan } from '@/lib/import/reading';
import { readPortions } from './read-portions';
import type { Said, Told } from './read-apart';

// A program of its own, started for one file and ended with it: what is made of a stranger's bytes is made here, where it can hold no
// loop but its own, fill no memory but its own, and reach no secret, since none is given to it. See docs/decisions/0018-files-are-read-apart.md.
const { plan, limits } = JSON.parse(process.argv[2] ?? '') as { plan: ReadingPlan; limits: ReadingLimits };
/** What people have put right is told first, since it may be more than a program can be started with. */
const fixes = new Promise<readonly CellFix[]>((resolve) =>
  process.once('message', ({ fixes }: Told) => resolve(fixes ?? [])),
);

/** Portions that were asked for and not yet sent. */
let asked = 0;
let wake = () => {};
process.on('message', ({ more }: Told) => {
  if (!more) return;
  asked += 1;
  wake();
});
// Nobody is there to read for.
process.on('disconnect', () => process.exit());

async function tell(said: Said): Promise<void> {
  while (asked === 0) await new Promise<void>((resolve) => (wake = resolve));
  asked -= 1;
  await new Promise((resolve) => process.send?.(said, resolve));
}

try {
  const whole = { ...plan, fixes: await fixes };
  for await (const portion of readPortions(process.stdin, whole, limits)) await tell({ portion });
  await tell({ end: true });
} catch (error) {
  await tell(
    error instanceof Refusal
      ? { refused: { code: error.code, reason: error.reason, details: error.details } }
      : { failed: placeOf(error) },
  );
}

/** Where it happened and not what was said, for that may have words of the file in it. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...places].join('\n');
}
