import { conversionsInto } from '@/lib/amount/conversion';
import type { Unit } from '@/lib/amount/unit';
import { needsMinutes, type StageConfig, type StageKind } from '@/lib/review/stage-config';
import { afterChangeOf, type AppealRoute, type CreditPolicy, type ReviewPolicy } from './policy-version';

/** What stands in a sentence: a word or whole number; an exact amount; a unit, with an amount that it belongs to or alone; an address. */
export type SentenceValue = string | number | { exact: string } | { unit: Unit; exact?: string };

/** One thing that a policy says: about which of its fields, by which message, and with what in it. */
export interface PolicySentence {
  about: string;
  say: string;
  values: Readonly<Record<string, SentenceValue>>;
}

/** What a policy says, part by part, in the order in which somebody reads it who asks how a decision is made. */
export interface PolicyInSentences {
  credit: PolicySentence[];
  review: PolicySentence[];
  stages: { kind: StageKind; sentences: PolicySentence[] }[];
  appeal: PolicySentence[];
}

export type ToldPolicy = { credit: CreditPolicy; review: ReviewPolicy; appeal: AppealRoute | null };

type Said = readonly [say: string, values?: PolicySentence['values']];
/** For each field what is said of it; null where another field makes it mean nothing. A field without a line here is no program. */
type Tellers<Whole, Beside = undefined> = {
  [Field in keyof Whole]-?: (whole: Whole, beside: Beside) => Said | readonly Said[] | null;
};

const unstated = (field: string): Said => ['notStated', { field }];

const credit: Tellers<CreditPolicy> = {
  homeUnit: ({ homeUnit }) => ['homeUnit', { unit: { unit: homeUnit } }],
  rounding: ({ rounding }) =>
    rounding === undefined || rounding.stage === 'none'
      ? ['roundingNone']
      : [
          rounding.stage === 'line' ? 'roundingLine' : 'roundingTotal',
          { mode: rounding.mode ?? 'HALF_UP', increment: { exact: rounding.increment ?? '0.01' } },
        ],
  resolution: ({ resolution }) => [resolution === 'priority' ? 'resolutionPriority' : 'resolutionBest'],
  trim: ({ trim }) => [trim === 'whole' ? 'trimWhole' : 'trimPartial'],
  postAfterResidentCredits: ({ postAfterResidentCredits: after, homeUnit }) =>
    after === undefined ? ['postAtOnce'] : ['postAfter', { amount: { exact: after, unit: homeUnit } }],
  recencyMonths: ({ recencyMonths: count }) =>
    count === undefined ? ['recencyOpen'] : ['recency', { count }],
  excludedCriteria: ({ excludedCriteria = [] }) =>
    excludedCriteria.length === 0
      ? ['criteriaAll']
      : excludedCriteria.map((criterion): Said => ['criterionExcluded', { criterion }]),
  conversions: ({ homeUnit, conversions }) => {
    const all = conversionsInto(homeUnit, conversions ?? {});
    return all.length === 0
      ? ['conversionsNone']
      : all.map(
          ({ from, to, factor }): Said => [
            'conversion',
            { from: { exact: '1', unit: from }, to: { exact: factor, unit: to } },
          ],
        );
  },
};

/** Whether votes are counted against each other: in a vote, and where several must have voted before one of them decides. */
function isCounted({ mode, minReviewers }: StageConfig): boolean {
  return mode === 'quorumVote' || (mode === 'single' && minReviewers > 1);
}

