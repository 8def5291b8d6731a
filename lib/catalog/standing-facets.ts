import type { Advised } from './advice';
import type { CountedCourse } from './counted-course';
import { holdsInProgram } from './holds-in-program';
import { silenceOf, type Standing, strongestOf } from './standing';

/** How an entry stands by one public rule of an institution. */
export interface RuleStanding {
  tenantId: string;
  standing: Standing;
  /** Codes of the programs that it holds in; null is every program. */
  programs: readonly string[] | null;
}

/** What institutions have come to about one entry. */
export interface EntryStandings {
  rules: readonly RuleStanding[];
  /** Institutions that considered a proposal and did not accept it. */
  consideredBy: readonly string[];
  /** What it counts as where it earns credit now. */
  countsAs: readonly CountedCourse[];
  /** What third parties make of it by their advice. */
  advised: Advised;
}

const [anywhere, silence, given] = ['standing', 'silence', 'given'] as const;
const at = (tenantId: string) => `standing ${tenantId}`;
const inProgram = (tenantId: string, code: string) => `standing ${tenantId} ${code}`;
const counting = (tenantId: string) => `counts ${tenantId}`;
/** What holds in every program, for those of which no rule speaks by itself. */
export const inEvery = '*';

/** The strongest standing of all institutions: rules before what was considered, that before advice, and that before silence. */
export function standingAnywhere({ rules, consideredBy, advised }: EntryStandings): Standing {
  return rules.length > 0
    ? strongestOf(rules.map(({ standing }) => standing))
    : silenceOf(advised, consideredBy.length > 0);
}

/**
 * The facets in which an entry stands: anywhere, and with each institution that has come to something, in all and in the programs that its
 * rules name; the institutions that give credit; and the programs of each in which it counts. `standingFacetsFor`, `givenFacet` and
 * `countingFacetOf` say which of them a search asks for.
 */
export function standingFacets(entry: EntryStandings): Record<string, readonly string[]> {
  const facets: Record<string, readonly string[]> = {
    [anywhere]: [standingAnywhere(entry)],
    [silence]: [silenceOf(entry.advised, false)],
  };
  const givenAt: string[] = [];
  for (const tenantId of new Set([...entry.rules.map((rule) => rule.tenantId), ...entry.consideredBy])) {
    const rules = entry.rules.filter((rule) => rule.tenantId === tenantId);
    const strongest = (some: readonly RuleStanding[]): Standing[] => {
      if (some.length > 0) return [strongestOf(some.map(({ standing }) => standing))];
      return entry.consideredBy.includes(tenantId) ? ['considered'] : [];
    };
    facets[at(tenantId)] = strongest(rules);
    const named = new Set(rules.flatMap(({ programs }) => programs ?? []));
    for (const code of [inEvery, ...named])
      facets[inProgram(tenantId, code)] = strongest(
        rules.filter(({ programs }) => holdsInProgram(programs, code)),
      );
    const counts = [inEvery, ...named].filter((code) => isPublished(facets[inProgram(tenantId, code)]));
    // What counts in every program is not named for each: a program counts what names it, and what names every one.
    facets[counting(tenantId)] = counts.includes(inEvery) ? [inEvery] : counts;
    if (isPublished(facets[at(tenantId)])) givenAt.push(tenantId);
  }
  facets[given] = givenAt;
  return Object.fromEntries(Object.entries(facets).filter(([, values]) => values.length > 0));
}

function isPublished(standings: readonly string[] = []): boolean {
  return standings.includes('published' satisfies Standing);
}

/** The facet of the institutions that give credit for an entry, by their ids. */
export const givenFacet = given;

/** The facet of the programs of an institution in which an entry counts: their codes, or `*` for every program. */
export function countingFacetOf(tenantId: string): string {
  return counting(tenantId);
}

/** The facets of which the first that an entry has a value in says how it stands: anywhere, with an institution, or in a program of it. */
export function standingFacetsFor(tenantId: string | null, program: string | null): readonly string[] {
  if (tenantId === null) return [anywhere];
  return program === null
    ? [at(tenantId), silence]
    : [inProgram(tenantId, program), inProgram(tenantId, inEvery), silence];
}
