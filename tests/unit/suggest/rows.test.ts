import { expect, test } from 'vitest';
import { readPrecedentRow, readQuestionRow, readTargetRow } from '@/lib/suggest/rows';

const external = [{ code: 'CHE 101', title: 'Chemistry', credits: 4, description: null }];

test('a decided row keeps who sent it and what was granted', () => {
  expect(
    readPrecedentRow({ id: 'a', institution: 'Harbour College', external, targets: ['CHEM 1100'] }),
  ).toEqual({
    ok: true,
    value: {
      id: 'a',
      family: 'Harbour College',
      external: [{ code: 'CHE 101', title: 'Chemistry', credits: '4', description: '' }],
      targets: ['CHEM 1100'],
    },
  });
});

test('a row that was decided "none" has that as its target', () => {
  const read = readPrecedentRow({ id: 'a', external, targets: [], outcome: 'none' });
  expect(read.ok && read.value).toMatchObject({ targets: ['NONE'], family: 'a' });
});

test.each([
  [{ id: 'a', external, targets: [] }, 'targets'],
  [{ id: 'a', external: [], targets: ['X'] }, 'external'],
  [{ id: 'a', external: [{ code: 'X' }], targets: ['X'] }, 'external.0.title'],
  [{ external, targets: ['X'] }, 'id'],
  ['text', ''],
])('%j is refused with its place', (row, at) => {
  expect(readPrecedentRow(row)).toMatchObject({ ok: false, details: { at } });
});

test('what does not say that it is a collective place is a course', () => {
  expect(readTargetRow({ id: 'A 1', title: 'One' })).toMatchObject({
    value: { kind: 'course', credits: '' },
  });
  expect(readTargetRow({ id: 'A 1', title: 'One', kind: 'place' })).toMatchObject({
    details: { at: 'kind' },
  });
});

test('a question keeps its number or name', () => {
  expect(readQuestionRow({ id: 7, external })).toMatchObject({ value: { id: 7, family: null } });
  expect(readQuestionRow({ id: 7 })).toMatchObject({ details: { at: 'external' } });
});
