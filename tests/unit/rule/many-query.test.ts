import { expect, it } from 'vitest';
import { parseRuleQuery } from '@/lib/rule/list-query';
import { filterFields, manyHref, parseManyQuery } from '@/lib/rule/many-query';

it('reads any address, and what it does not know as nothing', () => {
  expect(parseManyQuery({})).toEqual({
    act: 'department',
    filters: parseRuleQuery({}),
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
