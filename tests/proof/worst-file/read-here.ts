import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { Refusal } from '@/lib/kernel/refusal';
import type { ReadingLimits, ReadingPlan } from '@/lib/import/reading';
import type { Said } from '@/lib/reading/read-apart';
import { readPortions } from '@/lib/reading/read-portions';

// The planted fault of worst-file.proof.test.ts, and no part of the product: what looks like the program that reads a file reads it in
// the process that serves everybody, with the same code and the same limits of size and rows.
class ReadsHere extends EventEmitter {
  readonly stdin = new PassThrough();
  readonly stderr = new PassThrough();
  private asked = 0;
  private wake = () => {};

  constructor(plan: ReadingPlan, limits: ReadingLimits) {
    super();
    void this.read(plan, limits);
  }

  send(): void {
    this.asked += 1;
    this.wake();
  }

  kill(): void {
    this.stdin.destroy();
  }

  private async read(plan: ReadingPlan, limits: ReadingLimits): Promise<void> {
    try {
      for await (const portion of readPortions(this.stdin, plan, limits)) await this.tell({ portion });
      await this.tell({ end: true });
    } catch (error) {
      await this.tell(
        error instanceof Refusal
          ? { refused: { code: error.code, reason: error.reason, details: error.details } }
          : { failed: String(error) },
      );
    }
  }

  private async tell(said: Said): Promise<void> {
    while (this.asked === 0) await new Promise<void>((resolve) => (this.wake = resolve));
    this.asked -= 1;
    this.emit('message', said);
  }
}

Object.assign(globalThis, {
  readHere: (_program: unknown, given: readonly string[]) => {
    const { plan, limits } = JSON.parse(given.at(-1) ?? '') as { plan: ReadingPlan; limits: ReadingLimits };
    return new ReadsHere(plan, limits);
  },
});
