import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { metricsText } from '@/lib/next/metrics-text';
import { watchEventLoop } from '@/lib/next/process-metrics';
import { countRequest, outcomes } from '@/lib/next/request-counts';
import { database } from '@/lib/next/shared-database';
import { noteBackup, noteRestarts } from '@/scripts/product/write-note';
import { inProject } from '@/scripts/project';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { queryAsSuperuser } from '@/tests/support/db';

const logs = mkdtempSync(path.join(tmpdir(), 'crosswalk-metrics-'));
Object.assign(process.env, {
  CROSSWALK_LOG_FOLDER: logs,
  CROSSWALK_DATA_FOLDER: logs,
  CROSSWALK_NEWEST_MIGRATION: '20261129100100_audit_tells_how_it_stands',
});
// What the environment says is read once, when it is first asked for.
const { productMetrics } = await import('@/lib/next/product-metrics');
watchEventLoop();
afterAll(async () => {
  await (await database()).close();
  rmSync(logs, { recursive: true, force: true });
});
const text = async () => metricsText(await productMetrics());

describe('the metrics of the product', () => {
  test('say how it stands, to the number', async () => {
    await queryAsSuperuser('DELETE FROM outbox_message');
    noteRestarts(logs, { application: 3, database: 1 });
    noteBackup(logs, { takenAt: '2026-11-29T12:00:00.000Z', folder: '/backups/1' });
    writeFileSync(path.join(logs, 'app.lost.json'), '{"lost":7}\n');
    // The first question opens the connections, which can take longer than anybody waits.
    await expect.poll(text).toContain('crosswalk_ready 1\n');
    const said = await text();
    for (const line of [
      'crosswalk_database_up 1',
      'crosswalk_mail_waiting 0',
      'crosswalk_mail_oldest_seconds 0',
      'crosswalk_restarts_total{of="application"} 3',
      'crosswalk_restarts_total{of="database"} 1',
      'crosswalk_backup_timestamp_seconds 1795953600',
      'crosswalk_log_lines_lost_total{of="application"} 7',
      'crosswalk_lane_waiting{lane="signedInWrite"} 0',
      'crosswalk_lane_shed_total{lane="visitorRead",why="turnedAway"} 0',
    ])
      expect(said).toContain(`${line}\n`);
    expect(said).toMatch(/^crosswalk_disk_free_bytes \d{6,}$/m);
    expect(said).toMatch(/^crosswalk_database_connections\{role="app_rw",state="idle"\} [1-9]/m);
    expect(said).toMatch(/^process_resident_memory_bytes \d{7,}$/m);
  });

  test('name nobody: no institution, person or address', async () => {
    const here = await anInstitution({ policy: false });
    await aPerson(here, 'administrator');
    const names = await queryAsSuperuser<{ name: string }>(
      `SELECT name FROM institution UNION SELECT slug FROM institution UNION SELECT id::text FROM institution
        UNION SELECT name FROM person UNION SELECT email FROM person UNION SELECT id::text FROM person`,
    );
    const said = await text();
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter(({ name }) => said.includes(name))).toEqual([]);
  });

  test('have labels from short lists alone', async () => {
    const labels = [...(await text()).matchAll(/(\w+)="/g)].map(([, name]) => name);
    expect([...new Set(labels)].sort()).toEqual([
      'lane',
      'migration',
      'node',
      'of',
      'role',
      'state',
      'version',
      'why',
    ]);
  });

  test('ask the database one cheap thing, and are read within 20 ms where every route has been asked for', async () => {
    for (const route of Array.from({ length: 60 }, (_, n) => `/route/${n}`))
      for (const outcome of outcomes)
        for (const method of ['read', 'write'] as const) countRequest(route, method, outcome, 0.1);
    const asked: string[] = [];
    const { appPool, publicPool } = await database();
    await text();
    const times: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      const began = performance.now();
      await text();
      times.push(performance.now() - began);
    }
    for (const pool of [appPool, publicPool]) pool.on('acquire', () => asked.push('once'));
    await text();
    expect(asked).toHaveLength(1);
    // The quickest few: the others waited for whatever else the machine does.
    expect(times.sort((a, b) => a - b)[2]).toBeLessThan(20);
  });
});

test('a database that does not answer is a figure, and the rest is told all the same', async () => {
  const held = queryAsSuperuser(
    'BEGIN; LOCK TABLE audit_head IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(1.5); COMMIT',
  );
  await expect.poll(text, { timeout: 3_000 }).toContain('crosswalk_database_up 0\n');
  const said = await text();
  expect(said).toContain('crosswalk_ready 0\n');
  expect(said).not.toContain('crosswalk_audit_entries_total');
  expect(said).toContain('process_resident_memory_bytes');
  await held;
  await expect.poll(text, { timeout: 5_000 }).toContain('crosswalk_ready 1\n');
});

test('the example of alerts asks for metrics that there are', async () => {
  const file = readFileSync(inProject('docs', 'alerts.example.yml'), 'utf8');
  const names = [
    ...new Set(
      file
        .match(/\b(crosswalk|process|nodejs)_\w+/g)
        ?.map((name) => name.replace(/_(bucket|sum|count)$/, '')),
    ),
  ];
  countRequest('/', 'read', '2xx', 0.1);
  const said = await text();
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !said.includes(`# TYPE ${name} `))).toEqual([]);
});
