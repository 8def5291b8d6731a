import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { openBench, useForBuilders } from './support/bench';
import { chanceOf } from './support/chance';
import { conclude } from './support/evidence';
import { isFinalNo, Ledger } from './support/ledger';
import { pick } from './support/scale';
import { findDamage, type Findings } from './support/whole';

// People decide while PostgreSQL is killed with `kill -9`, all processes at once, again and again. It has the settings of production.
const kills = pick({ slice: 2, ci: 40, campaign: Number(process.env['PROOF_KILLS'] ?? 1_000) });
const lanes = 4;
/** The database at its most forgetful that still answers: commits are acknowledged before they are written. */
const forgetful = { synchronous_commit: 'off', wal_writer_delay: '10s' };

const bench = await openBench('proof-kill-database');
useForBuilders(bench);
const { aWorkplace } = await import('./support/workload');
afterAll(() => bench.discard());

interface Hurt {
  kills: number;
  ledger: Ledger;
  findings: Findings;
  /** Sent more than once until the answer came: the kill fell between the command and its answer. */
  unanswered: number;
}

/** Kills the database that often while everybody works; ends early when `enough` says so. */
async function work(
  times: number,
  settings: Record<string, string>,
  enough: (findings: Findings) => boolean,
): Promise<Hurt> {
  const chance = chanceOf(JSON.stringify(settings));
  const ledger = new Ledger();
  const people = await aWorkplace(lanes, times);
  let goesOn = true;
  const working = people.map(async (lane) => {
    while (goesOn) await ledger.deliver(lane.next(), isFinalNo, () => goesOn);
  });
  let findings: Findings = { lost: [], doubled: [], broken: [], auditEntries: 0 };
  let done = 0;
  try {
    while (done < times && !enough(findings)) {
      const before = ledger.entries.length;
      const until = 3 + Math.floor(chance() * 20);
      await expect
        .poll(() => ledger.entries.length - before, { timeout: 180_000, interval: 3 })
        .toBeGreaterThanOrEqual(until);
      await bench.kill();
      done += 1;
      const acknowledged = [...ledger.entries];
      await bench.start(settings);
      findings = await findDamage(bench.admin, acknowledged);
      if (enough(findings)) break;
      // Some of those that were answered before the kill, sent again: the same answer, and nothing happens twice.
      for (let n = 0; n < 3; n += 1) {
        const entry = acknowledged[Math.floor(chance() * acknowledged.length)];
        if (entry) await ledger.repeat(entry);
      }
    }
  } finally {
    goesOn = false;
    await Promise.all(working);
  }
  if (!enough(findings)) findings = await findDamage(bench.admin, ledger.entries);
  return {
    kills: done,
    ledger,
    findings,
    unanswered: ledger.entries.filter((entry) => entry.attempts > 1).length,
  };
}

test('nothing acknowledged is lost or done twice when the database is killed, and the audit chain is whole', async () => {
  const { ledger, findings, unanswered } = await work(
    kills,
    {},
    ({ lost, doubled, broken }) => lost.length + doubled.length + broken.length > 0,
  );
  conclude('durability-database', {
    kills,
    acknowledged: ledger.entries.length,
    unansweredThenRetried: unanswered,
    answeredAgain: ledger.answeredAgain,
    refused: ledger.refused.length,
    lost: findings.lost.length,
    doubled: findings.doubled.length,
    auditEntries: findings.auditEntries,
  });
  expect(findings).toMatchObject({ lost: [], doubled: [], broken: [] });
  expect(ledger.differentAnswers).toEqual([]);
  expect(ledger.refused).toEqual([]);
  expect(findings.auditEntries).toBeGreaterThanOrEqual(ledger.entries.length);
});

test('control: with synchronous_commit off, acknowledged commands are lost, and the proof sees it', async () => {
  await bench.stop();
  await bench.start(forgetful);
  const { findings, kills: needed } = await work(10, forgetful, ({ lost }) => lost.length > 0);
  conclude('durability-database-control', { kills: needed, lost: findings.lost.length });
  expect(findings.lost.length).toBeGreaterThan(0);
});

// The pools of this process notice their dead connections a little later than the test ends.
afterAll(() => pause(50));
