import type { Unit } from '@/lib/amount/unit';
import {
  buildAnswers,
  type Earned,
  earnedBy,
  inUnit,
  type InstitutionAnswer,
  leavesNaming,
  reachOf,
} from '@/lib/catalog/entry';
import { strongestOf, type Standing } from '@/lib/catalog/standing';
import type { MicroCredentialLeaf } from '@/lib/credit/input';
import { type CatalogEntry, findCatalogEntry } from '@/lib/db/catalog-entries';
import { listPublicInstitutions, type PublicInstitution } from '@/lib/db/public-institutions';
import { findCreditsAndNames, listRulesNaming, type PublicRule } from '@/lib/db/public-rules';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { courseCodesIn, microCredentialIdsIn } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { type Context, todayIn } from '../context';
import type { RuleNames } from '@/lib/rule/rule-names';
import { namesFor } from './rule-names';

/** One public rule as the certificate's page shows it. */
export interface RuleAnswer extends PublicRule {
  earned: Earned | null;
  /** In the unit the reader chose; null when the institution has no direct conversion. */
  converted: string | null;
  /** The certificate's own leaf, whose conditions it has to meet. */
  leaf: MicroCredentialLeaf | null;
  reach: 'enough' | 'with-assessment' | 'with-others';
  names: RuleNames;
}

export interface EntryView {
  entry: CatalogEntry;
  asOf: CivilDate;
  today: CivilDate;
  unit: Unit | null;
  standing: Standing;
  decided: InstitutionAnswer<PublicInstitution, RuleAnswer>[];
  open: { institution: PublicInstitution; standing: Standing }[];
}

/** Everything the public may know of one micro-credential on a day: who decided what, and who has not decided yet. @refuses not_found */
export async function viewMicroCredential(
  ctx: Context,
  wanted: { slug: string; asOf: CivilDate | null; unit: Unit | null },
): Promise<EntryView> {
  authorize(ctx, 'catalog.view', { tenantId: null });
  const today = todayIn(ctx, 'UTC');
  const asOf = wanted.asOf ?? today;
  const [entry, institutions] = await Promise.all([
    findCatalogEntry(ctx.database, wanted.slug),
    listPublicInstitutions(ctx.database, wanted.asOf ?? ctx),
  ]);
  if (entry === null) refuse('not_found', 'catalog/no-such-entry');
  // A certificate that implies its parts is also proof of each of them, so their rules answer for it as well.
  const held = new Set([entry.id, ...(entry.componentsImplied ? entry.components.map(({ id }) => id) : [])]);
  const rules = await listRulesNaming(ctx.database, [...held], wanted.asOf ?? ctx);
  const found = await findCreditsAndNames(ctx.database, wanted.asOf ?? ctx, {
    microCredentialIds: [
      ...new Set(rules.flatMap(({ definition }) => microCredentialIdsIn(definition.premise))),
    ],
    courses: rules.flatMap(({ tenantId, definition }) =>
      courseCodesIn(definition).map((code) => [tenantId, code] as const),
    ),
    programs: rules.flatMap(({ tenantId, definition }) =>
      (definition.programs ?? []).map((code) => [tenantId, code] as const),
    ),
  });
  const answers = institutions.flatMap((institution) =>
    rules
      .filter(({ tenantId }) => tenantId === institution.id)
      .map((rule): RuleAnswer => {
        const policy = institution.policy?.credit ?? { homeUnit: institution.homeUnit };
        const earned = earnedBy(rule.definition, policy, found.credits[institution.id] ?? {});
        return {
          ...rule,
          earned,
          converted:
            earned?.amount && wanted.unit ? inUnit(earned.amount, earned.unit, wanted.unit, policy) : null,
          leaf: [...held].flatMap((id) => leavesNaming(rule.definition.premise, id))[0] ?? null,
          reach: reachOf(rule.definition.premise, held),
          names: namesFor(institution, found, entry.id),
        };
      }),
  );
  const { decided, open } = buildAnswers(institutions, answers, entry.recommendations.length > 0, asOf);
  return {
    entry,
    asOf,
    today,
    unit: wanted.unit,
    standing: strongestOf([...decided, ...open].map(({ standing }) => standing)),
    decided,
    open,
  };
}
