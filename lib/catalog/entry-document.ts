import { parseRational } from '@/lib/amount/rational';
import type { SearchDocument } from '@/lib/search/document';
import type { Kind } from './kind';
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
  language: string | null;
  levelLabel: string | null;
  isWithdrawn: boolean;
  skills: readonly string[];
  /** Of its newest version. */
  outcomes: readonly string[];
  description: string | null;
  /** @units notional hours, exact */
  workloadHours: string | null;
}

/** Farther away when words decide nothing: courses taken elsewhere, and what is no longer offered; then by what was decided. */
function rankOf({ kind, isWithdrawn }: EntryTexts, standing: Standing): number {
  const away = (kind === 'external_course' ? 2 : 0) + (isWithdrawn ? 1 : 0);
  return away * 10 + Standing.options.indexOf(standing);
}

/** One entry as it is searched: its words, the facets in which it counts, its place. */
export function documentOf(entry: EntryTexts, standings: EntryStandings): SearchDocument {
  const known = (value: string | null) => (value === null ? [] : [value]);
  return {
    id: entry.id,
    rank: rankOf(entry, standingAnywhere(standings)),
    title: entry.title,
    codes: known(entry.code),
    providers: [entry.provider, ...known(entry.platform), ...known(entry.awardingBody)],
    skills: [...entry.skills, ...known(entry.subject)],
    outcomes: entry.outcomes,
    description: entry.description ?? '',
    language: entry.language,
    facets: {
      ...standingFacets(standings),
      subject: known(entry.subject),
      provider: [entry.provider],
      level: known(entry.levelLabel),
      language: known(entry.language),
      kind: [entry.kind],
    },
    numbers: entry.workloadHours === null ? {} : { hours: parseRational(entry.workloadHours).valueOf() },
  };
}
