import { setTimeout as pause } from 'node:timers/promises';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import { Refusal } from '@/lib/kernel/refusal';

/** One command that somebody sent: its key is unique and stands in what it writes, so that each trace of it can be counted. */
export interface Command {
  key: string;
  send: () => Promise<unknown>;
  /** Counts its traces: one row each when it has happened once. */
  trace: { table: 'rule' | 'vote' | 'transition' | 'published' | 'department'; by: string };
  acknowledged?: () => void;
}

export interface Entry extends Command {
  reply: string;
  /** How often it was sent until an answer came. */
  attempts: number;
}

/** Everything that was acknowledged to somebody, and what was refused. */
export class Ledger {
  readonly entries: Entry[] = [];
  readonly refused: string[] = [];
  readonly differentAnswers: string[] = [];
  answeredAgain = 0;

  /** Sends it until it is answered, always under the same key, as a person does whose page did not load. */
  async deliver(command: Command, isNo: (error: unknown) => boolean, goesOn: () => boolean): Promise<void> {
    for (let attempts = 1; ; attempts += 1) {
      try {
        const reply = canonicalJson(JSON.parse(JSON.stringify((await command.send()) ?? null)));
        this.entries.push({ ...command, reply, attempts });
        command.acknowledged?.();
        return;
      } catch (error) {
        if (isNo(error)) {
          this.refused.push(`${command.key}: ${String(error)}`);
          return;
        }
        if (!goesOn()) return;
        await pause(40);
      }
    }
  }

  /** Sends an answered command again: the answer must be the same. */
  async repeat(entry: Entry): Promise<void> {
    const reply = canonicalJson(JSON.parse(JSON.stringify((await entry.send()) ?? null)));
    this.answeredAgain += 1;
    if (reply !== entry.reply) this.differentAnswers.push(`${entry.key}: ${entry.reply} became ${reply}`);
  }
}

/** A no that sending it again would not change. On a machine that stalls, somebody may hold a row for longer than the others wait. */
export function isFinalNo(error: unknown): boolean {
  return error instanceof Refusal && error.reason !== 'command/busy';
}
