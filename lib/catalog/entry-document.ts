import { broadFieldOf, cipSeriesOf } from '@/lib/micro-credential/field-of-study';
import { parseRational } from '@/lib/amount/rational';
import { foldedName } from '@/lib/micro-credential/natural-key';
import type { SearchDocument } from '@/lib/search/document';
import { titleKey } from '@/lib/search/title-key';
import { countedFacet, countedValue } from './counted-course';
import { EqfLevel, longestValue } from './facets';
import type { Kind } from './kind';
import { priceBandOf } from './price-band';
import { Standing } from './standing';
import { type EntryStandings, standingAnywhere, standingFacets } from './standing-facets';

/** What an entry says, as far as it is searched or chosen by. */
export interface EntryTexts {
  id: string;
  kind: Kind;
  title: string;
  /** Of a course of another university: its code there. */
  code: string | null;
  provider: string;
  platform: string | null;
  awardingBody: string | null;
  subject: string | null;
  iscedF: string | null;
  cip: string | null;
  language: string | null;
  levelLabel: string | null;
  isWithdrawn: boolean;
  skills: readonly string[];
  /** Of its newest version. */
  outcomes: readonly string[];
  description: string | null;
  /** @units notional hours, exact */
  workloadHours: string | null;
  eqfMin: number | null;
  eqfMax: number | null;
  assessment: readonly string[];
  supervision: string | null;
  participation: string | null;
  qualityAssurance: string | null;
  /** @units the currency, exact */
  price: string | null;
  currency: string | null;
  /** What its issuer states, an amount with its unit. */
  statedCredit: string | null;
  /** What third parties recommend, each an amount with its unit. */
  recommended: readonly string[];
  /** When it was listed. @units milliseconds since 1970 */
  listedAt: number;
}

/** Farther away when words decide nothing: courses taken elsewhere, and what is no longer offered; then by what was decided. */
function rankOf({ kind, isWithdrawn }: EntryTexts, standing: Standing): number {
  const away = (kind === 'external_course' ? 2 : 0) + (isWithdrawn ? 1 : 0);
  return away * 10 + Standing.options.indexOf(standing);
}

/** One entry as it is searched: its words, the facets in which it counts, its place. `credit` is what it earns, as `creditFacets` says. */
export function documentOf(
  entry: EntryTexts,
  standings: EntryStandings,
  credit: Readonly<Record<string, readonly string[]>>,
): SearchDocument {
  const known = (value: string | null) => (value === null ? [] : [value]);
  const choices = (...values: (string | null)[]) => [
    ...new Set(values.flatMap((value) => (value === null || value.length > longestValue ? [] : [value]))),
  ];
  return {
    id: entry.id,
    rank: rankOf(entry, standingAnywhere(standings)),
    title: entry.title,
    codes: known(entry.code),
    providers: [entry.provider, ...known(entry.platform), ...known(entry.awardingBody)],
    // Who looks for a course that they have to take finds what counts as it.
    skills: [...entry.skills, ...known(entry.subject), ...countedWords(standings)],
    outcomes: entry.outcomes,
    description: entry.description ?? '',
    language: entry.language,
    facets: {
      ...standingFacets(standings),
      ...credit,
      subject: choices(entry.subject),
      field: known(entry.iscedF).map(broadFieldOf),
      cip: known(entry.cip).map(cipSeriesOf),
      skill: eachOnce(choices(...entry.skills), titleKey),
      [countedFacet]: standings.countsAs.map(countedValue),
      [organizationFacet]: eachOnce(choices(entry.provider, entry.platform, entry.awardingBody), foldedName),
      provider: choices(entry.provider),
      platform: choices(entry.platform),
      level: choices(entry.levelLabel),
      eqf: eqfLevels(entry),
      language: choices(entry.language),
      kind: [entry.kind],
      participation: choices(entry.participation),
      assessment: choices(...entry.assessment),
      supervision: choices(entry.supervision),
      quality: choices(entry.qualityAssurance),
      price: [priceBandOf(entry.price, entry.currency)],
      stated: choices(entry.statedCredit),
      recommended: choices(...entry.recommended),
    },
    numbers: {
      listed: entry.listedAt,
      givers: giversOf(standings),
      ...(entry.workloadHours !== null && { hours: parseRational(entry.workloadHours).valueOf() }),
    },
  };
}

/** The facet of whoever an entry names: its provider, platform and awarding body. */
export const organizationFacet = 'organization';

/** Codes and titles of what it counts as, each once. */
function countedWords({ countsAs }: EntryStandings): string[] {
  return [...new Set(countsAs.flatMap(({ code, title }) => [code, title]))].sort();
}

/** Of several spellings of one name the first. */
function eachOnce(names: readonly string[], keyOf: (name: string) => string): string[] {
  const keys = names.map(keyOf);
  return names.filter((_, at) => keys[at] !== '' && keys.indexOf(keys[at] as string) === at);
}

/** How many institutions give credit for it now. */
function giversOf({ rules }: EntryStandings): number {
  return new Set(rules.filter(({ standing }) => standing === 'published').map(({ tenantId }) => tenantId))
    .size;
}

/** Every level from the lowest to the highest; one that says only one of them has that. */
function eqfLevels({ eqfMin, eqfMax }: Pick<EntryTexts, 'eqfMin' | 'eqfMax'>): string[] {
  const [lowest, highest] = [eqfMin ?? eqfMax, eqfMax ?? eqfMin];
  return EqfLevel.options.filter(
    (level) => lowest !== null && highest !== null && Number(level) >= lowest && Number(level) <= highest,
  );
}
