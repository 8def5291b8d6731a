import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ReviewRecordFacts } from '@/components/rule/review-record';
import type { CivilDate } from '@/lib/kernel/civil-date';
import registrar from '@/messages/en/registrar.json';

type Record = Parameters<typeof ReviewRecordFacts>[0]['record'];
const policy = { id: 'policy', version: 3, effectiveFrom: '2026-01-01' as CivilDate };
const none: Record = {
  decidedBy: null,
  openedUnder: null,
  earlierUnder: [],
  publishedUnder: null,
  conflicts: null,
  owed: null,
  settlement: null,
};
/** What can be read, without its markup. */
const read = (record: Partial<Record>) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en-GB" timeZone="UTC" messages={{ registrar }}>
      <ReviewRecordFacts record={{ ...none, ...record }} />
    </NextIntlClientProvider>,
  ).replace(/<[^<>]*>/g, '|');

test('a version that went through no review here says nothing of one', () => {
  expect(read({})).toBe('');
  expect(read({ publishedUnder: policy })).not.toContain('Conflicts');
});

test('the policies are named by version and first day', () => {
  expect(read({ openedUnder: policy, publishedUnder: { ...policy, version: 4 } })).toMatch(
    /Reviewed under\|+Policy version 3, from \|+1 Jan 2026.*Published under\|+Policy version 4/,
  );
});

test('that nobody stepped back is not what somebody reads who may not know', () => {
  expect(read({ openedUnder: policy, conflicts: [] })).toMatch(/Conflicts declared\|+None/);
  expect(read({ openedUnder: policy })).not.toContain('None');
  const conflicts = [
    { personId: 'a', name: 'Ada', note: null },
    { personId: 'b', name: 'Ben', note: 'My course.' },
  ];
  expect(read({ openedUnder: policy, conflicts })).toMatch(
    /Ada declared a conflict and stepped back\|+Ben declared a conflict and stepped back: My course\./,
  );
});

test('conditions are settled by somebody, on a day, on a proof', () => {
  const settlement = {
    isMet: true,
    byName: 'Eva',
    at: '2026-11-03T12:00:00.000Z',
    proof: 'A letter.',
    conditions: 'Name the proctor.',
  };
  expect(read({ settlement })).toMatch(
    /Conditions\|+Name the proctor\..*Met, says Eva, \|+3 Nov 2026.*Proof\|+A letter\./,
  );
  expect(read({ settlement: { ...settlement, isMet: false, conditions: null } })).toMatch(
    /^\|+Conditions settled\|+Not met, says Eva.*Why not\|+A letter\./,
  );
});
