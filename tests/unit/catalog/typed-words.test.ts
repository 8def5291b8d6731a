import { expect, test } from 'vitest';
import { typedWords } from '@/lib/catalog/typed-words';

test.each([
  ['Statistics for the social sciences', ['%statist%', '%social%', '%scienc%']],
  ['the', ['%the%']],
  ['IT 101', ['%it%', '%101%']],
  ['C++ and C#', ['%c++%', '%c#%']],
  ['history histories', ['%histor%']],
  ['Hawaii', ['%hawai%']],
  ["QX-50's", ['%qx%', '%50%']],
  ['Données', ['%donne%']],
  ['데이터과학', ['%데이터과학%']],
  ['Основи', ['%ochobи%']],
  ['100%_\\', ['%100%']],
])('%s', (typed, patterns) => expect(typedWords(typed)?.patterns).toEqual(patterns));

test('signs alone are no words, and a code is folded as codes are', () => {
  expect(typedWords(' %% -- ')).toBeNull();
  expect(typedWords('math-210')?.code).toBe('math210');
});
