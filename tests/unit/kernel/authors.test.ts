import fc from 'fast-check';
import { expect, it } from 'vitest';
import { authorIdsOf, isAuthorOf } from '@/lib/kernel/authors';

it('counts whoever began a text and whoever changed it, once each', () => {
  expect(authorIdsOf({ authorId: 'a', contributorIds: ['b', 'a', 'b'] })).toEqual(['a', 'b']);
  expect(authorIdsOf({ authorId: 'a', contributorIds: [] })).toEqual(['a']);
});

it('law: somebody is an author exactly when they began or changed it', () => {
  const person = fc.constantFrom('a', 'b', 'c', 'd');
  fc.assert(
    fc.property(person, fc.array(person), person, (authorId, contributorIds, asked) => {
      expect(isAuthorOf({ authorId, contributorIds }, asked)).toBe(
        asked === authorId || contributorIds.includes(asked),
      );
    }),
  );
});
