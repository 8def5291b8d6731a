import { expect, test } from 'vitest';
import { basisAfterOwnSaves, noteOwnSave } from '@/components/ui/own-saves';

test('a form builds on what one’s own saves beside it made of it, and on nothing that somebody else saved', () => {
  expect(basisAfterOwnSaves('somebody', 1)).toBe(1);
  noteOwnSave('somebody', 1);
  noteOwnSave('somebody', 2);
  expect(basisAfterOwnSaves('somebody', 1)).toBe(3);
  // From 3 to 4 it was somebody else, and what follows rests on that.
  noteOwnSave('somebody', 4);
  expect(basisAfterOwnSaves('somebody', 1)).toBe(3);
  expect(basisAfterOwnSaves('somebody', 4)).toBe(5);
  expect(basisAfterOwnSaves('somebody else', 1)).toBe(1);
});
