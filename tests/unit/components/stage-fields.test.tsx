import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { StageFields } from '@/components/administration/stage-fields';
import { PolicyParts } from '@/components/catalog/policy-sentences';
import { PolicyForm, policyOf } from '@/lib/institution/policy-form';
import type { ReviewPolicy } from '@/lib/institution/policy-version';
import { type StageConfig, StageKind } from '@/lib/review/stage-config';
import administration from '@/messages/en/administration.json';
import credit from '@/messages/en/credit.json';
import policy from '@/messages/en/policy.json';
import ui from '@/messages/en/ui.json';
import { policyFormInput } from '@/tests/support/policy-form-input';

const drafted = (kind: StageKind, minutes: boolean | undefined): StageConfig => ({
  kind,
  mode: 'quorumVote',
  quorum: 3,
  threshold: 'twoThirds',
  tie: 'chairDecides',
  minReviewers: 2,
  recusedCount: true,
  dueDays: 12,
  ...(minutes !== undefined && { minutes }),
});
const shown = (children: React.ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en-GB" timeZone="UTC" messages={{ administration, credit, policy, ui }}>
      {children}
    </NextIntlClientProvider>,
  );

/** What a browser sends of one stage that nobody changed: the value of each box, the chosen option of each list. */
function sent(stage: StageConfig): Record<string, string> {
  const html = shown(<StageFields index={0} stage={stage} />);
  const name = /name="review\.stages\.0\.(\w+)"/;
  const valueOf = (tag: string) => /value="([^"]*)"/.exec(tag)?.[1] ?? '';
  return Object.fromEntries([
    ...[...html.matchAll(/<input[^>]*>/g)].map(([tag]) => [name.exec(tag)?.[1], valueOf(tag)]),
    ...[...html.matchAll(/<select.*?<\/select>/gs)].map(([tag]) => [
      name.exec(tag)?.[1],
      valueOf(/<option[^>]*selected=""[^>]*>/.exec(tag)?.[0] ?? ''),
    ]),
  ]);
}

const answers = StageKind.options.flatMap((kind) =>
  [true, false, undefined].map((minutes) => [kind, minutes] as const),
);

test.each(answers)('a stage of the %s with minutes %s is sent back as it was drafted', (kind, minutes) => {
  const stage = drafted(kind, minutes);
  const input = policyFormInput();
  const form = PolicyForm.parse({ ...input, review: { ...input.review, stages: [sent(stage)] } });
  expect(policyOf(form, 'ECTS').review.stages).toEqual([stage]);
});

test.each([
  ['committee', undefined, true],
  ['committee', false, false],
  ['dean', undefined, false],
  ['dean', true, true],
] as const)('the policy says of the %s with minutes %s whether they are kept', (kind, minutes, kept) => {
  const review: ReviewPolicy = {
    stages: [drafted(kind, minutes)],
    coverageThreshold: 75,
    reReviewMonths: 24,
  };
  const told = { credit: { homeUnit: 'ECTS' as const }, review, appeal: null };
  const html = shown(<PolicyParts policy={told} institution="Guild" programsHref="/" />);
  const { minutesYes, minutesNo } = policy.say;
  expect([html.includes(minutesYes), html.includes(minutesNo)]).toEqual([kept, !kept]);
});
