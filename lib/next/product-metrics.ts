import { version as nodeVersion } from 'node:process';
import { howItStands, type Standing } from '@/lib/db/how-it-stands';
import { hasMigration } from '@/lib/db/schema-version';
import { env, newestMigration, productVersion } from '@/lib/env';
import { freeOnDisk } from './disk-room';
import { loadCounts } from './load-counts';
import { linesUnwritten } from './log';
import type { Metric, Sample } from './metrics-text';
import { type OperatingNotes, readNotes } from './operating-notes';
import { processMetrics } from './process-metrics';
import { soonEnough } from './readiness';
import { requestMetrics } from './request-counts';
import { database } from './shared-database';
import { laneNames } from './turns';

/** Everything that the product tells whoever watches over it: counts, sizes and times; no name, address or text of anybody. */
export async function productMetrics(): Promise<Metric[]> {
  const folder = env().CROSSWALK_LOG_FOLDER;
  const [asked, free, notes, ofProcess] = await Promise.all([
    askDatabase(),
    freeOnDisk(),
    folder === undefined ? null : readNotes(folder),
    processMetrics(),
  ]);
  return [
    metric('gauge', 'crosswalk_build_info', [
      {
        labels: { version: productVersion(), migration: newestMigration(), node: nodeVersion },
        value: 1,
      },
    ]),
    metric('gauge', 'crosswalk_ready', [{ value: asked.isReady ? 1 : 0 }]),
    ...requestMetrics(),
    ...laneMetrics(),
    ...(await databaseMetrics(asked)),
    metric('gauge', 'crosswalk_disk_free_bytes', known(free)),
    ...noteMetrics(notes),
    ...ofProcess,
  ];
}

function metric(kind: Metric['kind'], name: Metric['name'], samples: readonly Sample[]): Metric {
  return { kind, name, samples };
}

function known(value: number | null | undefined, labels: Record<string, string> = {}): Sample[] {
  return value === null || value === undefined ? [] : [{ labels, value }];
}

function laneMetrics(): Metric[] {
  const counts = loadCounts();
  const each = (of: (lane: (typeof laneNames)[number]) => number) =>
    laneNames.map((lane) => ({ labels: { lane }, value: of(lane) }));
  const why = ['turnedAway', 'waitedTooLong', 'overBudget'] as const;
  return [
    metric(
      'gauge',
      'crosswalk_lane_served',
      each((lane) => counts[lane].served),
    ),
    metric(
      'gauge',
      'crosswalk_lane_waiting',
      each((lane) => counts[lane].waiting),
    ),
    metric(
      'counter',
      'crosswalk_lane_begun_total',
      each((lane) => counts[lane].answered),
    ),
    metric(
      'counter',
      'crosswalk_lane_shed_total',
      laneNames.flatMap((lane) =>
        why.map((one) => ({ labels: { lane, why: one }, value: counts[lane][one] })),
      ),
    ),
  ];
}

interface Asked {
  standing: Standing | null;
  isReady: boolean;
  /** @units seconds */
  took: number;
}

let asking: Promise<Asked> | undefined;
/** Migrations only go forward: what was there once is there. */
let isMigrated = false;

/** However many ask at once, the database is asked once. */
function askDatabase(): Promise<Asked> {
  return (asking ??= ask().finally(() => (asking = undefined)));
}

async function ask(): Promise<Asked> {
  const began = performance.now();
  const standing = await soonEnough(stand());
  return {
    standing,
    isReady: standing !== null && isMigrated,
    took: (performance.now() - began) / 1000,
  };
}

async function stand(): Promise<Standing | null> {
  try {
    const opened = await database();
    isMigrated ||= await hasMigration(opened, newestMigration());
    return await howItStands(opened);
  } catch {
    // What is wrong with it is in the log of whoever needed it; here it is a figure.
    return null;
  }
}

async function databaseMetrics({ standing, took }: Asked): Promise<Metric[]> {
  const pools = await database().then(
    ({ appPool, publicPool }) => ({ app_rw: appPool, app_public: publicPool }),
    () => ({}),
  );
  return [
    metric('gauge', 'crosswalk_database_up', [{ value: standing === null ? 0 : 1 }]),
    metric('gauge', 'crosswalk_database_answer_seconds', [{ value: took }]),
    metric(
      'gauge',
      'crosswalk_database_connections',
      Object.entries(pools).flatMap(([role, { totalCount, idleCount, waitingCount }]) => [
        { labels: { role, state: 'working' }, value: totalCount - idleCount },
        { labels: { role, state: 'idle' }, value: idleCount },
        { labels: { role, state: 'waited_for' }, value: waitingCount },
      ]),
    ),
    metric('gauge', 'crosswalk_mail_waiting', known(standing?.mailWaiting)),
    metric('gauge', 'crosswalk_mail_given_up', known(standing?.mailGivenUp)),
    metric(
      'gauge',
      'crosswalk_mail_oldest_seconds',
      known(standing === null ? null : (standing.oldestMail ?? 0)),
    ),
    metric('gauge', 'crosswalk_audit_chains', known(standing?.chains)),
    metric('gauge', 'crosswalk_audit_longest_chain', known(standing?.longestChain)),
    metric('counter', 'crosswalk_audit_entries_total', known(standing?.auditEntries)),
  ];
}

function noteMetrics(notes: OperatingNotes | null): Metric[] {
  const { restarts = null, backup = null, lost } = notes ?? {};
  return [
    metric('counter', 'crosswalk_restarts_total', [
      ...known(restarts?.application, { of: 'application' }),
      ...known(restarts?.database, { of: 'database' }),
    ]),
    metric('gauge', 'crosswalk_backup_timestamp_seconds', known(backup && Date.parse(backup.takenAt) / 1000)),
    metric('counter', 'crosswalk_log_lines_lost_total', [
      { labels: { of: 'application' }, value: linesUnwritten() + (lost?.application ?? 0) },
      ...known(lost?.database, { of: 'database' }),
    ]),
  ];
}
