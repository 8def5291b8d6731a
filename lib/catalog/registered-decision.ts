import type { DecisionWord } from './decision-word';
import type { Line } from '@/lib/credit/input';
import { addDays } from '@/lib/kernel/civil-date';
import { type Considered, type Standing } from './standing';
import type { Offer } from './offered';
import type { TableWords } from './table-words';
import { conditionCodes } from './offer-conditions';

/** One row of the register. Texts that say nothing are empty. @units credit: `creditUnit`, exact; totalEcts: what its holder gets by all rules of the institution, ECTS, exact */
export interface RegisteredDecision {
  institution: string;
  institutionName: string;
  decision: DecisionWord;
  /** How it stands today: a decision that has ended or was suspended or revoked stays in the register. */
  standing: Standing;
  since: string;
  /** First day of a decision that begins later; empty where it has begun. */
  beginsOn: string;
  decidedOn: string;
  rule: string;
  version: string;
  certificates: readonly { slug: string; title: string }[];
  credit: string;
  creditUnit: string;
  totalEcts: string;
  isMost: boolean;
  isAsStated: boolean;
  countsAs: readonly string[];
  conditions: readonly string[];
  reason: string;
  /** What it is told from, for those who say it in words; null of what gives nothing. */
  offer: Offer | null;
}

type Named = Pick<RegisteredDecision, 'institution' | 'institutionName' | 'certificates'>;

/** A published rule as a row, by what it offers. */
export function registeredRule(
  named: Named,
  rule: {
    code: string;
    version: number;
    deny: boolean;
    statusSince: string;
    publishedOn: string | null;
    publicNote: string;
  },
  offer: Offer,
): RegisteredDecision {
  const isLimited =
    offer.programs !== null ||
    offer.ways.every(({ microCredentials, assessments }) => microCredentials.length + assessments.length > 0);
  return {
    ...named,
    decision: rule.deny ? 'no' : isLimited ? 'partly' : 'yes',
    standing: offer.standing,
    since: standsSince(rule.statusSince, offer),
    beginsOn: offer.opensOn ?? '',
    decidedOn: rule.publishedOn ?? '',
    rule: rule.code,
    version: String(rule.version),
    credit: offer.amount ?? '',
    creditUnit: offer.amount === null ? '' : offer.unit,
    totalEcts: offer.ects ?? '',
    isMost: offer.isMaximum,
    isAsStated: offer.isAsStated,
    countsAs: [
      ...offer.lines.map(({ line, amount }) => [line.target, amount].filter((part) => part).join(' ')),
      ...offer.choices.map((lines) => `or ${lines.map(chosenLine).join(' + ')}`),
    ],
    conditions: conditionCodes(offer),
    reason: rule.publicNote,
    offer,
  };
}

/** What has ended stands so since the day after its last one; anything else since it was put in force, suspended or revoked. */
function standsSince(statusSince: string, { standing, closesOn }: Offer): string {
  return standing === 'ended' && closesOn !== null && closesOn >= statusSince
    ? addDays(closesOn, 1)
    : statusSince;
}

/** A line of what may be had instead, with its amount where the rule states one. */
function chosenLine({ target, credits }: Line): string {
  return 'amount' in credits ? [target, credits.amount, credits.unit].filter(Boolean).join(' ') : target;
}

/** A proposal that was not accepted as a row. */
export function registeredConsidered(named: Named, { on, publicReason }: Considered): RegisteredDecision {
  return {
    ...named,
    decision: 'considered',
    standing: 'considered',
    since: on,
    beginsOn: '',
    decidedOn: on,
    rule: '',
    version: '',
    credit: '',
    creditUnit: '',
    totalEcts: '',
    isMost: false,
    isAsStated: false,
    countsAs: [],
    conditions: [],
    reason: publicReason,
    offer: null,
  };
}

/** The columns of the register as a table, in their order, each with its cell. */
export const registerColumns: readonly (readonly [
  string,
  (row: RegisteredDecision, words: TableWords) => string,
])[] = [
  ['institution', (row) => row.institution],
  ['institution_name', (row) => row.institutionName],
  ['decision', (row) => row.decision],
  ['standing', (row) => row.standing],
  ['since', (row) => row.since],
  ['begins_on', (row) => row.beginsOn],
  ['decided_on', (row) => row.decidedOn],
  ['certificates', (row) => row.certificates.map(({ title }) => title).join('; ')],
  ['certificate_slugs', (row) => row.certificates.map(({ slug }) => slug).join('; ')],
  ['credit', (row) => row.credit],
  ['credit_unit', (row) => row.creditUnit],
  ['total_ects', (row) => row.totalEcts],
  ['credit_is_most', (row) => (row.credit === '' ? '' : row.isMost ? 'yes' : 'no')],
  ['credit_as_stated', (row) => (row.isAsStated ? 'yes' : 'no')],
  ['counts_as', (row) => row.countsAs.join('; ')],
  ['conditions', (row) => row.conditions.join('; ')],
  ['reason', (row) => row.reason],
  ['rule', (row) => row.rule],
  ['version', (row) => row.version],
  // The codes before in the words of the pages.
  ['decision_in_words', (row, words) => words.decision(row.decision)],
  ['standing_in_words', (row, words) => words.standing(row.standing)],
  ['credit_unit_in_words', ({ offer }, words) => (offer?.amount ? words.unit(offer.unit) : '')],
  ['conditions_in_words', ({ offer }, words) => (offer === null ? '' : words.conditions(offer))],
];
