import { expect, test } from 'vitest';
import { KeptCatalog } from '@/lib/usecases/kept-catalog';
import { KeptViews } from '@/lib/usecases/kept-views';
import { aMicroCredential, anInstitution } from '@/tests/support/builders/catalog';
import { ctxOf } from '@/tests/support/ctx';

/** Says how often it was made. */
const maker = () => {
  let made = 0;
  return () => Promise.resolve((made += 1));
};

test('a view is made once for one state of the catalog, and anew when anything changes or a day begins', async () => {
  const { database } = ctxOf();
  const catalog = KeptCatalog.readEachTime(database);
  const noon = '2026-05-01T12:00:00.000Z';
  const institution = await anInstitution('viewed');
  const make = maker();
  // Before the catalog is read nothing would tell that a view is old.
  expect([await catalog.keep(noon, 'a', make), await catalog.keep(noon, 'a', make)]).toEqual([1, 2]);
  await catalog.upToDate(noon);
  expect([await catalog.keep(noon, 'a', make), await catalog.keep(noon, 'a', make)]).toEqual([3, 3]);
  expect(await catalog.keep(noon, 'b', make)).toBe(4);
  await aMicroCredential(institution, { title: 'New' });
  expect([await catalog.keep(noon, 'a', make), await catalog.keep(noon, 'a', make)]).toEqual([5, 5]);
  const tomorrow = '2026-05-02T12:00:00.000Z';
  expect([await catalog.keep(tomorrow, 'a', make), await catalog.keep(tomorrow, 'a', make)]).toEqual([6, 6]);
});

test('what was being made while something changed is not kept, nor what could not be made', async () => {
  const views = new KeptViews();
  const make = maker();
  await views.of('a', async () => {
    views.forget();
    return make();
  });
  expect(await views.of('a', make)).toBe(2);
  await expect(views.of('b', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(await views.of('b', make)).toBe(3);
});

test('a view is made anew after a minute, whoever asked for it meanwhile', async () => {
  let now = 0;
  const views = new KeptViews(() => now);
  const make = maker();
  const at = (ms: number) => {
    now = ms;
    return views.of('a', make);
  };
  expect([await at(0), await at(59_999), await at(60_000), await at(119_999), await at(120_000)]).toEqual([
    1, 1, 2, 2, 3,
  ]);
});

test('of many views those that were asked for lately are kept', async () => {
  const views = new KeptViews();
  const make = maker();
  await views.of('first', make);
  for (let n = 0; n < 1_999; n++) await views.of(`other ${n}`, make);
  expect(await views.of('first', make)).toBe(1);
  await views.of('one more', make);
  // The oldest went, and the first was asked for since.
  expect(await views.of('first', make)).toBe(1);
  expect(await views.of('other 0', make)).toBe(2_002);
});
