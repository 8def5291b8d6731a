import { writeFileSync } from 'node:fs';
import { LogFile } from './file.mjs';
import { Budget, lineOfApplication, lineOfPostgres } from './line.mjs';

// The one writer of a log: reads what a program says on its standard input and keeps it as lines of JSON. It outlives whoever started
// it and ends with the last process that can still write to it; a signal that is meant for those does not end it.
//   node scripts/log/keep.mjs FILE application|postgres

const [, , file = '', source] = process.argv;
const lineOf = source === 'postgres' ? lineOfPostgres : lineOfApplication;
/** What comes without an end of line is read so far and no further. @units characters */
const longestRead = 64_000;

const log = new LogFile(file);
const budget = new Budget();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

const now = () => new Date().toISOString();
const endMinute = () => budget.endMinute(now()).forEach((line) => log.add(line));
setInterval(endMinute, 60_000).unref();
/** What this run has lost, beside the log, for whoever watches: the log itself is not read for it. */
const lostFile = `${file.replace(/\.log$/, '')}.lost.json`;
let noted = -1;
const noteLost = () => {
  if (log.lostInAll === noted) return;
  try {
    writeFileSync(lostFile, `${JSON.stringify({ lost: log.lostInAll })}\n`, { mode: 0o644 });
    noted = log.lostInAll;
  } catch {
    // The disk that loses lines has no room for this either; it is tried again.
  }
};
const tend = () => {
  log.tend();
  noteLost();
};
setInterval(tend, 2_000).unref();

let rest = '';
let isTooLong = false;
process.stdin.setEncoding('utf8');
for await (const chunk of process.stdin) {
  const lines = `${rest}${chunk}`.split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines) {
    if (!isTooLong) keep(line);
    isTooLong = false;
  }
  if (rest.length > longestRead) {
    if (!isTooLong) keep(rest);
    [rest, isTooLong] = ['', true];
  }
}
if (rest !== '' && !isTooLong) keep(rest);
endMinute();
await log.flush(2_000);
noteLost();
process.exit();

function keep(text) {
  const line = lineOf(text, now());
  if (line !== null && budget.lets(line)) log.add(line);
}
