import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { PolicyDifference } from '@/components/administration/policy-difference';
import { changesBetween } from '@/lib/audit/changes';
import type { CreditPolicy, ReviewPolicy } from '@/lib/institution/policy-version';
import administration from '@/messages/en/administration.json';
import audit from '@/messages/en/audit.json';
import credit from '@/messages/en/credit.json';
import ui from '@/messages/en/ui.json';

const before: { credit: CreditPolicy; review: ReviewPolicy } = {
  credit: {
    homeUnit: 'US_SEM',
    resolution: 'best',
    rounding: { stage: 'line', mode: 'HALF_UP', increment: '0.01' },
    trim: 'partial',
    conversions: { 'ECTS>US_SEM': '1/2' },
    postAfterResidentCredits: '6',
  },
  review: {
    stages: [
      {
        kind: 'committee',
        mode: 'quorumVote',
        quorum: 'moreThanHalf',
        threshold: 'majorityCast',
        tie: 'notApproved',
        minReviewers: 1,
        recusedCount: false,
        dueDays: 20,
        minutes: true,
      },
    ],
    deanFromCredits: '9',
    coverageThreshold: 80,
    reReviewMonths: 36,
  },
};
const after: typeof before = {
  credit: {
    homeUnit: 'ECTS',
    resolution: 'priority',
    rounding: { stage: 'total', mode: 'HALF_EVEN', increment: '0.5' },
    trim: 'whole',
    conversions: { 'US_QTR>ECTS': '4/3' },
    postAfterResidentCredits: '12',
  },
  review: {
    stages: [
      {
        kind: 'department',
        mode: 'single',
        quorum: 3,
        threshold: 'twoThirds',
        tie: 'chairDecides',
        minReviewers: 2,
        recusedCount: true,
        dueDays: 15,
        minutes: false,
      },
    ],
    deanFromCredits: '12',
    coverageThreshold: 75,
    reReviewMonths: 24,
  },
};

test('what a version of the policy changes is told in words, never by the names that the program has', () => {
  const changes = changesBetween(before, after);
  expect(changes.length).toBeGreaterThan(18);
  const html = renderToStaticMarkup(
    <NextIntlClientProvider
      locale="en-GB"
      timeZone="UTC"
      messages={{ administration, audit, credit, ui }}
      onError={(error) => {
        throw error;
      }}
    >
      <PolicyDifference changes={changes} comparedWith={1} />
    </NextIntlClientProvider>,
  );
  const text = html.replace(/<[^>]*>/g, '\n');
  expect(
    text.match(/\b[a-z]+[A-Z]\w*|\b[A-Z]+_[A-Z]+\b|\b(credit|review)\.\w+|\bundefined\b/g) ?? [],
  ).toEqual([]);
  expect(text).toContain('Outcomes that must be covered');
  expect(text).toContain('75 %');
  expect(text).toContain('Stage 1: Quorum');
});
