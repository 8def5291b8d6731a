import { expect, test } from 'vitest';
import type { HeldRole } from '@/lib/access/actor';
import { type OpenSeat, seatsAtStake } from '@/lib/review/seats-at-stake';

const seat = (given: Partial<OpenSeat>): OpenSeat => ({
  caseId: 'c',
  title: 'T',
  kind: 'department',
  departmentId: 'it',
  isVoting: true,
  isChair: false,
  ...given,
});
const role = (name: HeldRole['role'], departmentId: string | null = 'it'): HeldRole => ({
  role: name,
  departmentId,
});

test('a review is at stake where the role that ends is the last that the seat or the lead rests on', () => {
  const reviewer = role('reviewer');
  const inOther = role('reviewer', 'ma');
  const chair = role('chair');
  const here = seat({});
  expect(seatsAtStake([here], [reviewer, inOther], [inOther])).toEqual([here]);
  expect(seatsAtStake([here], [reviewer, inOther], [reviewer])).toEqual([]);
  // A chair sits as a reviewer does.
  expect(seatsAtStake([here], [reviewer, chair], [chair])).toEqual([]);
  const led = seat({ isVoting: false, isChair: true });
  expect(seatsAtStake([led], [chair], [])).toEqual([led]);
  expect(seatsAtStake([led], [chair, role('dean', null)], [role('dean', null)])).toEqual([]);
  const committee = seat({ kind: 'committee', departmentId: 'it' });
  expect(seatsAtStake([committee, here], [role('committee_member', null), reviewer], [reviewer])).toEqual([
    committee,
  ]);
  // What was lost before is no news.
  expect(seatsAtStake([committee], [reviewer], [])).toEqual([]);
});

test('what is named is what is lost: a seat whose person goes on leading, a lead whose person goes on voting, and nothing twice', () => {
  const both = seat({ isChair: true });
  const [reviewer, dean] = [role('reviewer'), role('dean', null)];
  expect(seatsAtStake([both], [reviewer, dean], [dean])).toEqual([{ ...both, isChair: false }]);
  expect(seatsAtStake([both], [reviewer, dean], [reviewer])).toEqual([]);
  expect(seatsAtStake([both], [reviewer, dean], [])).toEqual([both]);
  const committee = seat({ kind: 'committee', isChair: true });
  expect(seatsAtStake([committee], [reviewer, dean], [])).toEqual([{ ...committee, isVoting: false }]);
  // Whoever holds no role any more has nothing left to lose.
  expect(seatsAtStake([both, committee], [], [])).toEqual([]);
});