/** @source lib/review/tally.ts, which counts what is told here */
const stage: Tellers<StageConfig> = {
  kind: ({ kind }) => ['stageKind', { kind }],
  mode: ({ mode, minReviewers }) =>
    mode === 'single' ? ['modeSingle', { count: minReviewers }] : [mode === 'all' ? 'modeAll' : 'modeVote'],
  quorum: ({ mode, quorum }) =>
    mode === 'single' || (mode === 'all' && quorum === 'moreThanHalf')
      ? null
      : quorum === 'moreThanHalf'
        ? ['quorumHalf']
        : ['quorumCount', { count: quorum }],
  threshold: (config) => (isCounted(config) ? ['threshold', { threshold: config.threshold }] : null),
  tie: (config) =>
    !isCounted(config) || config.threshold === 'twoThirds' || config.threshold === 'unanimous'
      ? null
      : [config.mode === 'quorumVote' && config.tie === 'chairDecides' ? 'tieChair' : 'tieNot'],
  minReviewers: ({ mode, minReviewers }) =>
    mode === 'single' ? null : ['minReviewers', { count: minReviewers }],
  recusedCount: ({ mode, recusedCount }) =>
    mode === 'single' ? null : [recusedCount ? 'recusedCount' : 'recusedLeave'],
  dueDays: ({ dueDays }) => ['dueDays', { count: dueDays }],
  extendDays: ({ dueDays, extendDays = dueDays }) => ['extendDays', { count: extendDays }],
  everyReason: ({ everyReason }) => [everyReason === true ? 'reasonsAll' : 'reasonsWhereItMatters'],
  minutes: (config) => [needsMinutes(config) ? 'minutesYes' : 'minutesNo'],
};

const review: Tellers<ReviewPolicy, CreditPolicy> = {
  stages: ({ stages }) => ['stages', { count: stages.length }],
  deanFromCredits: ({ stages, deanFromCredits }, { homeUnit }) =>
    !stages.some(({ kind }) => kind === 'dean')
      ? ['deanNever']
      : deanFromCredits === undefined || deanFromCredits === null
        ? ['deanAlways']
        : ['deanFrom', { amount: { exact: deanFromCredits, unit: homeUnit } }],
  coverageThreshold: ({ coverageThreshold }) => ['coverage', { percent: coverageThreshold }],
  reReviewMonths: ({ reReviewMonths }) => ['reReview', { count: reReviewMonths }],
  afterChange: (whole) => ['afterChange', { answer: afterChangeOf(whole) }],
  delegation: ({ delegation = 'offices' }) => ['delegation', { answer: delegation }],
  claims: ({ claims = 'people' }) => ['claims', { answer: claims }],
};

const appeal: Tellers<AppealRoute> = {
  text: ({ text }) => (text === undefined ? unstated('text') : ['appealText', { text }]),
  url: ({ url }) => (url === undefined ? unstated('url') : ['appealUrl', { url }]),
  noticeInDays: ({ noticeInDays: count }) =>
    count === undefined ? unstated('noticeInDays') : ['appealNotice', { count }],
  withinDays: ({ withinDays: count }) =>
    count === undefined ? unstated('withinDays') : ['appealWithin', { count }],
  answeredInDays: ({ answeredInDays: count }) =>
    count === undefined ? unstated('answeredInDays') : ['appealAnswered', { count }],
};

function tell<Whole, Beside>(
  tellers: Tellers<Whole, Beside>,
  whole: Whole,
  beside: Beside,
  at: string,
): PolicySentence[] {
  return (Object.keys(tellers) as (keyof Whole & string)[]).flatMap((field) => {
    const said = tellers[field](whole, beside);
    const several = said === null ? [] : typeof said[0] === 'string' ? [said as Said] : (said as Said[]);
    return several.map(([say, values = {}]) => ({ about: `${at}.${field}`, say, values }));
  });
}

/** How credit is counted, alone: what stands beside an institution's decisions. */
export function creditInSentences(policy: CreditPolicy): PolicySentence[] {
  return tell(credit, policy, undefined, 'credit');
}

/** How one stage decides, alone: what stands beside a vote in it. */
export function stageInSentences(config: StageConfig): PolicySentence[] {
  return tell(stage, config, undefined, 'stage');
}

/**
 * A policy in sentences, each about one of its fields; what it leaves open is told by what is done then, or as not stated. The only place
 * that decides what is said of a policy, for students and staff alike. What a field means nothing beside another is not said.
 * @units amounts in the home unit; days as business days, which are neither weekends nor days without work of the institution
 */
export function policyInSentences(policy: ToldPolicy): PolicyInSentences {
  return {
    credit: creditInSentences(policy.credit),
    review: tell(review, policy.review, policy.credit, 'review'),
    stages: policy.review.stages.map((config, index) => ({
      kind: config.kind,
      sentences: tell(stage, config, undefined, `review.stages.${index}`),
    })),
    appeal: tell(appeal, policy.appeal ?? {}, undefined, 'appeal'),
  };
}
