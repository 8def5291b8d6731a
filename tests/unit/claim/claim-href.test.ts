import { expect, it } from 'vitest';
import { claimHref, claimOfEstimate } from '@/lib/claim/claim-href';

it('leads from an estimate to a claim, and to a claim', () => {
  expect(claimOfEstimate('/estimate?mc1=estimate&at=x')).toBe('/claim?mc1=estimate&at=x');
  expect(claimHref({ at: 'northbridge', claimId: '1' })).toBe('/my/claims/northbridge/1');
});
