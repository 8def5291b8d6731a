import { expect, test } from 'vitest';
import { conceptsOf } from '@/lib/suggest/concepts';
import { descriptionStems, letterRuns, stemOf, titleWords } from '@/lib/suggest/words';

test.each([
  ['Intro to Psych', 'introduction psychology'],
  ['Calc. & Anl Geom II', 'calculus analytic geometry 2'],
  ['Général Chemistry  1', 'general chemistry 1'],
  ['General Chemistry: Part Two', 'general chemistry part 2'],
  ['Physics for Scientists and Engineers: B', 'physics scientists engineers 2'],
  ['Programming in C/C++', 'programming cplusplus'],
  ['C# and .NET', 'csharp dotnet'],
  ['Vitamin C', 'vitamin c'],
  ['X-Ray Physics', 'x ray physics'],
  ['Today’s World 007', 'todays world 7'],
  ['Ｆｕｌｌ Ｗｉｄｔｈ', 'full width'],
  ['', ''],
])('the title %j is compared as %j', (title, words) => {
  expect(titleWords(title).join(' ')).toBe(words);
});

test('a short form and the word it stands for are one', () => {
  expect(titleWords('Adv Stats Lab')).toEqual(titleWords('Advanced Statistics Laboratory'));
});

test('forms of a word share a stem, and short words stay whole', () => {
  expect(new Set(['program', 'programs', 'programming'].map(stemOf)).size).toBeLessThan(3);
  expect(stemOf('psychological')).toBe(stemOf('psychologic'));
  expect(stemOf('art')).toBe('art');
  expect(stemOf('class')).toBe('class');
});

test('a description is stems without words that say nothing', () => {
  expect(descriptionStems('The limits of the derivative')).toEqual(['limit', 'derivat']);
});

test('runs of letters know where a word begins and ends', () => {
  expect(letterRuns(['sea'])).toEqual([' se', 'sea', 'ea ', ' sea', 'sea ']);
});

test('which language is taught is one kind of thing', () => {
  expect(conceptsOf(titleWords('Elementary Swahili'))).toEqual(conceptsOf(titleWords('Elementary Danish')));
  expect(conceptsOf(['geology'])).toEqual([]);
});
