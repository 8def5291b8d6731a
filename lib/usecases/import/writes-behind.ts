import { isAborted } from '@/lib/db/tx';
import type { Write } from '@/lib/db/write';

/**
 * Statements that are carried out one after the other while the next rows are read, compared and made out: whatever is asked meanwhile waits
 * for one of them at most, so neither the database nor whoever asks it is idle. What is asked must not depend on whether they have been
 * carried out; who needs that waits for `settle`.
 */
export class WritesBehind {
  #last: Promise<void> = Promise.resolve();
  #failed: { error: unknown } | undefined;
  #isGivenUp = false;

  /** Ends when these are carried out, or none is any more. */
  add(writes: readonly Write[]): Promise<void> {
    for (const write of writes) this.#last = this.#last.then(() => this.#carryOut(write));
    return this.#last;
  }

  /** Waits until all of them are carried out. @refuses what the first that failed was refused for */
  async settle(): Promise<void> {
    await this.#last;
    if (this.#failed) throw this.#failed.error;
  }

  /** Leaves out what has not begun, since the work has failed. Answers why: what a write was refused for says more than that nothing can be asked after it. */
  async giveUp(because: unknown): Promise<unknown> {
    this.#isGivenUp = true;
    await this.#last;
    return this.#failed ? this.#failed.error : because;
  }

  async #carryOut(write: Write): Promise<void> {
    if (this.#isGivenUp || this.#failed) return;
    try {
      await write();
    } catch (error) {
      // What was asked beside it may have failed before.
      if (isAborted(error)) this.#isGivenUp = true;
      else this.#failed = { error };
    }
  }
}
