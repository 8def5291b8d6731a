import { setImmediate as loopTurn } from 'node:timers/promises';
import { isAborted } from '@/lib/db/tx';
import type { Write } from '@/lib/db/write';

/** More than the client takes to hand a statement to the connection. @units turns of the event loop */
const turnsToSend = 5;

/**
 * Statements that store what came of some rows while the next rows are made out, so that neither the database nor whoever works out what it
 * stores waits for the other. What is asked must not depend on whether they have been carried out; who needs that waits for `settle`.
 */
export class WritesBehind {
  /** Of the rows before, in their order. */
  #due: Write[] = [];
  /** Of the rows at hand. */
  #next: Write[] = [];
  #running: Promise<void> = Promise.resolve();
  #failed: { error: unknown } | undefined;
  #isGivenUp = false;

  add(writes: readonly Write[]): void {
    this.#next.push(...writes);
  }

  /** Begins the next that is due. To be called before something is worked out that takes a while: meanwhile the database has something to do. */
  async beside(): Promise<void> {
    const write = this.#due.shift();
    if (write === undefined) return;
    this.#begin(write);
    // It is on its way once whoever sends it has had its turns of this thread.
    for (let turn = 0; turn < turnsToSend; turn++) await loopTurn();
  }

  /** Waits for those of the rows before; from now on those of the rows at hand are due. @refuses what the first that failed was refused for */
  async turn(): Promise<void> {
    for (const write of this.#due.splice(0)) this.#begin(write);
    await this.#running;
    if (this.#failed) throw this.#failed.error;
    this.#due = this.#next.splice(0);
  }

  /** Waits for all of them. @refuses what the first that failed was refused for */
  async settle(): Promise<void> {
    await this.turn();
    await this.turn();
  }

  /** Leaves out what has not begun, since the work has failed. Answers why: what a write was refused for says more than that nothing can be asked after it. */
  async giveUp(because: unknown): Promise<unknown> {
    this.#isGivenUp = true;
    await this.#running;
    return this.#failed ? this.#failed.error : because;
  }

  #begin(write: Write): void {
    this.#running = this.#running.then(() => this.#carryOut(write));
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
