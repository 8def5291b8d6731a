import { expect, it } from 'vitest';
import { readBadge } from '@/lib/badge-reading/read-badge';
import { demonstrationIssuers } from '@/prisma/seed/data/trusted-issuers';
import { askedIn2026, sample, worldOf } from '@/tests/support/badge-world';
import { demonstrationIssuer } from '@/tests/support/demonstration-issuer';

it('signs the sample badge by the key that the demonstration trusts', async () => {
  const { did, sign } = await demonstrationIssuer();
  expect(demonstrationIssuers[0]?.identity).toBe(did);
  const badge = sample('ob3/own/demonstration-academy.json');
  expect(JSON.parse(badge.toString())).toStrictEqual(await sign());
  const report = await readBadge(
    badge,
    askedIn2026,
    worldOf(() => null),
  );
  expect(report).toMatchObject({ verdict: 'valid', signer: { isIssuer: true, key: did } });
});
