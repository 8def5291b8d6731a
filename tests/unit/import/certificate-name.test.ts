import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryMeant, type NamedEntry, nameKeyOf } from '@/lib/import/certificate-name';

const entry = (
  slug: string,
  title: string,
  provider: string,
  by: NamedEntry['by'] = 'title',
): NamedEntry => ({
  by,
  slug,
  title,
  provider,
  naturalKey: `certificate||${provider}|${title}`,
});
const [academy, institute] = [
  entry('data-academy', 'Data', 'Example Academy'),
  entry('data-institute', 'Data', 'Example Institute'),
];
const codes = (meant: ReturnType<typeof entryMeant>) =>
  'entry' in meant ? meant.entry.slug : meant.notes.map(({ code }) => code);

describe('the entry that a name means', () => {
  test('is the only one found, however often and by whatever it was found', () => {
    expect(
      codes(entryMeant({ named: 'Data', provider: null }, [academy, { ...academy, by: 'number' }])),
    ).toBe('data-academy');
  });

  test('is that of the provider, whatever the letters and blanks', () => {
    expect(codes(entryMeant({ named: 'data', provider: ' example  ACADEMY' }, [institute, academy]))).toBe(
      'data-academy',
    );
  });

  test('is the one whose address word it is, before one that is only called so', () => {
    const called = entry('other', 'data-academy', 'Example Institute');
    expect(codes(entryMeant({ named: 'data-academy', provider: null }, [called, academy]))).toBe(
      'data-academy',
    );
  });

  test('is not guessed: two are named as candidates, and so are those of other providers', () => {
    expect(codes(entryMeant({ named: 'Data', provider: null }, [academy, institute]))).toEqual([
      'sources/ambiguous',
      'sources/candidate',
      'sources/candidate',
    ]);
    expect(codes(entryMeant({ named: 'Data', provider: 'Nobody' }, [academy]))).toEqual([
      'sources/other-provider',
      'sources/candidate',
    ]);
    expect(codes(entryMeant({ named: 'Data', provider: null }, []))).toEqual(['sources/not-listed']);
  });

  test('does not depend on the order in which they were found, and is never one of another provider', () => {
    const found = fc.array(
      fc.record({ slug: fc.constantFrom('a', 'b', 'c'), provider: fc.constantFrom('P', 'Q') }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(
        found,
        fc.constantFrom('a', 'Title'),
        fc.option(fc.constantFrom('p', 'q')),
        (some, named, provider) => {
          const providerOf = new Map(some.map((one) => [one.slug, one.provider]));
          const entries = some.map(({ slug }) => entry(slug, 'Title', providerOf.get(slug) ?? ''));
          const meant = entryMeant({ named, provider }, entries);
          const again = entryMeant({ named, provider }, [...entries].reverse());
          expect('entry' in meant && meant.entry.slug).toBe('entry' in again && again.entry.slug);
          if ('entry' in meant && provider !== null)
            expect(meant.entry.provider.toLowerCase()).toBe(provider);
        },
      ),
    );
  });
});

test('a name is one however it is written, and the word in an address is as it always was', () => {
  expect(nameKeyOf({ named: 'data-academy', provider: null })).toBe('slug:data-academy');
  expect(nameKeyOf({ named: 'Data', provider: 'Example  Academy' })).toBe(
    nameKeyOf({ named: 'Data', provider: 'example academy' }),
  );
});

test('chooses none where there may be more entries of that name than were looked at', () => {
  const found = (count: number) =>
    Array.from({ length: count }, (_, n) => ({
      by: 'title' as const,
      slug: `tides-${n}`,
      naturalKey: `certificate||school ${n}|tides`,
      title: 'Tides',
      provider: `School ${n}`,
    }));
  const name = { named: 'Tides', provider: 'School 3' };
  expect(entryMeant(name, found(19))).toMatchObject({ entry: { slug: 'tides-3' } });
  expect(entryMeant(name, found(20))).toMatchObject({ notes: [{ code: 'sources/ambiguous' }, {}] });
});

test('an entry is found by what its provider is called besides, and by nothing else', () => {
  const merged = { ...academy, alsoProviders: ['Example Academy Ltd', 'EA'] };
  const meant = (provider: string) => codes(entryMeant({ named: 'Data', provider }, [merged, institute]));
  expect(['example academy LTD', 'ea', 'Example Academy', 'Example Institute', 'Nobody'].map(meant)).toEqual([
    'data-academy',
    'data-academy',
    'data-academy',
    'data-institute',
    ['sources/other-provider', 'sources/candidate', 'sources/candidate'],
  ]);
});
