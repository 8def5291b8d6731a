import { expect, test } from 'vitest';
import { calendarFile } from '@/lib/usecases/meeting/calendar-file';
import { parseCivilDate } from '@/lib/kernel/civil-date';

const meeting = {
  uid: '0e2b6f0e-3c1f-4a86-9d3a-2f6f5a9d1c11',
  sequence: 2,
  title: 'Committee, 1; of 2',
  url: 'http://127.0.0.1/faculty/meetings/x',
  day: parseCivilDate('2026-12-04'),
  starts: '23:30',
  minutes: 45,
  place: 'Room 1\nfirst floor',
  isCancelled: false,
  changedAt: '2026-11-30T10:00:00.000Z',
};
const due = {
  uid: '5f7d2f7c-1111-4222-8333-444455556666',
  sequence: 0,
  title: 'Vote due: Data',
  url: 'http://127.0.0.1/faculty/cases/x',
  day: parseCivilDate('2026-12-07'),
};
const file = (timeZone: string, more: object = {}) =>
  calendarFile({
    name: 'Reviews',
    timeZone,
    now: '2026-11-30T12:00:00.000Z',
    timed: [{ ...meeting, ...more }],
    days: [due],
  });

/** Content lines as a reader of RFC 5545 §3.1 sees them: folded lines in one. */
const linesOf = (text: string) => text.replace(/\r\n /g, '').split('\r\n');

test('a meeting stands at the time of the institution’s clock, in a zone that the file describes', () => {
  const lines = linesOf(file('Europe/Berlin'));
  expect(lines).toContain('DTSTART;TZID=Europe/Berlin:20261204T233000');
  expect(lines).toContain('DTEND;TZID=Europe/Berlin:20261205T001500');
  expect(lines).toContain('TZID:Europe/Berlin');
  expect(lines).toContain('DTSTAMP:20261130T120000Z');
  expect(lines).toContain('LAST-MODIFIED:20261130T100000Z');
  expect(lines).toContain(`UID:${meeting.uid}`);
  expect(lines).toContain('SEQUENCE:2');
  expect(lines).toContain('STATUS:CONFIRMED');
  expect(lines).toContain('SUMMARY:Committee\\, 1\\; of 2');
  expect(lines).toContain('LOCATION:Room 1\\nfirst floor');
});

test('a due day is a whole day, whatever zone the server is in', () => {
  const lines = linesOf(file('America/New_York'));
  expect(lines).toContain('DTSTART;VALUE=DATE:20261207');
  expect(lines).toContain('SUMMARY:Vote due: Data');
});

test('a zone of several names is described under the one that is named, and what is called off says so', () => {
  const lines = linesOf(file('Asia/Calcutta', { isCancelled: true }));
  expect(lines).toContain('TZID:Asia/Kolkata');
  expect(lines).toContain('DTSTART;TZID=Asia/Kolkata:20261204T233000');
  expect(lines).toContain('STATUS:CANCELLED');
});

test('every zone that an institution can be in is described', () => {
  const lost = Intl.supportedValuesOf('timeZone').filter((zone) => {
    const lines = linesOf(file(zone));
    const named = lines.find((line) => line.startsWith('DTSTART;TZID='))?.slice(13, -16);
    return named === undefined || !lines.includes(`TZID:${named}`);
  });
  expect(lost).toEqual([]);
});

test('no line is longer than what a reader takes, and what somebody wrote opens no other part', () => {
  const text = file('UTC', { title: `${'ä'.repeat(200)}\r\nEND:VEVENT\r\nBEGIN:VALARM` });
  expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  expect(linesOf(text).filter((line) => line === 'END:VEVENT')).toHaveLength(2);
  expect(linesOf(text)).not.toContain('BEGIN:VALARM');
});
