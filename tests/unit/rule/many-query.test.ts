import { expect, it } from 'vitest';
import { parseRuleQuery } from '@/lib/rule/list-query';
import { filterFields, manyHref, manyPageHref, parseManyQuery } from '@/lib/rule/many-query';

it('reads any address, and what it does not know as nothing', () => {
  expect(parseManyQuery({})).toEqual({
    act: 'department',
    filters: parseRuleQuery({}),
    page: 1,
    departmentId: '',
    day: null,
    change: null,
    entered: { what: '', from: '', to: '', unit: '' },
  });
  expect(parseManyQuery({ act: 'delete', day: '2027-02-30', to: ['x'], page: '7' })).toMatchObject({
    act: 'department',
    departmentId: 'x',
    day: null,
    filters: { page: 1 },
    page: 7,
  });
});

it('keeps the filters of the list, apart from what is to be', () => {
  const department = '00000000-0000-4000-8000-000000000001';
  const filters = parseRuleQuery({ state: 'force', department, due: 'overdue', page: '3' });
  const href = manyHref(filters, 'review');
  const params = Object.fromEntries(new URL(href, 'http://x').searchParams);
  expect(parseManyQuery({ ...params, day: '2027-06-01' })).toEqual({
    act: 'review',
    filters: { ...filters, page: 1 },
    page: 1,
    departmentId: '',
    day: '2027-06-01',
    change: null,
    entered: { what: '', from: '', to: '', unit: '' },
  });
  expect(filterFields(filters)).toEqual([
    ['state', 'force'],
    ['department', department],
    ['due', 'overdue'],
  ]);
});

it('understands a change where all of it is said, and keeps what was entered otherwise', () => {
  const of = (entered: object) => parseManyQuery({ act: 'supersede', ...entered });
  expect(of({ what: 'course', from: ' INF-1 ', to: 'INF-2' }).change).toEqual({
    kind: 'course',
    from: 'INF-1',
    to: 'INF-2',
  });
  expect(of({ what: 'amount', from: '3', to: '2.5', unit: 'ECTS' }).change).toEqual({
    kind: 'amount',
    from: '3',
    to: '2.5',
    unit: 'ECTS',
  });
  for (const entered of [
    { what: 'course', from: 'INF-1' },
    { what: 'amount', from: '3', to: 'many', unit: 'ECTS' },
    { what: 'amount', from: '3', to: '4', unit: 'hours' },
    { what: 'title', from: 'a', to: 'b' },
  ])
    expect(of(entered), JSON.stringify(entered)).toMatchObject({ change: null, entered });
});

it.each([
  { act: 'department', to: '00000000-0000-4000-8000-000000000001', page: '2' },
  { act: 'review', day: '2027-06-01', state: 'force', page: '3' },
  { act: 'supersede', what: 'amount', from: '3', to: '2.5', unit: 'ECTS', day: '2027-06-01', page: '2' },
])('leads to another page with all that was said: %j', (said) => {
  const asked = parseManyQuery(said);
  const pageAt = (page: number) =>
    parseManyQuery(Object.fromEntries(new URL(manyPageHref(asked, page), 'http://x').searchParams));
  expect(pageAt(asked.page)).toEqual(asked);
  expect(pageAt(1)).toEqual({ ...asked, page: 1 });
});
