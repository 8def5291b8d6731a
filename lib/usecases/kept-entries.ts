import type { GivenOffer } from '@/lib/catalog/credit-facets';
import type { Offer } from '@/lib/catalog/offered';
import type { Database } from '@/lib/db/client';
import { type FoundMicroCredential, listFound } from '@/lib/db/found-micro-credentials';
import type { PublicInstitution } from '@/lib/db/public-institutions';
import { listRulesForEach } from '@/lib/db/public-rules';
import { type AskedOffer, findOffers } from './catalog/find-offers';
import { daysOf, lastOf } from './days-of';
import { dayIn } from '@/lib/usecases/day-in';

/** Rules looked at for one entry, and those that were left out since there are too many. */
export interface KeptAnswers {
  answers: GivenOffer[];
  notCompared: number;
}

export interface KeptEntry extends KeptAnswers {
  found: FoundMicroCredential;
}

/** An instant, and the institutions as they are then. */
export interface Look {
  now: string;
  institutions: readonly PublicInstitution[];
}

/** @units entries kept · rules the engine is asked about for one entry, where others have few */
const most = { kept: 4_000, rules: 40 };

/** What entries say in a list and what their rules offer, for those that were shown lately, until something about them changes. */
export class KeptEntries {
  private readonly kept = new Map<string, KeptEntry>();
  private forgettings = 0;

  constructor(private readonly database: Database) {}

  /** What was kept of these is read anew when it is asked for. */
  forget(ids: Iterable<string>): void {
    for (const id of ids) this.kept.delete(id);
    this.forgettings++;
  }

  /** These entries; those that are not there any more are missing. */
  async of(ids: readonly string[], look: Look): Promise<Map<string, KeptEntry>> {
    const before = this.forgettings;
    // Held here: what is forgotten while others are read must not fall out of the answer.
    const known = new Map(
      ids.flatMap((id) => {
        const entry = this.kept.get(id);
        return entry === undefined ? [] : [[id, entry] as const];
      }),
    );
    const read = await readEntries(
      this.database,
      ids.filter((id) => !known.has(id)),
      look,
    );
    const entries = new Map<string, KeptEntry>();
    for (const id of ids) {
      const entry = known.get(id) ?? read.get(id);
      if (entry === undefined) continue;
      entries.set(id, entry);
      // What was forgotten meanwhile may have been read before it changed.
      if (before === this.forgettings) this.keep(id, entry);
    }
    return entries;
  }

  private keep(id: string, entry: KeptEntry): void {
    this.kept.delete(id);
    this.kept.set(id, entry);
    const [oldest] = this.kept.keys();
    if (this.kept.size > most.kept && oldest !== undefined) this.kept.delete(oldest);
  }
}

async function readEntries(
  database: Database,
  ids: readonly string[],
  look: Look,
): Promise<Map<string, KeptEntry>> {
  if (ids.length === 0) return new Map();
  const [found, answers] = await Promise.all([
    listFound(database, ids, { now: look.now, day: lastOf(daysOf(look.institutions, look.now), look.now) }),
    readAnswers(database, ids, look, { institution: null, programs: [] }),
  ]);
  return new Map(
    found.map((one) => [one.id, { found: one, ...(answers.get(one.id) ?? { answers: [], notCompared: 0 }) }]),
  );
}

/** What the rules of one institution or all, for some programs or any, offer for each of these entries. */
export async function readAnswers(
  database: Database,
  ids: readonly string[],
  { now, institutions }: Look,
  among: { institution: string | null; programs: readonly string[] },
): Promise<Map<string, KeptAnswers>> {
  const rules = await listRulesForEach(database, ids, { now }, among, most.rules * Math.max(20, ids.length));
  const asked = ids.flatMap((ownId, at) => (rules[at]?.rules ?? []).map((rule) => ({ rule, ownId })));
  const offered = await offersNow(database, asked, { now, institutions });
  const found = new Map<string, KeptAnswers>(
    ids.map((id, at) => [
      id,
      { answers: [], notCompared: (rules[at]?.count ?? 0) - (rules[at]?.rules.length ?? 0) },
    ]),
  );
  for (const { rule, ownId, offer } of offered) {
    const programs = rule.definition.programs ?? null;
    found.get(ownId)?.answers.push({ tenantId: rule.tenantId, programs, offer });
  }
  return found;
}

/**
 * What these rules offer on the day of their institutions, each with what was asked. A rule of an institution that the look does not know
 * is left out: it began a moment ago and is known at the next look, its rules with it.
 */
export async function offersNow<Asked extends AskedOffer>(
  database: Database,
  asked: readonly Asked[],
  { now, institutions }: Look,
): Promise<(Asked & { offer: Offer })[]> {
  const known = new Set(institutions.map(({ id }) => id));
  const some = asked.filter(({ rule }) => known.has(rule.tenantId));
  const offers = await findOffers(database, some, {
    institutions,
    asOf: { now },
    dayOf: ({ timeZone }) => dayIn(now, timeZone),
  });
  return some.flatMap((one, at) => {
    const offer = offers[at];
    return offer === undefined ? [] : [{ ...one, offer }];
  });
}
