import { createHash } from 'node:crypto';
import { faultInRun, keepsToStates, type TrailFault } from '@/lib/audit/examine';
import * as audit from '@/lib/db/audit';
import type { Tx } from '@/lib/db/tx';

/** What entries are about. */
export interface OnRecord {
  objectType: string;
  objectId: string;
}

/** An entry of the trail, with the stage that it names and whether it holds against the chain. */
export interface ExaminedEntry extends audit.AuditRow {
  stageId: string | null;
  fault: TrailFault | null;
  /** Its states were erased: what it commits to cannot be shown any more. */
  isErased: boolean;
}

export interface ExaminedTrail {
  /** The oldest first. */
  entries: ExaminedEntry[];
  /** The run of the trail that was looked through as a whole; null where it is too long, and each entry was held against the one before it. */
  run: { from: string; to: string; entries: number } | null;
  /** The first that is wrong anywhere in it. */
  fault: { seq: string; fault: TrailFault } | null;
}

/** Longer runs are not looked through for a page: `npm run audit:verify` looks through all. @units entries */
const longestRun = 5_000n;
/** @units entries about one thing */
const mostOfOne = 2_000;
/** Read at once. @units entries */
const portion = 1_000n;

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * The entries about some things, each hashed anew from its own words and held against what stands before it. `apart` are things whose
 * entries are older than the decision, so that the run from one to the other is not looked through. The caller has authorized.
 */
export async function examinedTrail(
  tx: Tx,
  about: readonly OnRecord[],
  apart: readonly OnRecord[] = [],
): Promise<ExaminedTrail> {
  const own = await entriesAbout(tx, about);
  const rows = [...own, ...(await entriesAbout(tx, apart))].sort((a, b) => Number(a.seq) - Number(b.seq));
  const states = await audit.findStates(
    tx,
    rows.map(({ seq }) => BigInt(seq)),
  );
  const before = await audit.listNumbered(
    tx,
    rows.map(({ seq }) => BigInt(seq) - 1n),
  );
  const entries = rows.map((row): ExaminedEntry => {
    const kept = states.get(row.seq);
    const isErased = kept !== undefined && kept.erasedAt !== null;
    const isKept = kept !== undefined && (isErased || keepsToStates(row, kept, sha256));
    const link = faultInRun([row], before.get(String(BigInt(row.seq) - 1n)) ?? null, sha256);
    return {
      ...row,
      stageId: stageIn(kept?.after),
      fault: link?.fault ?? (isKept ? null : 'states'),
      isErased,
    };
  });
  const wrong = entries.find(({ fault }) => fault !== null);
  const of = wrong?.fault ? { seq: wrong.seq, fault: wrong.fault } : null;
  const [first, last] = [own.at(0), own.at(-1)].map((row) => (row ? BigInt(row.seq) : null));
  if (first == null || last == null || last - first >= longestRun) return { entries, run: null, fault: of };
  return {
    entries,
    run: { from: String(first), to: String(last), entries: Number(last - first + 1n) },
    fault: (await faultBetween(tx, first, last)) ?? of,
  };
}

async function entriesAbout(tx: Tx, things: readonly OnRecord[]): Promise<audit.AuditRow[]> {
  const found: audit.AuditRow[] = [];
  for (const thing of things) found.push(...(await audit.listEvents(tx, thing, 1, mostOfOne)).rows.reverse());
  return found.sort((a, b) => Number(a.seq) - Number(b.seq));
}

async function faultBetween(tx: Tx, from: bigint, to: bigint): Promise<ExaminedTrail['fault']> {
  let before = (await audit.listNumbered(tx, [from - 1n])).get(String(from - 1n));
  for (let at = from; at <= to; at += portion) {
    const end = at + portion - 1n < to ? at + portion - 1n : to;
    const run = await audit.listRun(tx, at, end);
    const fault = faultInRun(run, before ?? null, sha256);
    if (fault !== null) return fault;
    // A run that ends too early has lost its last entries.
    if (run.length < Number(end - at + 1n)) return { seq: String(at + BigInt(run.length)), fault: 'missing' };
    before = run.at(-1);
  }
  return null;
}

function stageIn(state: unknown): string | null {
  if (typeof state !== 'object' || state === null) return null;
  const value: unknown = Reflect.get(state, 'stageId');
  return typeof value === 'string' ? value : null;
}
