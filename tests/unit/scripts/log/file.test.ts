import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bounds, LogFile } from '@/scripts/log/file.mjs';

let folder = '';
let time = new Date('2026-11-29T12:00:00Z');
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'crosswalk-log-'));
  time = new Date('2026-11-29T12:00:00Z');
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((log) => log.close()));
  rmSync(folder, { recursive: true, force: true });
});

const at = (name = 'app.log') => path.join(folder, name);
const opened: LogFile[] = [];
const logTo = (file: string, bounds: Partial<Bounds> = {}) => {
  const log = new LogFile(file, bounds, () => time);
  opened.push(log);
  return log;
};
const lines = (file = at()) =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const written = async (log: LogFile, ...events: string[]) => {
  for (const event of events) log.add({ event });
  await log.flush(5_000);
};

test('each line is one object of JSON, readable for nobody else', async () => {
  await written(logTo(at()), 'one', 'two\nthree');
  expect(lines()).toEqual([{ event: 'one' }, { event: 'two\nthree' }]);
  expect(statSync(at()).mode & 0o777).toBe(0o600);
});

describe('while it runs', () => {
  test('a file that somebody else sets aside or removes is begun anew, and no line goes where nobody finds it', async () => {
    const log = logTo(at());
    await written(log, 'one');
    renameSync(at(), at('aside'));
    await written(log, 'two');
    rmSync(at());
    await written(log, 'three');
    expect([lines(at('aside')), lines()]).toEqual([[{ event: 'one' }], [{ event: 'three' }]]);
  });

  test('a file that is long enough is set aside, so many are kept, and no line is lost or cut', async () => {
    const log = logTo(at(), { largestFile: 200, mostFiles: 3 });
    for (let n = 0; n < 60; n++) {
      time = new Date(time.getTime() + 1_000);
      await written(log, `event ${n}`);
    }
    const files = readdirSync(folder).sort();
    expect(files).toHaveLength(4);
    for (const name of files) expect(statSync(at(name)).size).toBeLessThanOrEqual(200);
    const events = files
      .slice(1)
      .concat('app.log')
      .flatMap((name) => lines(at(name)).map(({ event }) => event));
    expect(events).toEqual(
      Array.from({ length: events.length }, (_, n) => `event ${60 - events.length + n}`),
    );
  });

  test('so is a file of another day, also one that an earlier run left', async () => {
    const log = logTo(at());
    await written(log, 'of the 29th');
    time = new Date('2026-11-30T00:00:01Z');
    await written(log, 'of the 30th');
    utimesSync(at(), time, time);
    time = new Date('2026-12-01T08:00:00Z');
    await written(logTo(at()), 'of December');
    expect(lines()).toEqual([{ event: 'of December' }]);
    expect(readdirSync(folder)).toHaveLength(3);
  });

  test('a file that is too old is removed, and nothing of another log', async () => {
    const log = logTo(at(), { largestFile: 40 });
    const old = new Date('2026-10-01T00:00:00Z');
    for (const name of ['app.log.2026-10-01T000000.000Z', 'postgres.log.2026-10-01T000000.000Z']) {
      await written(logTo(at(name)), 'old');
      utimesSync(at(name), old, old);
    }
    await written(log, 'a line that is long enough', 'another line');
    await written(log, 'and one more that is long');
    expect(readdirSync(folder).filter((name) => name.includes('2026-10-01'))).toEqual([
      'postgres.log.2026-10-01T000000.000Z',
    ]);
  });
});

describe('a disk that', () => {
  test('is full costs lines, which are counted and told, and the log goes on by itself when there is room again', async () => {
    symlinkSync('/dev/full', at());
    const log = logTo(at(), { pause: 1_000 });
    await written(log, 'one', 'two');
    log.add({ event: 'three' });
    rmSync(at());
    log.add({ event: 'four, within the pause' });
    time = new Date(time.getTime() + 1_001);
    await written(log, 'five');
    expect(lines()).toEqual([
      {
        level: 'error',
        at: time.toISOString(),
        event: 'lines lost',
        lost: 4,
        since: '2026-11-29T12:00:00.000Z',
        because: 'ENOSPC',
      },
      { event: 'five' },
    ]);
    expect(log.lostInAll).toBe(4);
  });

  test('becomes full in the middle of a line leaves no half line behind', () => {
    // A limit on the length of files stands for it: the kernel writes what fits and refuses the rest.
    const program = `
      import { LogFile } from ${JSON.stringify(path.resolve('scripts/log/file.mjs'))};
      process.on('SIGXFSZ', () => undefined);
      const log = new LogFile(${JSON.stringify(at())});
      log.add({ event: 'fits' });
      await log.flush(5_000);
      for (let n = 0; n < 9; n++) log.add({ event: 'x'.repeat(200) });
      await log.flush(5_000);`;
    execFileSync('bash', [
      '-c',
      'ulimit -f 1; exec "$0" --input-type=module -e "$1"',
      process.execPath,
      program,
    ]);
    expect(lines().map(({ event }) => String(event).length)).toEqual([4, 200]);
  });

  test('is slow holds nobody up: what waits is bounded and the rest counted', async () => {
    execFileSync('mkfifo', [at()]); // opening it for writing waits for somebody who reads
    const log = logTo(at(), { mostWaiting: 1_000 });
    const begun = performance.now();
    for (let n = 0; n < 10_000; n++) log.add({ event: 'x'.repeat(100) });
    expect(performance.now() - begun).toBeLessThan(500);
    const read = execFileAsync('timeout', ['5', 'head', '-n', '2', at()]);
    await log.flush(5_000);
    expect(await read).toMatch(/"event":"lines lost","lost":9\d\d\d,.*"because":"the disk is too slow"/);
  });

  test('is not there, or takes no writing, is tried again', async () => {
    const away = at('away/app.log');
    const log = logTo(away);
    await written(log, 'one');
    expect(existsSync(away)).toBe(false);
    mkdirSync(path.dirname(away));
    time = new Date(time.getTime() + 1_001);
    await written(log, 'two');
    expect(lines(away)).toMatchObject([
      { event: 'lines lost', lost: 1, because: 'ENOENT' },
      { event: 'two' },
    ]);
  });
});

function execFileAsync(program: string, args: string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('close', () => resolve(said));
  });
}
