import { can } from '@/lib/access/can';
import { furtherOf, standingOffers } from '@/lib/catalog/compare-offers';
import { creditFacetsFor, type GivenOffer, earnedAmount, earnedRank } from '@/lib/catalog/credit-facets';
import { compareDrifts, type Drift, driftOf, type Said, type Word } from '@/lib/catalog/drift';
import { countingFacetOf, inEvery, standingFacetsFor } from '@/lib/catalog/standing-facets';
import { listEntriesOf } from '@/lib/db/entry-standings';
import type { FoundMicroCredential } from '@/lib/db/found-micro-credentials';
import type { PublicInstitution } from '@/lib/db/public-institutions';
import { allDepartments, findPolicyInForce, getInstitution } from '@/lib/db/institutions';
import { findTitles } from '@/lib/db/micro-credentials';
import { listAcrossDepartments, readCourses, readInForce } from '@/lib/db/rules-in-force';
import type { Tx } from '@/lib/db/tx';
import { type SaidByRule, saidByDepartments } from '@/lib/catalog/said-by-department';
import type { SearchIndex } from '@/lib/search/search-index';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';

export const driftsPerPage = 20;

export interface DriftRow extends Drift {
  entry: FoundMicroCredential;
  /** What one's own institution says, then those that have come to something, the most credit first. */
  answers: (Said & { institution: PublicInstitution; isOwn: boolean })[];
  /** How many institutions have not come to anything: that is no no. */
  undecided: number;
}

export interface DepartmentDrift extends Drift {
  entry: { id: string; title: string; language: string | null; slug: string };
  answers: (SaidByRule & { name: string })[];
}

export interface DriftView {
  rows: DriftRow[];
  total: number;
  /** Where one's own departments differ, as far as was looked. */
  between: DepartmentDrift[];
  /** Whether more certificates were decided by several departments than were looked at. */
  isCut: boolean;
  /** Whether the reader may start a mapping from what another institution says. */
  mayMap: boolean;
  /** Whether what certificates earn has been read; after a start that takes a while. */
  areAmountsRead: boolean;
}

/** Where other institutions say something else about a certificate that one's own has decided about: published answers alone. */
export async function viewDrift(ctx: Context, page: number): Promise<DriftView> {
  const { tenantId, mayMap, between, isCut } = await query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'rule.list', { tenantId: actor.tenantId });
    const { tenantId } = actor;
    return {
      tenantId,
      mayMap: can(actor, 'rule.draft', { tenantId }).allowed,
      ...(await listBetweenDepartments(tx, ctx, tenantId)),
    };
  });
  const { index, institutions, entriesOf, areAmountsRead } = await ctx.catalog.upToDate(ctx.now);
  const found = await ctx.catalog.keep(ctx.now, `drift ${tenantId}`, async () =>
    listDrifts(
      index,
      tenantId,
      institutions.map(({ id }) => id),
      await listEntriesOf(ctx.database, [tenantId]),
    ),
  );
  const shown = found.slice((page - 1) * driftsPerPage, page * driftsPerPage);
  const entries = await entriesOf(shown.map(({ id }) => id));
  const own = institutions.find(({ id }) => id === tenantId);
  return {
    total: found.length,
    between,
    isCut,
    mayMap,
    areAmountsRead,
    rows: shown.flatMap(({ id, difference }) => {
      const entry = entries.get(id);
      if (entry === undefined || own === undefined) return [];
      const said = institutions.map((institution) => ({
        ...answerOf(index, id, institution.id, entry.answers),
        institution,
        isOwn: institution === own,
      }));
      const others = said.filter(({ isOwn, word }) => !isOwn && word !== 'undecided');
      return [
        {
          entry: entry.found,
          difference,
          answers: [
            ...said.filter(({ isOwn }) => isOwn),
            ...others.sort((a, b) => rank(index, id, b.by) - rank(index, id, a.by)),
          ],
          undecided: said.length - 1 - others.length,
        },
      ];
    }),
  };
}

/** Certificates that departments are compared about. */
const mostShared = 300;

