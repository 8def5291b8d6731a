import { advisedBy } from '@/lib/catalog/advice';
import type { Unit } from '@/lib/amount/unit';
import { buildAnswers, type InstitutionAnswer } from '@/lib/catalog/entry';
import { compareOffers, isOpen } from '@/lib/catalog/compare-offers';
import { commonUnit, inUnit } from '@/lib/catalog/offer';
import type { Offer } from '@/lib/catalog/offered';
import { type Considered, strongestOf, type Standing } from '@/lib/catalog/standing';
import { listConsidered } from '@/lib/db/considered';
import { type CatalogEntry, findCatalogEntry } from '@/lib/db/catalog-entries';
import { listPublicInstitutions, type PublicInstitution } from '@/lib/db/public-institutions';
import { findCreditsAndNames, listInstitutionsNaming, listRulesNaming } from '@/lib/db/public-rules';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { curriculumCodesIn, microCredentialIdsIn } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { type Context, latestDay, todayIn } from '../context';
import { dayIn } from '@/lib/usecases/day-in';
import type { RuleNames } from '@/lib/rule/rule-names';
import { findOffers, type OfferedRule } from './find-offers';
import { namesFor } from './rule-names';

/** One public rule as the certificate's page shows it. */
export interface EntryRule extends OfferedRule {
  /** The offer in the common unit; null when the institution has no direct conversion. */
  converted: string | null;
  names: RuleNames;
}

export interface EntryView {
  entry: CatalogEntry;
  /** The day asked about, else today. */
  asOf: CivilDate;
  /** The latest day that it is where an institution decided about it: what was published this morning is not of tomorrow. */
  today: CivilDate;
  /** The best offer that can be had on that day. */
  best: { institution: PublicInstitution; offer: Offer } | null;
  /** The unit that the reader chose. */
  unit: Unit | null;
  /** In which all amounts are told beside their own: the one that the reader chose, or the one by which offers are sorted. */
  commonUnit: Unit;
  standing: Standing;
  decided: InstitutionAnswer<PublicInstitution, EntryRule>[];
  open: { institution: PublicInstitution; standing: Standing; considered: Considered | null }[];
  /** Institutions whose rules are not looked at here, since there are too many in all. */
  notCompared: PublicInstitution[];
}

/** Rules that one page shows. */
const mostRules = 300;

/** Everything the public may know of one micro-credential on a day: who decided what, and who has not decided yet. @refuses not_found */
export async function viewMicroCredential(
  ctx: Context,
  wanted: { slug: string; asOf: CivilDate | null; unit: Unit | null },
): Promise<EntryView> {
  authorize(ctx, 'catalog.view', { tenantId: null });
  // A day that has not come anywhere says nothing that today does not say better.
  const asOf = wanted.asOf !== null && wanted.asOf <= dayIn(ctx.now, firstZone) ? wanted.asOf : null;
  const [entry, institutions] = await Promise.all([
    findCatalogEntry(ctx.database, wanted.slug, asOf),
    listPublicInstitutions(ctx.database, asOf ?? ctx),
  ]);
  if (entry === null) refuse('not_found', 'catalog/no-such-entry');
  // A certificate that implies its parts is also proof of each of them, so their rules answer for it as well.
  const held = new Set([entry.id, ...(entry.componentsImplied ? entry.components.map(({ id }) => id) : [])]);
  const [read, considered] = await Promise.all([
    listRulesNaming(ctx.database, [...held], asOf ?? ctx, null, mostRules + 1),
    listConsidered(ctx.database, [entry.id], asOf ?? ctx),
  ]);
  const isCut = read.length > mostRules;
  const naming = isCut ? await listInstitutionsNaming(ctx.database, [...held], asOf ?? ctx) : [];
  // They come by institution, so only the last one may be there in part; part of what it decided is not its answer.
  const shown = isCut ? new Set(read.map(({ tenantId }) => tenantId)) : null;
  if (shown !== null) shown.delete(read.at(-1)?.tenantId ?? '');
  const rules = shown === null ? read : read.filter(({ tenantId }) => shown.has(tenantId));
  const isUnread = (id: string) => shown !== null && naming.includes(id) && !shown.has(id);
  const found = await findCreditsAndNames(ctx.database, asOf ?? ctx, {
    microCredentialIds: [
      ...new Set(rules.flatMap(({ definition }) => microCredentialIdsIn(definition.premise))),
    ],
    courses: rules.flatMap(({ tenantId, definition }) =>
      curriculumCodesIn(definition).map((code) => [tenantId, code] as const),
    ),
    programs: rules.flatMap(({ tenantId, definition }) =>
      (definition.programs ?? []).map((code) => [tenantId, code] as const),
    ),
  });
  const zones = institutions.filter(({ id }) => rules.some(({ tenantId }) => tenantId === id));
  const today = latestDay(ctx, zones.length > 0 ? zones : institutions);
  const byId = new Map(institutions.map((one) => [one.id, one]));
  const answered = rules.flatMap((rule) => {
    const institution = byId.get(rule.tenantId);
    return institution === undefined ? [] : [{ rule, institution }];
  });
  const offers = await findOffers(
    ctx.database,
    answered.map(({ rule }) => ({ rule, ownId: entry.id })),
    {
      institutions,
      asOf: asOf ?? ctx,
      dayOf: ({ timeZone }) => asOf ?? todayIn(ctx, timeZone),
    },
  );
  const unitOfAll = wanted.unit ?? commonUnit;
  const answers = answered.flatMap(({ rule, institution }, index): EntryRule[] => {
    const offer = offers[index];
    if (offer === undefined) return [];
    const policy = institution.policy?.credit ?? { homeUnit: institution.homeUnit };
    return [
      {
        ...rule,
        offer,
        converted: offer.amount && inUnit(offer.amount, offer.unit, unitOfAll, policy),
        names: namesFor(institution, found, entry.id),
      },
    ];
  });
  const { decided, open } = buildAnswers(
    institutions.filter(({ id }) => !isUnread(id)),
    answers,
    {
      microCredentialId: entry.id,
      advised: advisedBy(entry.recommendations, asOf ?? latestDay(ctx, institutions)),
      considered,
    },
  );
  const [best] = decided
    .flatMap(({ institution, rules: own }) => own.map(({ offer }) => ({ institution, offer })))
    .filter(({ offer }) => isOpen(offer))
    .sort((a, b) => compareOffers(a.offer, b.offer));
  return {
    entry,
    asOf: asOf ?? today,
    today,
    unit: wanted.unit,
    commonUnit: unitOfAll,
    best: best ?? null,
    standing: strongestOf([...decided, ...open].map(({ standing }) => standing)),
    decided,
    open,
    notCompared: institutions.filter(({ id }) => isUnread(id)),
  };
}

/** The zone in which a day begins first. */
const firstZone = 'Pacific/Kiritimati';
