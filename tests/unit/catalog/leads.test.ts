import { describe, expect, test } from 'vitest';
import { leadsFrom } from '@/lib/catalog/leads';
import { everything, searchHref } from '@/lib/catalog/search-query';

const query = { ...everything, page: 3 };

describe('a search that finds nothing leads on', () => {
  test('to itself without each filter, then without each word, then without all filters', () => {
    const asked = {
      ...query,
      words: 'data welding',
      institution: 'north',
      countsIn: ['P'],
      kind: ['exam' as const],
      maxHours: 10,
    };
    expect(leadsFrom(asked)).toEqual([
      {
        without: 'filter',
        filter: 'institution',
        query: { ...asked, page: 1, institution: null, countsIn: [] },
      },
      { without: 'filter', filter: 'countsIn', query: { ...asked, page: 1, countsIn: [] } },
      { without: 'filter', filter: 'kind', query: { ...asked, page: 1, kind: [] } },
      { without: 'filter', filter: 'hours', query: { ...asked, page: 1, maxHours: null } },
      { without: 'word', word: 'data', query: { ...asked, page: 1, words: 'welding' } },
      { without: 'word', word: 'welding', query: { ...asked, page: 1, words: 'data' } },
      { without: 'filters', query: { ...everything, words: 'data welding' } },
    ]);
  });

  test('to no search twice', () => {
    const asked = { ...query, words: 'data', institution: 'north', program: 'P' };
    const led = leadsFrom(asked).map((lead) => searchHref('/catalog', lead.query));
    expect(led).toEqual(['/catalog?q=data&institution=north', '/catalog?q=data']);
  });

  test('nowhere, where it asks for one word alone', () => {
    expect(leadsFrom({ ...query, words: 'welding' })).toEqual([]);
  });

  test('not to every part of a long text', () => {
    expect(leadsFrom({ ...query, words: 'a b c d e f g h' })).toEqual([]);
  });
});
