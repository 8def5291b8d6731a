import { expect, it } from 'vitest';
import { seededRandom } from '@/lib/kernel/seeded-random';
import { huntBadges } from '@/tests/support/mutated-badges';

// A million of them: `PROOF_SCALE=campaign npm run test:proof -- badges`.
it('calls none of 10,000 altered badges valid, and has a verdict or a refusal for each', async () => {
  const { badges, found, verdicts } = await huntBadges(10_000, seededRandom(20_261_130));
  expect(found).toEqual([]);
  expect(badges).toBe(10_000);
  // Whoever is always turned away at the door proves nothing of what is behind it.
  expect(verdicts['invalid']).toBeGreaterThan(2_000);
  expect(verdicts['refused']).toBeGreaterThan(1_000);
}, 180_000);
