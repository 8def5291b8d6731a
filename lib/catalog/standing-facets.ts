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
  isRecommended: boolean;
}

const [anywhere, silence] = ['standing', 'silence'] as const;
const at = (tenantId: string) => `standing ${tenantId}`;
const inProgram = (tenantId: string, code: string) => `standing ${tenantId} ${code}`;
/** What holds in every program, for those of which no rule speaks by itself. */
const inEvery = '*';

/** The strongest standing of all institutions: rules before what was considered, that before advice, and that before silence. */
export function standingAnywhere({ rules, consideredBy, isRecommended }: EntryStandings): Standing {
  return rules.length > 0
    ? strongestOf(rules.map(({ standing }) => standing))
    : silenceOf(isRecommended, consideredBy.length > 0);
}

/**
 * The facets in which an entry stands: anywhere, and with each institution that has come to something, in all and in the programs that its
 * rules name. `standingFacetsFor` says which of them a search asks for.
 */
export function standingFacets(entry: EntryStandings): Record<string, Standing[]> {
  const facets: Record<string, Standing[]> = {
    [anywhere]: [standingAnywhere(entry)],
    [silence]: [silenceOf(entry.isRecommended, false)],
  };
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
        rules.filter(
          ({ programs }) => programs === null || programs.includes(inEvery) || programs.includes(code),
        ),
      );
  }
  return Object.fromEntries(Object.entries(facets).filter(([, values]) => values.length > 0));
}

/** The facets of which the first that an entry has a value in says how it stands: anywhere, with an institution, or in a program of it. */
export function standingFacetsFor(tenantId: string | null, program: string | null): readonly string[] {
  if (tenantId === null) return [anywhere];
  return program === null
    ? [at(tenantId), silence]
    : [inProgram(tenantId, program), inProgram(tenantId, inEvery), silence];
}
