import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likelySamePeople, type StaffRecord } from '@/lib/access/same-person';

const record = (id: string, name: string, email: string, more: Partial<StaffRecord> = {}): StaffRecord => ({
  id,
  name,
  email,
  userId: null,
  status: 'active',
  ...more,
});
const pairOf = (one: [string, string], other: [string, string]) =>
  likelySamePeople([record('a', ...one), record('b', ...other)]).map(({ reason }) => reason);

describe('two records of one person', () => {
  it.each([
    ['Daniel Reyes', 'Daniel Reyes'],
    ['Daniel Reyes', 'DANIEL  REYES'],
    ['Zoë Müller', 'Zoe Muller'],
    ['Daniel Reyes', 'D. Reyes'],
    ['Daniel Reyes', 'D Reyes'],
    ['Daniel Reyes', 'Reyes, Daniel'],
    ['Daniel Reyes', 'Reyes, D.'],
    ['Daniel Reyes', 'Daniel A. Reyes'],
    ['D. A. Reyes', 'Daniel Reyes'],
    ['D.A. Reyes', 'Daniel Reyes'],
    ['Jean-Luc Martin', 'J.-L. Martin'],
    ['Prof. Dr. Daniel Reyes', 'Daniel Reyes'],
    ['Anne O’Brien', "Anne O'Brien"],
  ])('are pointed out by their names: %s, %s', (one, other) => {
    expect(pairOf([one, 'first@a.test'], [other, 'second@b.test'])).toEqual(['name']);
  });

  it.each([
    ['Daniel Reyes', 'Daniela Reyes'],
    ['Daniel Reyes', 'Maria Reyes'],
    ['Daniel Reyes', 'M. Reyes'],
    ['Daniel Reyes', 'Daniel Ortiz'],
    ['Daniel A. Reyes', 'Daniel B. Reyes'],
    ['Daniel', 'Daniel Reyes'],
    ['Reyes', 'Daniel Reyes'],
    ['Dr. Reyes', 'Daniel Reyes'],
  ])('are not made of two people: %s, %s', (one, other) => {
    expect(pairOf([one, 'first@a.test'], [other, 'second@b.test'])).toEqual([]);
  });

  it.each([
    ['d.reyes@uni.test', 'd.reyes+reviews@uni.test', ['mailbox']],
    ['d.reyes@uni.test', 'dreyes@uni.test', ['mailbox']],
    ['d.reyes@uni.test', 'd.reyes@home.test', ['mailbox']],
    ['d.reyes@uni.test', 'm.reyes@uni.test', []],
    // Offices, not people.
    ['registrar@uni.test', 'registrar@other.test', []],
    ['info@uni.test', 'info+credit@uni.test', ['mailbox']],
    // What stands before the plus is all that is known of a mailbox.
    ['+a@uni.test', '+b@uni.test', ['mailbox']],
    ['+a@uni.test', '+a@other.test', []],
  ])('are pointed out by their mailbox: %s, %s', (one, other, reasons) => {
    expect(pairOf(['Ada Lovelace', one], ['Grace Hopper', other])).toEqual(reasons);
  });

  it('are pointed out by their account, which says more than a name', () => {
    const account = { userId: 'account' };
    expect(
      likelySamePeople([
        record('a', 'Ada', 'ada@a.test', account),
        record('b', 'Grace', 'grace@b.test', account),
        record('c', 'Ada Lovelace', 'c@a.test', { userId: 'another' }),
      ]),
    ).toEqual([{ ids: ['a', 'b'], reason: 'account' }]);
  });

  it('are no matter once one of them is suspended', () => {
    const [one, other] = [record('a', 'Ada Lovelace', 'a@a.test'), record('b', 'Ada Lovelace', 'b@b.test')];
    expect(likelySamePeople([one, other])).toHaveLength(1);
    expect(likelySamePeople([one, { ...other, status: 'suspended' }])).toEqual([]);
  });

  it('are the same pairs in whatever order the records come, and never one record twice', () => {
    const name = fc.constantFrom(
      'Ada Lovelace',
      'A. Lovelace',
      'Lovelace, Ada',
      'Grace Hopper',
      'Ada',
      '李 明',
      'Б.',
    );
    const email = fc.constantFrom('ada@a.test', 'ada+x@a.test', 'grace@b.test', 'info@a.test', 'x@y.test');
    const people = fc
      .array(fc.tuple(name, email), { maxLength: 8 })
      .map((rows) => rows.map(([called, box], index) => record(`p${index}`, called, box)));
    const pairs = (records: readonly StaffRecord[]) =>
      likelySamePeople(records)
        .map(({ ids, reason }) => [...ids].sort().join() + reason)
        .sort();
    fc.assert(
      fc.property(people, (records) => {
        expect(pairs([...records].reverse())).toEqual(pairs(records));
        for (const { ids } of likelySamePeople(records)) expect(ids[0]).not.toBe(ids[1]);
      }),
    );
  });
});
