import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FilesInTurn, type Waiting } from '@/lib/jobs/files-in-turn';

const limits = { all: 3, ofOne: 2 };
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Work that goes on until it is told to end, and what has begun so far. */
function bench() {
  const turns = new FilesInTurn(limits);
  const begun: Waiting[] = [];
  const ends = new Map<string, (fails: boolean) => void>();
  const take = (batchId: string, tenantId: string) =>
    turns.take(
      { batchId, tenantId },
      () =>
        new Promise<void>((resolve, reject) => {
          begun.push({ batchId, tenantId });
          ends.set(batchId, (fails) => (fails ? reject(new Error('planted')) : resolve()));
        }),
    );
  const end = async (batchId: string, fails = false) => {
    ends.get(batchId)?.(fails);
    ends.delete(batchId);
    await settled();
  };
  return { turns, begun, ends, take, end, names: () => begun.map(({ batchId }) => batchId) };
}

test('so many files are worked through at once and no more, and of one institution fewer, in the order in which they came', async () => {
  const { turns, take, end, names } = bench();
  for (const id of ['a1', 'a2', 'a3', 'a4']) void take(id, 'a');
  void take('b1', 'b');
  void take('c1', 'c');
  expect(names()).toEqual(['a1', 'a2', 'b1']);
  expect([turns.isWaiting('a2'), turns.isWaiting('a3'), turns.isWaiting('c1')]).toEqual([false, true, true]);
  await end('b1');
  expect(names()).toEqual(['a1', 'a2', 'b1', 'c1']);
  await end('a1');
  expect(names()).toEqual(['a1', 'a2', 'b1', 'c1', 'a3']);
  expect(turns.isWaiting('a3')).toBe(false);
});

test('a file that fails gives its turn back, and whoever asked hears of it', async () => {
  const { take, end, names } = bench();
  const first = take('a1', 'a');
  for (const id of ['a2', 'a3']) void take(id, 'a');
  const failed = expect(first).rejects.toThrow('planted');
  await end('a1', true);
  await failed;
  expect(names()).toEqual(['a1', 'a2', 'a3']);
});

test('a file that waits or is worked on is not taken twice', async () => {
  const { take, end, names } = bench();
  for (const id of ['a1', 'a2', 'a3']) void take(id, 'a');
  await Promise.all([take('a1', 'a'), take('a3', 'a')]);
  await end('a1');
  await end('a2');
  expect(names()).toEqual(['a1', 'a2', 'a3']);
  await end('a3');
  void take('a1', 'a');
  expect(names()).toEqual(['a1', 'a2', 'a3', 'a1']);
});

test('whatever comes and ends, neither limit is passed and nobody is forgotten', async () => {
  const comings = fc.array(
    fc.record({ tenantId: fc.constantFrom('a', 'b', 'c', 'd'), ends: fc.nat({ max: 2 }) }),
  );
  await fc.assert(
    fc.asyncProperty(comings, async (coming) => {
      const { begun, ends, take, end } = bench();
      const check = () => {
        const atWork = begun.filter(({ batchId }) => ends.has(batchId));
        expect(atWork.length).toBeLessThanOrEqual(limits.all);
        for (const one of ['a', 'b', 'c', 'd'])
          expect(atWork.filter(({ tenantId }) => tenantId === one).length).toBeLessThanOrEqual(limits.ofOne);
      };
      for (const [n, { tenantId, ends: many }] of coming.entries()) {
        void take(`${n}`, tenantId);
        check();
        for (const id of [...ends.keys()].slice(0, many)) await end(id);
        check();
      }
      while (ends.size > 0) await end([...ends.keys()][0] ?? '');
      expect(begun).toHaveLength(coming.length);
    }),
  );
});
