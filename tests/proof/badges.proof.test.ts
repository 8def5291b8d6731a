import { expect, test } from 'vitest';
import { huntBadges } from '@/tests/support/mutated-badges';
import { chanceOf } from './support/chance';
import { conclude } from './support/evidence';
import { pick } from './support/scale';

const count = pick({ slice: 2_000, ci: 50_000, campaign: Number(process.env['PROOF_INPUTS'] ?? 1_000_000) });
/** @units megabytes */
const mostTaken = 500;

test('no altered badge is valid, and each has a verdict or a refusal in bounded time and memory', async () => {
  const before = process.memoryUsage().rss;
  const hunted = await huntBadges(count, chanceOf('badges'));
  const taken = (process.memoryUsage().rss - before) / 1_048_576;
  conclude('badges', {
    badges: hunted.badges,
    ...hunted.verdicts,
    found: hunted.found.length,
    slowest: `${hunted.slowest.toFixed(1)} ms`,
    memoryGrownMegabytes: Math.round(taken),
  });
  expect(hunted.found).toEqual([]);
  expect(hunted.verdicts['invalid']).toBeGreaterThan(count / 5);
  expect(taken).toBeLessThan(mostTaken);
});
