import type { CreditCaseRule } from '@/lib/catalog/credit-case-input';
import type { Book } from '@/lib/catalog/compare-books';
import { provenBy } from '@/lib/catalog/estimate-case';
import { assessmentsIn } from '@/lib/catalog/reach-of-change';
import { type Holdable, listHoldable } from '@/lib/db/catalog-entries';
import type { Database } from '@/lib/db/client';
import { findPolicyInForce, type Institution } from '@/lib/db/institutions';
import { listPublicCourses, listPublicPrograms } from '@/lib/db/public-institutions';
import { listComponents } from '@/lib/db/rules';
import { listAssessedBy, listAwarding } from '@/lib/db/rules-beside';
import { listNaming } from '@/lib/db/rules-by-key';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { isId } from '@/lib/kernel/id';
import {
  courseCodesIn,
  curriculumCodesIn,
  definitionInForce,
  microCredentialIdsIn,
  type RuleVersion,
} from '@/lib/rule/rule-version';

/** @units rules that may have a say · rules that award the same courses for other certificates */
const most = { rules: 4_000, beside: 40 };

/** What is in force around some rules, and whether that is all of it. */
export interface BookAround {
  book: Book<Holdable>;
  /** What its courses are called, by code. */
  courseTitles: Readonly<Record<string, string>>;
  /** More rules have a say than are read: one left out might be the one that refuses. */
  isTooLarge: boolean;
}

/**
 * The part of the rule book in force on the day that decides about everybody whom one of these rules may reach: what names their certificates,
 * parts of them or what they are part of; some of what awards the same courses; and whatever names anything that somebody holds who meets one of
 * these. For such holders it is the whole book (tests/integration/usecases/rule/test-rules.test.ts).
 */
export async function bookAround(
  tx: Tx,
  database: Database,
  institution: Pick<Institution, 'id' | 'homeUnit'>,
  day: CivilDate,
  centre: readonly RuleVersion[],
): Promise<BookAround> {
  const named = idsIn(centre);
  const components = await listComponents(tx, named);
  const reached = unique([...named, ...components.flatMap(({ wholeId, partId }) => [wholeId, partId])]);
  const near = await listNaming(tx, reached, ['published'], { most: most.rules });
  const beside = await listAwarding(
    tx,
    await standingInTheWay(database, institution.id, centre, day),
    day,
    most.beside,
  );
  const around = [...centre, ...near, ...beside];
  const microCredentials = await listHoldable(database, {
    ids: unique([...reached, ...idsIn(around)]),
    day: null,
  });
  const naming = await listNaming(tx, unique(microCredentials.flatMap(provenBy)), ['published'], {
    most: most.rules,
  });
  const assessed = await listAssessedBy(
    tx,
    unique(around.flatMap(({ definition }) => assessmentsIn(definition))),
    day,
    most.rules,
  );
  const versions = [
    ...new Map([...near, ...beside, ...naming, ...assessed].map((one) => [one.id, one])).values(),
  ].filter(({ claimTo }) => claimTo === null || claimTo >= day);
  const definitions = [...centre, ...versions].map(({ definition }) => definition);
  const { courses, relations } = await listPublicCourses(
    database,
    institution.id,
    unique(definitions.flatMap(curriculumCodesIn)),
    day,
  );
  const policy = await findPolicyInForce(tx, day);
  return {
    book: {
      homeUnit: institution.homeUnit,
      policy: policy && policy.credit,
      courses,
      relations,
      // What the others name besides is proven by nobody here, yet may be part of what is held.
      microCredentials: await withNamed(database, microCredentials, versions),
      programs: definitions.some(({ programs }) => programs !== undefined)
        ? await listPublicPrograms(database, institution.id, day)
        : [],
      rules: versions.map((one) => inBook(one)),
    },
    courseTitles: Object.fromEntries(courses.map(({ code, title }) => [code, title])),
    isTooLarge: [near, naming, assessed].some(({ length }) => length >= most.rules),
  };
}

/** A version as the engine takes it: in force, with its days. */
export function inBook(version: RuleVersion): CreditCaseRule {
  const { id, ruleId, ruleCode, version: number } = version;
  return {
    ...{ id, ruleId, code: ruleCode, version: number, status: 'published' },
    definition: definitionInForce(version),
  };
}

/** The courses that these award, and those that stand in the way of one or in whose way one stands. */
async function standingInTheWay(
  database: Database,
  tenantId: string,
  centre: readonly RuleVersion[],
  day: CivilDate,
): Promise<string[]> {
  const own = unique(centre.flatMap(({ definition }) => courseCodesIn(definition)));
  const { relations } = await listPublicCourses(database, tenantId, own, day);
  return unique([...own, ...relations.flatMap(({ course, other }) => [course, other])]);
}

async function withNamed(
  database: Database,
  known: readonly Holdable[],
  versions: readonly RuleVersion[],
): Promise<Holdable[]> {
  const ids = new Set(known.map(({ id }) => id));
  const further = idsIn(versions).filter((id) => !ids.has(id));
  const found = further.length === 0 ? [] : await listHoldable(database, { ids: further, day: null });
  return [...new Map([...found, ...known].map((one) => [one.id, one])).values()];
}

function idsIn(versions: readonly RuleVersion[]): string[] {
  return unique(versions.flatMap(({ definition }) => microCredentialIdsIn(definition.premise))).filter(isId);
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}
