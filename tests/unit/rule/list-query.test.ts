import { describe, expect, it, test } from 'vitest';
import {
  isFiltered,
  parseRuleQuery,
  ruleColumns,
  ruleListEffectHref,
  ruleListHref,
  ruleSorts,
  standingGroups,
  standingsAsked,
  unknownIn,
  usualColumns,
} from '@/lib/rule/list-query';
import { versionStandings } from '@/lib/rule/version-standing';

const usual = parseRuleQuery({});

describe('the address of the list', () => {
  it('is the newest of every state unless it says otherwise', () => {
    expect(usual).toEqual({
      state: null,
      departmentId: '',
      provider: '',
      words: '',
      mine: false,
      due: null,
      sort: 'updated',
      columns: usualColumns,
      direction: 'descending',
      page: 1,
    });
    expect(ruleListHref(usual)).toBe('/registrar/rules');
  });

  it('says all that is asked for, and is read back as the same', () => {
    const asked = parseRuleQuery({
      state: 'review',
      words: ' data & co ',
      department: '11111111-1111-4111-8111-111111111111',
      provider: 'IBM',
      mine: 'on',
      due: 'soon',
      sort: 'due',
      columns: usualColumns,
      direction: 'ascending',
      page: '3',
    });
    const href = ruleListHref(asked, { page: 3 });
    expect(href).toBe(
      '/registrar/rules?state=review&words=data+%26+co&department=11111111-1111-4111-8111-111111111111&provider=IBM&mine=on&due=soon&sort=due&direction=ascending&page=3',
    );
    expect(parseRuleQuery(Object.fromEntries(new URL(href, 'http://x').searchParams))).toEqual(asked);
  });

  it('leads to the first page when something else changes', () => {
    expect(ruleListHref({ ...usual, page: 4 }, { state: 'draft' })).toBe('/registrar/rules?state=draft');
    expect(ruleListHref({ ...usual, page: 4 }, { page: 5 })).toBe('/registrar/rules?page=5');
  });

  it.each([
    { state: 'toString' },
    { state: 'nonsense' },
    { page: '-1' },
    { page: '1.5' },
    { page: 'x' },
    { sort: 'nothing' },
    { columns: 'nothing' },
    { columns: usualColumns.join() },
    { due: 'never' },
    { department: "' or 1" },
    { words: [] },
  ])('takes %j as usual', (params) => {
    expect(parseRuleQuery(params)).toEqual(usual);
  });

  it('sorts titles from A unless it says otherwise', () => {
    expect(parseRuleQuery({ sort: 'title' }).direction).toBe('ascending');
    expect(ruleListHref(usual, { sort: 'title', direction: 'ascending' })).toBe(
      '/registrar/rules?sort=title',
    );
  });
});

describe('the columns', () => {
  it.each([
    [{ columns: 'until,earns' }, ['earns', 'until'], '/registrar/rules?columns=earns%2Cuntil'],
    [{ columns: ['code', 'nothing'] }, ['code'], '/registrar/rules?columns=code'],
    [{ columns: ruleColumns.join() }, ruleColumns, `/registrar/rules?columns=${ruleColumns.join('%2C')}`],
    [{ columns: [] }, usualColumns, '/registrar/rules'],
  ])('of %j are in their own order, and in the address', (params, expected, href) => {
    const query = parseRuleQuery(params);
    expect(query.columns).toEqual(expected);
    expect(ruleListHref(query)).toBe(href);
  });

  it('can each be what the list is in the order of, first as it is read', () => {
    for (const sort of ruleSorts) {
      const query = parseRuleQuery({ sort });
      expect(query.sort).toBe(sort);
      expect(query.direction).toBe(/due|until|updated/.test(sort) ? 'descending' : 'ascending');
    }
  });
});

it('groups hold every standing once', () => {
  expect(Object.values(standingGroups).flat().sort()).toEqual([...versionStandings].sort());
  // What is suspended gives nothing, and may not even have begun: it is not told as in force.
  expect(standingsAsked({ state: 'force' })).toEqual(['published']);
  expect(standingsAsked({ state: 'draft' })).toEqual(['draft']);
  expect(standingsAsked({ state: null })).toEqual([]);
});

test.each([
  [{ department: 'nope' }, 'department'],
  [{ state: 'publishd' }, 'state'],
  [{ sort: 'colour' }, 'sort'],
  [{ due: 'never' }, 'due'],
  [{ status: 'published' }, 'status'],
  [{ words: 'x', state: 'force', sort: 'updated', direction: 'descending', mine: '', page: '2' }, null],
])('of an address, what the list does not know is named: %j', (params, name) => {
  expect(unknownIn(params)?.name ?? null).toBe(name);
});

test('an order is no filter, and anything that narrows the list is', () => {
  expect([{}, { sort: 'title', page: '3' }].map((params) => isFiltered(parseRuleQuery(params)))).toEqual([
    false,
    false,
  ]);
  for (const params of [{ words: 'x' }, { state: 'force' }, { mine: 'on' }, { due: 'soon' }])
    expect(isFiltered(parseRuleQuery(params))).toBe(true);
});

it('what publishing a page of the list would change is asked for by the filters of the list', () => {
  const query = parseRuleQuery({ state: 'approved', words: 'data', page: '2' });
  expect(ruleListEffectHref(query)).toBe('/registrar/rules/effect?state=approved&words=data&page=2');
  expect(ruleListEffectHref(parseRuleQuery({}))).toBe('/registrar/rules/effect');
});
