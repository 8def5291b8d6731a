import { expect, it } from 'vitest';
import { classOfPath, strongestClass } from '@/lib/rule/change-class';

it.each([
  ['title', 'editorial'],
  ['publicNote', 'editorial'],
  ['basis.changedBecause', 'editorial'],
  ['basis.kind', 'substantive'],
  ['definition.claimWindow.from', 'dates'],
  ['definition.termWindow.to', 'dates'],
  ['definition.credentialWindow.to', 'dates'],
  ['definition.credentialWindow.basis', 'substantive'],
  ['definition.premise.mc', 'substantive'],
  ['definition.claimWindowing', 'substantive'],
] as const)('a change of %s is %s', (path, expected) => {
  expect(classOfPath(path)).toBe(expected);
});

it('takes the strongest class', () => {
  expect(strongestClass([])).toBe('editorial');
  expect(strongestClass(['editorial', 'dates'])).toBe('dates');
  expect(strongestClass(['dates', 'substantive', 'editorial'])).toBe('substantive');
});
