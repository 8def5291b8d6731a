import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { TallyView, type TallySeat, type TallyViewProps } from '@/components/review/tally-view';
import faculty from '@/messages/en/faculty.json';
import type { StageConfig } from '@/lib/review/stage-config';
import { tally } from '@/lib/review/tally';

const config: StageConfig = {
  kind: 'department',
  mode: 'all',
  quorum: 'moreThanHalf',
  threshold: 'majorityCast',
  tie: 'notApproved',
  minReviewers: 1,
  recusedCount: false,
  dueDays: 15,
};
const seat = (given: Partial<TallySeat>): TallySeat => ({
  personId: given.name ?? '',
  name: 'Ada',
  isVoting: true,
  state: 'clear',
  hasVoted: false,
  vote: null,
  tookBackAt: null,
  conflictNote: null,
  canBeUnassigned: false,
  ...given,
});
const shown = (isOpen: boolean, ...seats: TallySeat[]) => shownWith([], isOpen, ...seats);
const shownWith = (lost: TallyViewProps['lostSeats'], isOpen: boolean, ...seats: TallySeat[]) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en-GB" timeZone="UTC" messages={{ faculty }}>
      <TallyView
        config={config}
        seats={seats}
        tally={null}
        votes={{
          voted: seats.filter(({ isVoting, hasVoted }) => isVoting && hasVoted).length,
          seated: seats.filter(({ isVoting }) => isVoting).length,
        }}
        castingVote={null}
        hidden={null}
        isOpen={isOpen}
        isOverdue={false}
        lostSeats={lost}
      />
    </NextIntlClientProvider>,
  ).replaceAll(/<[^>]+>/g, '|');

test('whoever leads without a vote is never said not to have voted', () => {
  for (const isOpen of [true, false]) {
    const words = shown(isOpen, seat({ isVoting: false }));
    expect(words).toContain('without a vote');
    expect(words).toContain('no conflict');
    expect(words).not.toMatch(/not vote/);
  }
});

test('of whoever has a vote it says whether it was cast, and once the stage has ended that it was not', () => {
  expect(shown(true, seat({}))).toContain('has not voted');
  expect(shown(true, seat({ hasVoted: true }))).toContain('has voted');
  expect(shown(false, seat({}))).toContain('did not vote');
  expect(shown(false, seat({ state: 'undeclared' }))).toContain('did not vote');
});

test('a casting vote that decides nothing is said to, and when it would', () => {
  const count = tally({
    config: { ...config, mode: 'quorumVote', tie: 'chairDecides' },
    members: ['a', 'b', 'c'].map((personId) => ({ personId, isRecused: false })),
    votes: [],
    casting: 'approve',
    isOverdue: false,
  });
  const cast = (isOpen: boolean, isDecidedByCastingVote: boolean) =>
    renderToStaticMarkup(
      <NextIntlClientProvider locale="en-GB" timeZone="UTC" messages={{ faculty }}>
        <TallyView
          config={config}
          seats={[]}
          tally={{ ...count, isDecidedByCastingVote }}
          votes={{ voted: 0, seated: 3 }}
          castingVote={{ name: 'Ida', choice: 'approve', ground: null, rationale: 'So.', rejection: null }}
          hidden={null}
          isOpen={isOpen}
          isOverdue={false}
          lostSeats={[]}
        />
      </NextIntlClientProvider>,
    );
  expect(count.isDecidedByCastingVote).toBe(false);
  expect(cast(true, false)).toContain('it decides nothing now. Should they be equal again');
  expect(cast(false, false)).toContain('it decided nothing');
  for (const isOpen of [true, false]) expect(cast(isOpen, true)).not.toContain('nothing');
});

test('that a vote was taken back is said with its day, beside whether another was cast', () => {
  const words = shown(true, seat({ tookBackAt: '2026-11-24T10:00:00.000Z' }));
  expect(words).toContain('has not voted');
  expect(words).toMatch(/took a vote back on .*24 Nov 2026/);
});

test('whose role has ended is shown so, and is not counted', () => {
  const words = shown(true, seat({ name: 'Ida', state: 'roleEnded', isVoting: false }), seat({}));
  expect(words).toContain('no longer in this role');
  expect(words).toContain('0 of 1 have voted');
});

test('who was to judge and no longer is stays on the page, with the day', () => {
  const words = shownWith(
    [{ personId: 'ida', name: 'Ida', at: '2026-11-20T10:00:00.000Z' }],
    true,
    seat({ name: 'Ada' }),
  );
  expect(words).toContain('The assignment of Ida was taken back on');
  expect(words).toContain('20 Nov 2026');
  expect(words).toContain('0 of 1 have voted');
});

test('of a vote that has ended, pulled back as well, nothing is said to be needed still', () => {
  expect(shown(true, seat({}))).toContain('Everybody assigned must approve.');
  const ended = shown(false, seat({}));
  expect(ended).not.toContain('must approve');
  expect(ended).toContain('0 of 1 voted.');
  expect(shown(false)).toContain('Nobody had a vote here.');
  expect(shown(false)).not.toContain('yet');
});
