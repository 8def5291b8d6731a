import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { VoteRules } from '@/components/catalog/policy-sentences';
import { OwedBy } from '@/components/review/owed-by';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { StageConfig } from '@/lib/review/stage-config';
import account from '@/messages/en/account.json';
import credit from '@/messages/en/credit.json';
import faculty from '@/messages/en/faculty.json';
import policy from '@/messages/en/policy.json';

const read = (shown: React.ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en-GB" timeZone="UTC" messages={{ account, credit, faculty, policy }}>
      {shown}
    </NextIntlClientProvider>,
  ).replace(/<[^<>]*>/g, '');

const owed = {
  owner: { personId: 'a', name: 'Eva', role: null },
  dueOn: '2026-12-15' as CivilDate,
} as const;

test('conditions that are settled are owed by nobody any more', () => {
  expect(read(<OwedBy owed={owed} />)).toBe('Eva sees to them, until 15 Dec 2026');
  const settlement = { isMet: true, byName: 'Rui', at: '2026-12-03T12:00:00.000Z' };
  expect(read(<OwedBy owed={owed} settlement={settlement} />)).toBe('met, says Rui on 3 Dec 2026');
  expect(read(<OwedBy owed={owed} settlement={{ ...settlement, isMet: false }} />)).toBe(
    'not met, says Rui on 3 Dec 2026',
  );
});

test('after the due day nobody is said to decide a tie', () => {
  const config: StageConfig = {
    kind: 'committee',
    mode: 'quorumVote',
    quorum: 'moreThanHalf',
    threshold: 'majorityCast',
    tie: 'chairDecides',
    minReviewers: 1,
    recusedCount: false,
    dueDays: 15,
  };
  const equal = 'If the votes are equal';
  expect(read(<VoteRules config={config} isOverdue={false} />)).toContain(`${equal}, the chair decides.`);
  expect(read(<VoteRules config={config} isOverdue />)).not.toContain(equal);
  expect(read(<VoteRules config={{ ...config, tie: 'notApproved' }} isOverdue />)).toContain(equal);
});
