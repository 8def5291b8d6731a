import fc from 'fast-check';
import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, test } from 'vitest';
import { PolicyParts } from '@/components/catalog/policy-sentences';
import { HomeUnit } from '@/lib/amount/unit';
import { Criterion } from '@/lib/credit/input';
import { policyInSentences, type PolicySentence, type ToldPolicy } from '@/lib/institution/policy-sentences';
import { AfterChange, AppealRoute, CreditPolicy, ReviewPolicy } from '@/lib/institution/policy-version';
import { StageConfig, StageKind } from '@/lib/review/stage-config';
import credit from '@/messages/en/credit.json';
import policyWords from '@/messages/en/policy.json';
import ui from '@/messages/en/ui.json';

const stages = fc.record({
  kind: fc.constantFrom(...StageKind.options),
  mode: fc.constantFrom(...StageConfig.shape.mode.options),
  quorum: fc.oneof(fc.constant('moreThanHalf' as const), fc.integer({ min: 1, max: 99 })),
  threshold: fc.constantFrom(...StageConfig.shape.threshold.options),
  tie: fc.constantFrom(...StageConfig.shape.tie.options),
  minReviewers: fc.integer({ min: 1, max: 20 }),
  recusedCount: fc.boolean(),
  dueDays: fc.integer({ min: 1, max: 120 }),
  everyReason: fc.boolean(),
});
const amounts = fc.integer({ min: 1, max: 400 }).map(String);
const days = fc.integer({ min: 1, max: 366 });
const withoutNothing = <Part extends object>(part: Part): Part =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Part;
const optional = <Value,>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const policies: fc.Arbitrary<ToldPolicy> = fc
  .record({
    credit: fc.record({
      homeUnit: fc.constantFrom(...HomeUnit.options),
      resolution: optional(fc.constantFrom('best', 'priority')),
      trim: optional(fc.constantFrom('partial', 'whole')),
      rounding: optional(
        fc.record({
          stage: fc.constantFrom('none', 'line', 'total'),
          mode: fc.constantFrom('DOWN', 'UP', 'HALF_UP', 'HALF_EVEN'),
          increment: fc.constantFrom('0.01', '0.5', '1'),
        }),
      ),
      conversions: optional(
        fc.dictionary(fc.constantFrom('US_QTR>US_SEM', 'HOURS>ECTS'), fc.constantFrom('2/3', '1/25'), {
          maxKeys: 2,
        }),
      ),
      postAfterResidentCredits: optional(amounts),
      recencyMonths: optional(fc.constantFrom(1, 60)),
      excludedCriteria: optional(fc.subarray([...Criterion.options], { minLength: 1 })),
    }),
    review: fc.record({
      stages: fc.array(
        fc
          .record({
            config: stages,
            minutes: optional(fc.boolean()),
            extendDays: optional(fc.integer({ min: 0, max: 120 })),
          })
          .map(({ config, minutes, extendDays }) => ({
            ...config,
            ...(minutes !== undefined && { minutes }),
            ...(extendDays !== undefined && { extendDays }),
          })),
        { minLength: 1, maxLength: 3 },
      ),
      deanFromCredits: optional(amounts),
      coverageThreshold: fc.integer({ min: 0, max: 100 }),
      reReviewMonths: fc.integer({ min: 1, max: 120 }),
      afterChange: optional(fc.constantFrom(...AfterChange.options)),
      delegation: optional(fc.constantFrom('offices' as const, 'none' as const)),
      claims: optional(fc.constantFrom('people' as const, 'unattended' as const)),
    }),
    appeal: fc.option(
      fc.record({
        text: optional(fc.constant('Write to the registrar.')),
        url: optional(fc.constant('https://example.edu/appeals')),
        noticeInDays: optional(days),
        withinDays: optional(days),
        answeredInDays: optional(days),
      }),
    ),
  })
  .map(({ credit, review, appeal }) => ({
    credit: CreditPolicy.parse(withoutNothing(credit)),
    review: ReviewPolicy.parse(withoutNothing(review)),
    appeal: appeal && AppealRoute.parse(withoutNothing(appeal)),
  }));
const all = (policy: ToldPolicy): PolicySentence[] => {
  const { credit, review, stages, appeal } = policyInSentences(policy);
  return [...credit, ...review, ...stages.flatMap(({ sentences }) => sentences), ...appeal];
};
const htmlOf = (policy: ToldPolicy) =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale="en-GB"
      timeZone="UTC"
      messages={{ credit, policy: policyWords, ui }}
      onError={(error) => {
        throw error;
      }}
    >
      <PolicyParts policy={policy} institution="Guild" programsHref="/institutions/guild#programs" />
    </NextIntlClientProvider>,
  );

