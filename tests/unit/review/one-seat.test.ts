import { expect, test } from 'vitest';
import { isKnownSame } from '@/lib/access/same-person';
import { type SeatOnRecord, secondSeats } from '@/lib/review/one-seat';

type Seat = SeatOnRecord & { userId: string | null; email: string };
const seat = (personId: string, given: Partial<Seat> = {}): Seat => ({
  personId,
  userId: null,
  email: `${personId}@north.example`,
  isRecused: false,
  votedAt: null,
  assignedAt: '2026-11-20T10:00:00.000Z',
  ...given,
});
const found = (...seats: Seat[]) => [...secondSeats(seats, isKnownSame)];

test('of the seats of one person one stays: the one with a conflict, else that voted first, else was given first', () => {
  expect(found(seat('a'), seat('b'))).toEqual([]);
  expect(found(seat('a', { userId: 'u' }), seat('b', { userId: 'u' }))).toEqual(['b']);
  expect(found(seat('a', { email: 'x@n.example' }), seat('b', { email: 'X+two@n.example' }))).toEqual(['b']);
  const later = { assignedAt: '2026-11-21T10:00:00.000Z' };
  expect(found(seat('a', { userId: 'u', ...later }), seat('b', { userId: 'u' }))).toEqual(['a']);
  const voted = { votedAt: '2026-11-23T10:00:00.000Z' };
  expect(found(seat('a', { userId: 'u' }), seat('b', { userId: 'u', ...later, ...voted }))).toEqual(['a']);
  expect(found(seat('a', { userId: 'u', ...voted }), seat('b', { userId: 'u', isRecused: true }))).toEqual([
    'a',
  ]);
  expect(found(seat('a', { userId: 'u' }), seat('b', { userId: 'u' }), seat('c', { userId: 'u' }))).toEqual([
    'b',
    'c',
  ]);
});
