import type { Database } from '@/lib/db/client';
import { lastChange } from '@/lib/db/catalog-feed';
import { allDepartments, findPolicyInForce, getInstitution, programsOn } from '@/lib/db/institutions';
import { listComponents } from '@/lib/db/rules';
import {
  inForceNaming,
  listInForce,
  markOfBook,
  readCertificates,
  readCourses,
  readInForce,
} from '@/lib/db/rules-in-force';
import { withTenant } from '@/lib/db/tx';
import { portionsOf } from '@/lib/kernel/portions-of';
import { healthOf } from '@/lib/rule/health/examine';
import type { HealthFinding } from '@/lib/rule/health/finding';
import type { HealthWorld, RuleInForce } from '@/lib/rule/health/rule-in-force';
import { microCredentialIdsIn } from '@/lib/rule/rule-version';
import { dayIn } from '@/lib/usecases/day-in';
import { inTurns } from '../in-turns';

/** What is wrong in the rule book of one institution, as of an instant. */
export interface BookHealth {
  /** When it was begun to be looked at. */
  at: string;
  /** What it rests on. */
  mark: string;
  /** Rules that were looked at. */
  rules: number;
  /** Those of a kind by day: the oldest first, what has no day last. */
  findings: HealthFinding[];
}

/** @units rules read in one transaction · months in which an end is told of */
const atOnce = { rules: 500, monthsBack: 3 };

/** What says whether the answer would be another one. */
export async function markNow(database: Database, tenantId: string, now: string): Promise<string> {
  const own = await withTenant(database, { tenantId }, async (tx) =>
    markOfBook(tx, dayIn(now, (await getInstitution(tx, tenantId)).timeZone)),
  );
  return `${own} ${await lastChange(database)}`;
}

/**
 * Looks through everything that an institution has in force, in portions, each in a transaction of its own; gives others their turn on the
 * way. What is published meanwhile is found by the next look, since the mark was taken before.
 */
export async function examineBook(database: Database, tenantId: string, now: string): Promise<BookHealth> {
  const mark = await markNow(database, tenantId, now);
  const { ids, house } = await withTenant(database, { tenantId }, async (tx) => {
    const { timeZone, homeUnit } = await getInstitution(tx, tenantId);
    const today = dayIn(now, timeZone);
    const policy = await findPolicyInForce(tx, today);
    return {
      ids: await listInForce(tx, today, atOnce.monthsBack),
      house: {
        today,
        homeUnit,
        conversions: policy?.credit.conversions ?? {},
        bounds: policy?.credit ?? {},
        courses: await readCourses(tx, today),
        programs: Object.fromEntries((await programsOn(tx, today)).map(({ code, status }) => [code, status])),
        departments: Object.fromEntries((await allDepartments(tx)).map((one) => [one.id, one])),
        // Levels and names are asked of what is written, not of what is in force.
        levels: [],
        ownTargets: [],
      },
    };
  });
  const findings: HealthFinding[] = [];
  for (const portion of portionsOf(ids, atOnce.rules)) {
    const read = await withTenant(database, { tenantId }, (tx) => readPortion(tx, portion, house.today));
    await inTurns(read.rules, (rule) => {
      findings.push(...healthOf(rule, { ...house, ...read.world, others: read.besides(rule) }));
    });
  }
  return { at: now, mark, rules: ids.length, findings: findings.sort(byDay) };
}

function byDay(a: HealthFinding, b: HealthFinding): number {
  const [dayA, dayB] = [a.day ?? '9', b.day ?? '9'];
  return dayA < dayB ? -1 : dayA > dayB ? 1 : a.ruleVersionId < b.ruleVersionId ? -1 : 1;
}

/** Some rules with all that they are compared with: what names a certificate in common, a part of it, or what it is part of. */
async function readPortion(
  tx: Parameters<typeof readInForce>[0],
  ids: readonly string[],
  today: HealthWorld['today'],
) {
  const rules = await readInForce(tx, ids);
  const named = [...new Set(rules.flatMap(({ definition }) => microCredentialIdsIn(definition.premise)))];
  const components = await listComponents(tx, named);
  const relatives = new Map<string, string[]>();
  for (const { wholeId, partId } of components) {
    relatives.set(wholeId, [...(relatives.get(wholeId) ?? []), partId]);
    relatives.set(partId, [...(relatives.get(partId) ?? []), wholeId]);
  }
  const related = [...new Set([...named, ...components.flatMap(({ wholeId, partId }) => [wholeId, partId])])];
  const own = new Set(ids);
  const beside = (await inForceNaming(tx, related, today)).filter((id) => !own.has(id));
  const all = [...rules, ...(await readInForce(tx, beside))];
  const naming = new Map<string, RuleInForce[]>();
  for (const rule of all)
    for (const id of microCredentialIdsIn(rule.definition.premise)) {
      const some = naming.get(id);
      if (some === undefined) naming.set(id, [rule]);
      else some.push(rule);
    }
  return {
    rules,
    world: { microCredentials: await readCertificates(tx, [...new Set([...related, ...naming.keys()])]) },
    besides: (rule: RuleInForce) => {
      const ids = microCredentialIdsIn(rule.definition.premise);
      const met = new Set(
        ids.flatMap((id) => [id, ...(relatives.get(id) ?? [])]).flatMap((id) => naming.get(id) ?? []),
      );
      met.delete(rule);
      return [...met];
    },
  };
}
