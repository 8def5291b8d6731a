import { expect, test } from 'vitest';
import { fullBelow, judgeRoom, lowBelow } from '@/lib/next/disk-room';

test('a disk is low before it is full, and full while there is still room for what reading writes', () => {
  expect([lowBelow, lowBelow - 1, fullBelow, fullBelow - 1, 0].map(judgeRoom)).toEqual([
    'enough',
    'low',
    'low',
    'full',
    'full',
  ]);
});
