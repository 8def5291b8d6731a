import { expect, it } from 'vitest';
import { type CheckName, checked } from '@/lib/badge/check';
import { statedHolding } from '@/lib/catalog/estimate-query';
import { statedByBadge } from '@/lib/claim/evidence';
import { type StraightThrough, whyAttended } from '@/lib/claim/straight-through';
import { parseCivilDate } from '@/lib/kernel/civil-date';

const names: CheckName[] = ['form', 'signature', 'issuer', 'status', 'days', 'recipient', 'achievement'];
const badge = {
  sha256: 'a'.repeat(64),
  checks: names.map((name) => checked(name, 'pass', 'good')),
  issuedOn: parseCivilDate('2026-03-01'),
  expiresOn: null,
};
const evidence = { badge, page: null, finding: null };
const stated = statedByBadge(statedHolding('x'), badge);
const good: StraightThrough = {
  isAllowed: true,
  outcome: 'granted',
  holdings: [{ stated, evidence }],
  ruleStatuses: ['published'],
  saysAssessments: false,
};

it.each([
  ['nothing stands against it', {}, null],
  ['the policy does not say so', { isAllowed: false }, 'policy'],
  ['nothing would be granted', { outcome: 'refused' }, 'outcome'],
  ['a part would be granted', { outcome: 'partly_granted' }, 'outcome'],
  ['nothing is held', { holdings: [] }, 'evidence'],
  [
    'a person had to look',
    {
      holdings: [
        {
          stated,
          evidence: {
            badge: null,
            page: 'https://x.example',
            finding: { isVerified: true, identity: 'exact', reason: 'x' },
          },
        },
      ],
    },
    'evidence',
  ],
  ['a score is only said', { holdings: [{ stated: { ...stated, score: '90' }, evidence }] }, 'stated'],
  ['an examination is only said', { saysAssessments: true }, 'assessment'],
  ['a rule was suspended since', { ruleStatuses: ['published', 'suspended'] }, 'rule'],
  ['no rule is used', { ruleStatuses: [] }, 'rule'],
] as const)('a person looks where %s', (_, other, reason) => {
  expect(whyAttended({ ...good, ...(other as Partial<StraightThrough>) })).toBe(reason);
});
