import { provenBy } from '@/lib/catalog/estimate-case';
import { offerOf } from '@/lib/catalog/offer';
import type { Offer, OfferFacts } from '@/lib/catalog/offered';
import { tellingDay } from '@/lib/catalog/standing';
import type { CreditPolicy } from '@/lib/credit/input';
import type { AsOf } from '@/lib/db/as-of';
import { type Holdable, listHoldable } from '@/lib/db/catalog-entries';
import type { Database } from '@/lib/db/client';
import {
  listCoursesOfEach,
  listPoliciesOfDays,
  listPublicPrograms,
  type PublicInstitution,
} from '@/lib/db/public-institutions';
import { listRulesNaming, type PublicRule } from '@/lib/db/public-rules';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { curriculumCodesIn, microCredentialIdsIn } from '@/lib/rule/rule-version';

/** A public rule with what it offers: what every page, the search and the API say of it. */
export interface OfferedRule extends PublicRule {
  offer: Offer;
}

/** A rule, and the certificate that it is looked at from; null where it is looked at for itself. */
export interface AskedOffer {
  rule: PublicRule;
  ownId: string | null;
}

/** Rules read that may have a say in the offers of one page. */
const mostDeciding = 2_000;

/**
 * The offers of these rules in the same order, each on its institution's day: everything that decides about them is read at once,
 * so that a page takes as many statements for one rule as for all of its rules.
 */
export async function findOffers(
  database: Database,
  asked: readonly AskedOffer[],
  {
    institutions,
    asOf,
    dayOf,
    replaces = null,
  }: {
    institutions: readonly PublicInstitution[];
    asOf: AsOf;
    dayOf: (institution: PublicInstitution) => CivilDate;
    /** Id of a rule whose public versions have no say: what is asked about is to take their place. */
    replaces?: string | null;
  },
): Promise<Offer[]> {
  if (asked.length === 0) return [];
  const named = unique(
    asked.flatMap(({ rule, ownId }) => [
      ...(ownId === null ? [] : [ownId]),
      ...microCredentialIdsIn(rule.definition.premise),
    ]),
  );
  const tenants = unique(asked.map(({ rule }) => rule.tenantId));
  const microCredentials = await listHoldable(database, {
    ids: named,
    day: typeof asOf === 'string' ? asOf : null,
  });
  const byId = new Map(microCredentials.map((one) => [one.id, one]));
  const proven = unique(named.flatMap((id) => provenOf(id, byId)));
  const [tenantId = null] = tenants.length === 1 ? tenants : [];
  const naming = await listRulesNaming(database, proven, asOf, tenantId, mostDeciding);
  const deciding = naming.filter(({ ruleId }) => ruleId !== replaces);
  const ofPage = new Map(asked.map(({ rule }) => [rule.id, rule]));
  const here = institutions
    .filter(({ id }) => tenants.includes(id))
    .map((institution) => ({
      institution,
      day: dayOf(institution),
      rules: [
        ...new Map(
          [...deciding, ...ofPage.values()]
            .filter((rule) => rule.tenantId === institution.id)
            .map((rule) => [rule.id, rule]),
        ).values(),
      ],
    }));
  // What has ended is told by the courses of its own last day, and so are the rules that have a say in it.
  const days = here.flatMap(({ institution: { id: tenantId }, day, rules }) => {
    const ofAsked = asked.filter(({ rule }) => rule.tenantId === tenantId);
    const codes = rules.flatMap(({ definition }) => curriculumCodesIn(definition));
    return unique(ofAsked.map(({ rule }) => tellingDay(rule, day))).map((one) => ({
      tenantId,
      day: one,
      codes,
    }));
  });
  const found = await listCoursesOfEach(database, days);
  const taught = new Map(days.map(({ tenantId, day }, place) => [`${tenantId} ${day}`, found[place]]));
  const facts = new Map(
    await Promise.all(
      here.map(async ({ institution, day, rules }) => {
        const programs = rules.some(({ definition }) => definition.programs !== undefined)
          ? await listPublicPrograms(database, institution.id, day)
          : [];
        const known: Omit<OfferFacts<Holdable>, 'courses' | 'relations'> = {
          day,
          homeUnit: institution.homeUnit,
          policy: institution.policy?.credit ?? null,
          microCredentials,
          programs,
          rules,
        };
        return [institution.id, { known, naming: indexOf(rules), institution }] as const;
      }),
    ),
  );
  const policyOf = await policiesOfEnded(
    database,
    asked.flatMap(({ rule }) => {
      const found = facts.get(rule.tenantId);
      return found === undefined ? [] : [{ rule, day: found.known.day, policy: found.institution.policy }];
    }),
  );
  // A rule left out might be the one that refuses.
  const isComplete = naming.length < mostDeciding;
  return asked.map(({ rule, ownId }) => {
    const found = facts.get(rule.tenantId);
    if (found === undefined) throw new Error(`rule ${rule.id} is of no institution at hand`);
    const { day } = found.known;
    const told = tellingDay(rule, day);
    const { courses, relations } = taught.get(`${rule.tenantId} ${told}`) ?? { courses: [], relations: [] };
    const own = ownId === null ? null : (byId.get(ownId) ?? null);
    const ids = [...microCredentialIdsIn(rule.definition.premise), ...(ownId === null ? [] : [ownId])];
    const offer = offerOf(
      {
        ...found.known,
        // Of a day that has gone by it is not known which changes were planned on it.
        courses:
          typeof asOf === 'string' || told < day
            ? courses.map((course) => ({ ...course, next: null }))
            : courses,
        relations,
        policy: policyOf.has(rule.id) ? (policyOf.get(rule.id) ?? null) : found.known.policy,
        rules: unique(ids.flatMap((id) => provenOf(id, byId)).flatMap((id) => found.naming.get(id) ?? [])),
      },
      rule,
      own,
    );
    return isComplete || offer.withheld !== null ? offer : { ...offer, withheld: 'too-complex' as const };
  });
}

/** The policies, by rule, of those that are told under another one than that of the day asked; null where none was in force then. */
async function policiesOfEnded(
  database: Database,
  asked: readonly { rule: PublicRule; day: CivilDate; policy: PublicInstitution['policy'] }[],
): Promise<Map<string, CreditPolicy | null>> {
  const ended = asked.flatMap(({ rule, day: today, policy }) => {
    const day = tellingDay(rule, today);
    const isOfToday = day === today || (policy !== null && policy.effectiveFrom <= day);
    return isOfToday ? [] : [{ id: rule.id, tenantId: rule.tenantId, day }];
  });
  const policies = new Map(
    (await listPoliciesOfDays(database, ended)).map((one) => [`${one.tenantId} ${one.day}`, one.credit]),
  );
  return new Map(ended.map(({ id, tenantId, day }) => [id, policies.get(`${tenantId} ${day}`) ?? null]));
}

function provenOf(id: string, byId: ReadonlyMap<string, Holdable>): readonly string[] {
  const one = byId.get(id);
  return one === undefined ? [id] : provenBy(one);
}

function indexOf(rules: readonly PublicRule[]): ReadonlyMap<string, readonly PublicRule[]> {
  const found = new Map<string, PublicRule[]>();
  for (const rule of rules)
    for (const id of microCredentialIdsIn(rule.definition.premise))
      found.set(id, [...(found.get(id) ?? []), rule]);
  return found;
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}