describe('a policy in sentences', () => {
  it('says something of every field, whatever is set and whatever is not', () => {
    const always = [
      ...Object.keys(CreditPolicy.shape).map((field) => `credit.${field}`),
      ...Object.keys(ReviewPolicy.shape).map((field) => `review.${field}`),
      ...Object.keys(AppealRoute.shape).map((field) => `appeal.${field}`),
    ];
    fc.assert(
      fc.property(policies, (policy) => {
        const about = new Set(all(policy).map((sentence) => sentence.about));
        expect(always.filter((field) => !about.has(field))).toEqual([]);
      }),
    );
  });

  it('says of a stage each field that counts in it: all of them where votes are counted against each other', () => {
    const config = { ...fc.sample(stages, 1)[0]!, mode: 'quorumVote', threshold: 'majorityCast' } as const;
    const review = ReviewPolicy.parse({ stages: [config], coverageThreshold: 70, reReviewMonths: 12 });
    const about = all({ credit: { homeUnit: 'ECTS' }, review, appeal: null }).map((one) => one.about);
    expect(about).toEqual(
      expect.arrayContaining(Object.keys(StageConfig.shape).map((field) => `review.stages.0.${field}`)),
    );
  });

  it('tells every policy in words, without one that is missing', () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const html = htmlOf(policy);
        expect(html).not.toMatch(/policy\.|undefined|NaN|\{|\}/);
      }),
      { numRuns: 60 },
    );
  });

  it('has no word that no policy needs', () => {
    const said = new Set(fc.sample(policies, 2_000).flatMap((policy) => all(policy).map(({ say }) => say)));
    expect(Object.keys(policyWords.say).filter((key) => !said.has(key))).toEqual([]);
  });
});

const plain: ToldPolicy = {
  credit: { homeUnit: 'ECTS' },
  review: ReviewPolicy.parse({
    stages: [
      {
        kind: 'committee',
        mode: 'quorumVote',
        quorum: 'moreThanHalf',
        threshold: 'twoThirds',
        tie: 'chairDecides',
        minReviewers: 3,
        recusedCount: false,
        dueDays: 20,
      },
    ],
    coverageThreshold: 80,
    reReviewMonths: 36,
  }),
  appeal: null,
};

test.each<[string, (policy: ToldPolicy) => void]>([
  ['homeUnit', ({ credit }) => (credit.homeUnit = 'UK_CATS')],
  ['rounding', ({ credit }) => (credit.rounding = { stage: 'line' })],
  ['resolution', ({ credit }) => (credit.resolution = 'priority')],
  ['trim', ({ credit }) => (credit.trim = 'whole')],
  ['postAfterResidentCredits', ({ credit }) => (credit.postAfterResidentCredits = '12')],
  ['recencyMonths', ({ credit }) => (credit.recencyMonths = 60)],
  ['excludedCriteria', ({ credit }) => (credit.excludedCriteria = ['supervision'])],
  ['conversions', ({ credit }) => (credit.conversions = { 'HOURS>ECTS': '1/25' })],
  ['coverageThreshold', ({ review }) => (review.coverageThreshold = 70)],
  ['reReviewMonths', ({ review }) => (review.reReviewMonths = 12)],
  ['afterChange', ({ review }) => (review.afterChange = 'reopen')],
  ['delegation', ({ review }) => (review.delegation = 'none')],
  ['claims', ({ review }) => (review.claims = 'unattended')],
  ['extendDays', ({ review }) => (review.stages[0]!.extendDays = 2)],
  ['kind', ({ review }) => (review.stages[0]!.kind = 'dean')],
  ['mode', ({ review }) => (review.stages[0]!.mode = 'all')],
  ['quorum', ({ review }) => (review.stages[0]!.quorum = 5)],
  ['threshold', ({ review }) => (review.stages[0]!.threshold = 'unanimous')],
  ['minReviewers', ({ review }) => (review.stages[0]!.minReviewers = 4)],
  ['recusedCount', ({ review }) => (review.stages[0]!.recusedCount = true)],
  ['dueDays', ({ review }) => (review.stages[0]!.dueDays = 5)],
  ['everyReason', ({ review }) => (review.stages[0]!.everyReason = true)],
  ['minutes', ({ review }) => (review.stages[0]!.minutes = false)],
  ['appeal', (policy) => (policy.appeal = { withinDays: 20 })],
])('another %s is told otherwise', (_field, change) => {
  const other = structuredClone(plain);
  change(other);
  expect(htmlOf(other)).not.toBe(htmlOf(plain));
});

test('what an institution does not state is told as that, and a tie that cannot be is not spoken of', () => {
  const html = htmlOf(plain);
  expect(html).toContain('How to appeal: not stated.');
  expect(html).toContain('at least two thirds of the votes cast are for');
  expect(html).not.toContain('votes are equal');
});

test('an address is a link, and text of the institution stays text', () => {
  const html = htmlOf({
    ...plain,
    appeal: { text: 'Ask <b>us</b> {now}', url: 'https://example.edu/appeals?a=1&b=2' },
  });
  expect(html).toContain('Ask &lt;b&gt;us&lt;/b&gt; {now}');
  expect(html).toContain('href="https://example.edu/appeals?a=1&amp;b=2"');
});
