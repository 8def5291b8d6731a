import { expect, test } from 'vitest';
import { lawRuns } from '@/tests/support/law-runs';
import { pick, report, scale, seed } from './support/scale';

// The laws of the engine, of offers, of two books compared, of the next step and of the health of rule books are unit tests, which try a quarter of what is tried here. The slice is theirs.
if (scale === 'slice')
  test('beside everything else each law is tried a quarter as often', () => {
    expect([lawRuns(1_000), lawRuns(100)]).toEqual([250, 25]);
  });
else {
  const runs = pick({ slice: 0, ci: 1_000, campaign: 10_000 });
  Object.assign(process.env, { CREDIT_RUNS: String(runs), CREDIT_SEED: String(seed) });
  report('credit-laws', { runs, seed });
  await import('../unit/credit/laws.test');
  await import('../unit/credit/oracle.test');
  await import('../unit/catalog/next-step.test');
  await import('../unit/catalog/offer.test');
  await import('../unit/catalog/compare-books.test');
  await import('../unit/rule/health/laws.test');
}
