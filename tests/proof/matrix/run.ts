import type pg from 'pg';
import { type Cell, problemsOf } from './cells';
import { changedTables, databaseDigest } from './digest';
import type { Browser } from './http';
import type { Accounts } from './parties';
import type { World } from './row';

export interface Bench {
  browser: Browser;
  accounts: Accounts;
  pool: pg.Pool;
  world: World;
}

const atOnce = 16;

/**
 * Asks every cell whose call should leave the database as it is, some at a time, and compares the whole database before and after
 * each handful. Where it changed, each of the handful is asked again alone, to find which one it was. Returns what is wrong.
 */
export async function runCells(bench: Bench, cells: readonly Cell[], enough = Infinity): Promise<string[]> {
  const problems: string[] = [];
  let before = await databaseDigest(bench.pool);
  for (let at = 0; at < cells.length && problems.length < enough; at += atOnce) {
    const some = cells.slice(at, at + atOnce);
    if (await freshAccounts(bench, some)) before = await databaseDigest(bench.pool);
    problems.push(...(await Promise.all(some.map((cell) => ask(bench, cell)))).flat());
    const after = await databaseDigest(bench.pool);
    if (after === before) continue;
    problems.push(...(await whoChanged(bench, some, changedTables(before, after))));
    before = await databaseDigest(bench.pool);
  }
  return problems;
}

/** Asks the cells whose call is allowed and writes, one after the other. */
export async function runWrites(bench: Bench, cells: readonly Cell[]): Promise<string[]> {
  const problems: string[] = [];
  for (const cell of cells) {
    await freshAccounts(bench, [cell]);
    problems.push(...(await ask(bench, cell)));
    if (/sign-?out|endSessions/i.test(cell.row.endpoint)) await bench.accounts.enterAgain(cell.party);
  }
  return problems;
}

async function ask({ browser, accounts, world }: Bench, cell: Cell): Promise<string[]> {
  const { row, endpoint, party, thing, expected } = cell;
  if (endpoint.kind === 'action') accounts.countWrite(party);
  const place = { actionId: endpoint.actionId ?? '', page: endpoint.page ?? '' };
  const reply = await row.call(browser, accounts.cookie(party), {
    party,
    thing,
    isAllowed: expected.allowed && !cell.writes,
    place,
  });
  return problemsOf(cell, reply, world);
}

async function freshAccounts({ accounts }: Bench, cells: readonly Cell[]): Promise<boolean> {
  let changed = false;
  for (const party of new Set(cells.map((cell) => cell.party)))
    changed = (await accounts.refresh(party, cells.length)) || changed;
  return changed;
}

async function whoChanged(
  bench: Bench,
  cells: readonly Cell[],
  tables: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const cell of cells) {
    const before = await databaseDigest(bench.pool);
    await ask(bench, cell);
    const changed = changedTables(before, await databaseDigest(bench.pool));
    if (changed.length > 0)
      found.push(
        `${cell.party.name} → ${cell.row.endpoint} → ${cell.thing.label}: ${cell.expected.allowed ? 'was not expected to write' : 'is denied'}, and changed ${changed.join(', ')}`,
      );
  }
  return found.length > 0
    ? found
    : [
        `something among ${cells.length} calls changed ${tables.join(', ')} and did not again: ${cells.map((cell) => `${cell.party.name} → ${cell.row.endpoint}`).join('; ')}`,
      ];
}
