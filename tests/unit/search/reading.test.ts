import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SearchDocument } from '@/lib/search/document';
import { foldText } from '@/lib/search/fold';
import { anything } from '@/lib/search/search';
import { SearchIndex } from '@/lib/search/search-index';
import { named, tokensOf } from '@/lib/search/tokens';

/** An entry of which only this is known. */
function entry(title: string, more: Partial<SearchDocument> = {}): SearchDocument {
  return {
    id: title,
    rank: 0,
    title,
    codes: [],
    providers: [],
    skills: [],
    outcomes: [],
    description: '',
    language: null,
    facets: {},
    numbers: {},
    ...more,
  };
}
const index = SearchIndex.of([
  ...[
    'Programming in C',
    'Programming in C++',
    'Programming in C#',
    'Net Present Value',
    'Building .NET services',
    'Security fundamentals',
    'Security+ exam',
    'AP® Biology',
    'Cyber Security for Everyone',
    'Cybersecurity Law',
    'An e-learning primer',
    'Data engineer DP-203',
    'Network course NET 204',
    'Cloud practitioner (CLF-C01)',
    '데이터 과학 입문',
    'データ入門',
    '数据库系统概论',
    "L'économie du numérique",
    'Łódź straße Ünïversity',
    'Machine Learning Basics',
    'Photography',
    'Women’s Health',
  ].map((title) => entry(title)),
  entry('Gestión de proyectos', { language: 'es', description: 'Aprende a programar sistemas' }),
  entry('Programación en la empresa', { language: 'es' }),
  entry('Управление проектами', { language: 'ru' }),
  entry('Painting', {
    description: 'You will learn to mix watercolours and to stretch paper',
    skills: ['Colour mixing'],
  }),
  entry('Paper conservation', { description: 'How to stretch old sheets of paper' }),
]);
const find = (words: string) => index.find({ ...anything, words });

describe('signs mean themselves', () => {
  test.each([
    ['C++', ['Programming in C++']],
    ['c#', ['Programming in C#']],
    ['.net', ['Building .NET services']],
    ['security+', ['Security+ exam']],
    ['ap biology', ['AP® Biology']],
    ['AP® Biology', ['AP® Biology']],
  ])('%s', (words, titles) => expect(find(words).ids).toEqual(titles));
});

describe('words written together, apart, and otherwise', () => {
  test.each([
    ['cybersecurity', ['Cybersecurity Law', 'Cyber Security for Everyone']],
    ['cyber security', ['Cyber Security for Everyone', 'Cybersecurity Law']],
    ['cyber-security', ['Cyber Security for Everyone', 'Cybersecurity Law']],
    ['elearning', ['An e-learning primer']],
    ['e-learning', ['An e-learning primer']],
    ['ml', ['Machine Learning Basics']],
    ['womens health', ['Women’s Health']],
  ])('%s', (words, titles) => expect([...find(words).ids].sort()).toEqual([...titles].sort()));
});

describe('a code is one code, however it is written', () => {
  test.each([
    ['dp203', 'Data engineer DP-203'],
    ['DP 203', 'Data engineer DP-203'],
    ['dp-203', 'Data engineer DP-203'],
    ['net204', 'Network course NET 204'],
    ['NET-204', 'Network course NET 204'],
    ['CLFC01', 'Cloud practitioner (CLF-C01)'],
    ['clf-c0', 'Cloud practitioner (CLF-C01)'],
  ])('%s', (words, title) => expect(find(words).ids).toEqual([title]));
});

describe('every script and every accent', () => {
  test.each([
    ['데이터과학', '데이터 과학 입문'],
    ['과학', '데이터 과학 입문'],
    ['データ', 'データ入門'],
    ['ﾃﾞｰﾀ', 'データ入門'],
    ['数据库', '数据库系统概论'],
    ['economie numerique', "L'économie du numérique"],
    ["l'economie", "L'économie du numérique"],
    ['lodz strasse', 'Łódź straße Ünïversity'],
    ['ｕｎｉｖｅｒｓｉｔｙ', 'Łódź straße Ünïversity'],
    ['управления проекта', 'Управление проектами'],
    ['gestion proyecto', 'Gestión de proyectos'],
  ])('%s', (words, title) => expect(find(words).ids[0]).toBe(title));

  test('words have the stems of the language of their entry, not English ones', () => {
    expect(find('programas').ids).toEqual(['Programación en la empresa', 'Gestión de proyectos']);
  });
});

describe('as somebody types', () => {
  test.each([
    ['photog', 'typed', 'Photography'],
    ['machine l', 'typed', 'Machine Learning Basics'],
    ['fotography', 'forgiving', 'Photography'],
    ['machne lerning', 'forgiving', 'Machine Learning Basics'],
    ['photography zzzzzz', 'nearest', 'Photography'],
  ])('%s is read as %s', (words, reading, title) => {
    const found = find(words);
    expect([found.reading, found.ids[0]]).toEqual([reading, title]);
  });

  test('what nothing has finds nothing', () => {
    expect(find('qqqqqqqq')).toMatchObject({ ids: [], total: 0 });
  });
});

test('a description is searched, and what stands in quotes stands there so', () => {
  expect(find('stretch paper').total).toBe(2);
  expect(find('"stretch paper"').ids).toEqual(['Painting']);
  expect(find('“paper stretch”').ids).toEqual([]);
});

test('the very title comes first, then what begins so, then what has the words', () => {
  const some = SearchIndex.of(
    ['Data', 'Data', 'Data Science', 'Big Data'].map((title, at) =>
      entry(title, { id: `${title} ${at}`, rank: at === 0 ? 1 : 0 }),
    ),
  );
  expect(some.find({ ...anything, words: 'data' }).ids).toEqual([
    'Data 1',
    'Data 0',
    'Data Science 2',
    'Big Data 3',
  ]);
});

test('a code finds the same however it is written, and so does a word with its number', () => {
  const coded = SearchIndex.of([
    entry('Computing one', { codes: ['IT 101'] }),
    entry('Computing two', { codes: ['IT-101'] }),
    entry('Computing three', { codes: ['IT101'] }),
    entry('IT support', { description: 'A course like any other 101, with CO1010 after it', skills: ['it'] }),
    entry('IF-1010 and IT beside it', { codes: ['IF-1010'] }),
    entry('Computer Science 50'),
    entry('CS50 for lawyers'),
  ]);
  const found = (words: string) => coded.find({ ...anything, words });
  for (const [one, ...others] of [
    ['it101', 'IT 101', 'it-101', 'It.101', 'it 101 '],
    ['cs50', 'CS 50', 'cs-50'],
    ['if1010', 'IF 1010', 'IF-1010'],
  ] as [string, ...string[]][])
    for (const other of others) expect([other, found(other)]).toEqual([other, found(one)]);
  expect(found('it 101').total).toBe(3);
});

describe('folding', () => {
  test('makes no difference twice, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
      { numRuns: 3_000 },
    );
  });

  test('words of folded text are the words of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        expect(tokensOf(foldText(text)).map(named)).toEqual(tokensOf(text).map(named));
      }),
    );
  });
});
