import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { inProject } from '@/scripts/project';
import { bootstrap, macroF1, pairedTest, wilson } from '@/scripts/bench/statistics';
import { campusesOf, questionsOf } from '@/scripts/suggest/requirements';
import { catalog, course, precedents } from '../suggest/fictional-decisions';

const folder = mkdtempSync(path.join(tmpdir(), 'suggest-'));
afterAll(() => rmSync(folder, { recursive: true }));

const linesOf = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
function file(name: string, content: string): string {
  const full = path.join(folder, name);
  writeFileSync(full, name.endsWith('.gz') ? gzipSync(content) : content);
  return full;
}
const decided = file('decided.jsonl.gz', linesOf(precedents));
const courses = file('courses.jsonl', linesOf(catalog));

function suggest(args: readonly string[], input: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', inProject('scripts', 'suggest.ts'), ...args],
    { cwd: inProject(), input, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

test('answers each question on its line, in the order asked', () => {
  const questions = [
    { id: 'one', external: [course('CHM 1', 'General Chem I', '4')] },
    { id: 2, external: [course('MTH 1', 'Precalculus')] },
  ];
  const { status, stdout, stderr } = suggest(
    ['--precedents', decided, '--catalog', courses],
    linesOf(questions),
  );
  expect([status, stderr]).toEqual([0, '']);
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(answers).toMatchObject([
    { id: 'one', outcome: 'course' },
    { id: 2, outcome: 'none' },
  ]);
  expect(answers[0].ranked[0]).toBe('CHEM 1100');
  expect(Object.keys(answers[0])).toEqual(['id', 'ranked', 'outcome', 'confidence']);
  expect(answers[0].confidence).toBeGreaterThan(0.4);
});

test.each([
  [
    'a row without a title',
    linesOf([...precedents.slice(0, 2), { id: 'x', external: [{}], targets: ['A'] }]),
    3,
  ],
  ['a line that is no JSON', `${linesOf(precedents.slice(0, 1))}\n{"id":`, 3],
])('%s ends it with the file and the line', (_what, content, line) => {
  const bad = file('bad.jsonl', content);
  const { status, stdout, stderr } = suggest(['--precedents', bad, '--catalog', courses], '');
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain(`${bad}:${line}: `);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('a file that is not there, is not packed or holds nothing is told by its name', () => {
  const notPacked = path.join(folder, 'text.jsonl.gz');
  writeFileSync(notPacked, 'text');
  for (const bad of [path.join(folder, 'gone.jsonl'), notPacked, file('empty.jsonl', '\n')]) {
    const { status, stderr } = suggest(['--precedents', decided, '--catalog', bad], '');
    expect(status).toBe(1);
    expect(stderr).toMatch(bad);
    expect(stderr).not.toContain('    at ');
  }
});

test('a question that cannot be read is told by its line', () => {
  const { status, stderr } = suggest(
    ['--precedents', decided, '--catalog', courses],
    linesOf([
      { id: 1, external: [course('A 1', 'One')] },
      { id: 2, external: [] },
    ]),
  );
  expect(status).toBe(1);
  expect(stderr).toContain('stdin:2: external');
});

test('the interval of a part is that of Wilson', () => {
  expect(wilson(8, 10).low).toBeCloseTo(0.4902, 3);
  expect(wilson(8, 10).high).toBeCloseTo(0.9433, 3);
});

test('the paired test counts only items on which two methods differ', () => {
  const better = [...Array<boolean>(9).fill(true), false, true, false];
  const other = [...Array<boolean>(9).fill(false), true, true, false];
  expect(pairedTest(better, other)).toBeCloseTo((2 * (1 + 10)) / 2 ** 10, 6);
  expect(pairedTest(better, better)).toBe(1);
});

test('F1 counts each outcome alike, however rare', () => {
  const pairs = [
    ...Array(8).fill({ decided: 'course', said: 'course' }),
    { decided: 'none', said: 'course' },
    { decided: 'none', said: 'none' },
  ];
  expect(macroF1(pairs)).toBeCloseTo((16 / 17 + 2 / 3) / 2, 6);
  const { low, high } = bootstrap(pairs, macroF1);
  expect(low).toBeLessThan(macroF1(pairs));
  expect(high).toBeGreaterThan(macroF1(pairs) - 1e-9);
});

test('a requirement that one course meets and two others meet together is two questions, and shared courses have two targets', () => {
  const part = (code: string) => ({ code, title: code, units: 3 });
  const row = (target: string, options: string[][]) => ({
    university: 'Bay Campus',
    college: 'Pier College',
    target: part(target),
    options: options.map((option) => option.map(part)),
  });
  const rows = [row('T1', [['A'], ['B', 'C']]), row('T2', [['C', 'B']]), row('T3', [])];
  const [campus] = campusesOf(rows);
  expect(campus?.targets.map(({ id }) => id)).toEqual(['T1', 'T2', 'T3']);
  expect(questionsOf(rows).map(({ targets }) => targets)).toEqual([['T1'], ['T1', 'T2']]);
});
