import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { lengthOf, linesFrom, type LogLine, whyItEnded } from '@/scripts/product/why-it-ended';

const place = { host: '127.0.0.1', port: '3000' };
const why = (lines: readonly LogLine[], how = 'exit code 1') => whyItEnded(lines, how, place);
const refused = (code: string): LogLine => ({
  level: 'warn',
  event: 'text of others',
  code,
  message: `listen ${code}`,
});

describe('the cause', () => {
  test.each([
    ['EADDRINUSE', 'Port 3000 at 127.0.0.1 is taken', true],
    ['EADDRNOTAVAIL', 'This machine does not have the address 127.0.0.1', false],
    ['EACCES', 'It may not listen at port 3000 of 127.0.0.1', false],
  ])('is told in words where the system refused a place to listen: %s', (code, says, isPortTaken) => {
    const ending = why([refused(code)]);
    expect(ending.says).toContain(says);
    expect(ending.isPortTaken).toBe(isPortTaken);
  });

  test('is no taken port where something else was refused with the same word, such as a mail server that a port of its own is taken from', () => {
    const { isPortTaken, says } = why([{ level: 'error', event: 'planted', code: 'EADDRINUSE' }]);
    expect([isPortTaken, says.includes('"event":"planted"')]).toEqual([false, true]);
  });

  test.each([
    ['MODULE_NOT_FOUND', 'remove the folder .next'],
    ['ENOSPC', 'The disk is full'],
    ['EMFILE', 'ulimit'],
  ])('is told in words where something is missing: %s', (code, says) => {
    expect(why([{ level: 'error', event: 'planted', code }]).says).toContain(says);
  });

  test('is what the application itself said of its start', () => {
    const said = ['Error: The configuration is not complete:', '  SMTP_URL: Invalid URL'];
    expect(why([{ level: 'error', event: 'start failed', said }]).says).toBe(said.join('\n'));
  });

  test('is want of memory where the engine said so as it died', () => {
    expect(why([{ level: 'error', event: 'last words', message: 'out of memory' }], 'SIGABRT').says).toMatch(
      /out of memory/,
    );
  });

  test('is not known where nothing but news was said', () => {
    expect(why([{ level: 'info', event: 'planted' }]).says).toBe('It said nothing.');
  });
});

describe('the lines of a start', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'why-it-ended-'));
  const file = path.join(folder, 'app.log');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const line = (event: string) => `${JSON.stringify({ level: 'error', event })}\n`;
  const events = async (from: number) => (await linesFrom(file, from)).map(({ event }) => event);

  test('are those after what was written before, of a log set aside meanwhile all, and of none none', async () => {
    expect(await events(await lengthOf(file))).toEqual([]);
    writeFileSync(file, line('before').repeat(3));
    const before = await lengthOf(file);
    expect(await events(before)).toEqual([]);
    appendFileSync(file, `${line('after')}no JSON\n{"level":"error","ev`);
    expect(await events(before)).toEqual(['after']);
    renameSync(file, `${file}.aside`);
    writeFileSync(file, line('new'));
    expect(await events(before)).toEqual(['new']);
  });
});