/** Where departments of the institution differ by what each of them has in force, the farthest apart first. */
async function listBetweenDepartments(
  tx: Tx,
  ctx: Context,
  tenantId: string,
): Promise<Pick<DriftView, 'between' | 'isCut'>> {
  const { homeUnit, timeZone } = await getInstitution(tx, tenantId);
  const today = todayIn(ctx, timeZone);
  const { shared, total } = await listAcrossDepartments(tx, today, mostShared);
  if (shared.length === 0) return { between: [], isCut: false };
  const rules = new Map(
    (await readInForce(tx, [...new Set(shared.flatMap(({ ids }) => ids))])).map((rule) => [rule.id, rule]),
  );
  const conversions = (await findPolicyInForce(tx, today))?.credit.conversions ?? {};
  const world = { homeUnit, conversions, courses: await readCourses(tx, today) };
  const names = new Map((await allDepartments(tx)).map(({ id, name }) => [id, name]));
  const titles = new Map(
    (
      await findTitles(
        tx,
        shared.map(({ entryId }) => entryId),
      )
    ).map((entry) => [entry.id, entry]),
  );
  const between = shared.flatMap(({ entryId, ids }): DepartmentDrift[] => {
    const own = ids.flatMap((id) => rules.get(id) ?? []);
    const said = saidByDepartments(entryId, own, world);
    const entry = titles.get(entryId);
    const drift = said
      .map((one) => driftOf(one, said))
      .filter((one) => one !== null)
      .sort(compareDrifts)[0];
    if (entry === undefined || drift === undefined) return [];
    return [
      {
        ...drift,
        entry,
        answers: said.map((one) => ({ ...one, name: names.get(one.by) ?? '' })),
      },
    ];
  });
  return { between: between.sort(compareDrifts), isCut: total > shared.length };
}

/** Looked at before others have their turn. @units certificates */
const atOnce = 500;

/** All certificates about which an institution and another one differ, the farthest apart first. */
async function listDrifts(
  index: SearchIndex,
  tenantId: string,
  institutions: readonly string[],
  ids: readonly string[],
): Promise<(Drift & { id: string })[]> {
  const found: (Drift & { id: string })[] = [];
  for (const [at, id] of ids.entries()) {
    if (at % atOnce === atOnce - 1) await new Promise((resolve) => setImmediate(resolve));
    const own = saidBy(index, id, tenantId);
    if (own.word === 'undecided') continue;
    const drift = driftOf(
      own,
      institutions.filter((one) => one !== tenantId).map((one) => saidBy(index, id, one)),
    );
    if (drift !== null) found.push({ ...drift, id });
  }
  return found.sort((a, b) => compareDrifts(a, b) || (a.id < b.id ? -1 : 1));
}

/** What an institution says today, as the catalog in memory knows it. */
function saidBy(index: SearchIndex, id: string, tenantId: string): Said {
  const [of] = standingFacetsFor(tenantId, null);
  const [standing] = index.valuesOf(id, of === undefined ? [] : [of]);
  const [earned] = index.valuesOf(id, creditFacetsFor([tenantId], []));
  const isEverywhere = index.valuesOf(id, [countingFacetOf(tenantId)]).includes(inEvery);
  const word: Word =
    standing === 'published'
      ? isEverywhere
        ? 'yes'
        : 'partly'
      : standing === 'refused'
        ? 'no'
        : standing === 'considered'
          ? 'considered'
          : 'undecided';
  const isGiven = word === 'yes' || word === 'partly';
  return { by: tenantId, word, ects: isGiven && earned !== undefined ? earnedAmount(earned) : null };
}

/** The same with what only the offer tells: that the certificate alone is not enough. */
function answerOf(index: SearchIndex, id: string, tenantId: string, answers: readonly GivenOffer[]): Said {
  const said = saidBy(index, id, tenantId);
  const [best] = standingOffers(answers.filter((one) => one.tenantId === tenantId));
  if (said.word !== 'yes' || best === undefined) return said;
  const { certificates, assessments } = furtherOf(best.offer);
  return certificates + assessments > 0 ? { ...said, word: 'partly' } : said;
}

function rank(index: SearchIndex, id: string, tenantId: string): number {
  const [earned] = index.valuesOf(id, creditFacetsFor([tenantId], []));
  return earned === undefined ? -Infinity : earnedRank(earned);
}
