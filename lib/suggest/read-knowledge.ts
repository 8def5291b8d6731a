import type { MeaningSpace, Places } from './meaning-space';
import type { Outcome } from './precedent';
import type { ReadExternal } from './read-external';
import type { TermIndex } from './term-index';

/** A target as it is compared. */
export interface ReadTarget {
  id: string;
  kind: Outcome;
  subject: string;
  level: number;
  sequence: number;
  credits: number | null;
  title: string;
  stems: readonly string[];
  runs: readonly string[];
  meaning: readonly string[];
}

/** A decided precedent, with its targets by their place in the list. */
export interface ReadPrecedent {
  id: string;
  family: string;
  external: ReadExternal;
  targets: readonly number[];
  /** The kinds of its targets, each once. */
  kinds: readonly Outcome[];
  outcome: Outcome;
}

/** Everything that suggestions rest on, read once: precedents and targets in an order of their own, and what finds them. */
export interface Knowledge {
  /** The last is "no credit". */
  targets: readonly ReadTarget[];
  none: number;
  precedents: readonly ReadPrecedent[];
  /** How many precedents have each target. */
  popularity: Int32Array;
  /** The places of each family's precedents. */
  byFamily: ReadonlyMap<string, readonly number[]>;
  bySubject: ReadonlyMap<string, readonly number[]>;
  /** What each foreign subject led to. */
  granted: ReadonlyMap<string, GrantedSubjects>;
  byCodes: ReadonlyMap<string, readonly number[]>;
  electivesBySubject: ReadonlyMap<string, readonly number[]>;
  runs: TermIndex;
  stems: TermIndex;
  texts: TermIndex;
  targetRuns: TermIndex;
  targetTitles: TermIndex;
  targetWords: TermIndex;
  targetTexts: TermIndex;
  space: MeaningSpace;
  places: Places;
  targetPlaces: Places;
}

/** How often each subject of the institution was granted, by the kind of target. */
export type GrantedSubjects = Record<Outcome, Map<string, number>>;
