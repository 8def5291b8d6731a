import {
  findCourses,
  findPolicyInForce,
  getInstitution,
  listCourseLevels,
  programsOn,
  type PolicyInForce,
} from '@/lib/db/institutions';
import { findLintFacts } from '@/lib/db/lint-facts';
import * as rules from '@/lib/db/rules';
import { listNaming, listVersionsOf } from '@/lib/db/rules-by-key';
import type { Tx } from '@/lib/db/tx';
import { byCode } from '@/lib/institution/course-code';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { inForceStatuses, isInForce } from '@/lib/rule/lifecycle';
import type { Finding, LintRule, LintWorld } from '@/lib/rule/lint/finding';
import { lintRule } from '@/lib/rule/linter';
import type { Publication } from '@/lib/rule/plan-publication';
import { definitionInForce, microCredentialIdsIn, type RuleVersion } from '@/lib/rule/rule-version';
import { type Context, todayIn } from '../context';

/** The step that submitting, showing and editing share: loads what the linter compares with, and runs it. */
export async function checkRule(tx: Tx, ctx: Context, version: RuleVersion): Promise<Finding[]> {
  const { ruleId, ruleCode, basis, publicNote, definition } = version;
  const house = await loadHouse(tx, ctx, version.tenantId);
  const surroundings = await loadSurroundings(tx, house, [version]);
  return lintRule({ ruleId, ruleCode, basis, publicNote, definition }, surroundings.worldOf(version));
}

/** What versions are compared with, loaded once for many of them. */
export interface Surroundings {
  today: CivilDate;
  policy: PolicyInForce | null;
  worldOf(version: RuleVersion): LintWorld;
  /** The other versions of the same rule. */
  othersOf(version: RuleVersion): RuleVersion[];
  /** From now on as it will be once the plan is carried out, so that the next version is compared with it. */
  carry(plan: Publication): void;
}

/** Versions and certificates that are not stored yet, and that stored ones will have changed by then: what an earlier part of a file brings. */
export interface Foreseen {
  /** What is planned already about one of these certificates, or under one of these codes. */
  planned(about: { microCredentialIds: readonly string[]; codes: readonly string[] }): readonly RuleVersion[];
  /** A stored version as what is planned leaves it. */
  asItWillBe(version: RuleVersion): RuleVersion;
  /** Certificates that are listed together with the versions that name them. */
  microCredentials: LintWorld['microCredentials'];
}

const nothingForeseen: Foreseen = {
  planned: () => [],
  asItWillBe: (version) => version,
  microCredentials: {},
};

/** What is the same for every version of an institution on one day: read once, however often surroundings are loaded. */
export type House = Awaited<ReturnType<typeof loadHouse>>;

export async function loadHouse(tx: Tx, ctx: Context, tenantId: string) {
  const institution = await getInstitution(tx, tenantId);
  const today = todayIn(ctx, institution.timeZone);
  return {
    today,
    homeUnit: institution.homeUnit,
    policy: await findPolicyInForce(tx, today),
    levels: await listCourseLevels(tx, today),
    ownTargets: await rules.listTargetsInForce(tx, inForceStatuses),
    /** What versions named so far of courses and programs, as they are on their first days: each is read once. */
    curricula: new Map<CivilDate, KnownCurriculum>(),
  };
}

/** Loads all that the linter and the plan of a publication ask about these versions of one institution. */
export async function loadSurroundings(
  tx: Tx,
  { today, policy, curricula: ofDays, ...ofHouse }: House,
  versions: readonly RuleVersion[],
  foreseen = nothingForeseen,
): Promise<Surroundings> {
  const definitions = versions.map(({ definition }) => definition);
  const isStored = (id: string) => foreseen.microCredentials[id] === undefined;
  const namedIds = idsNamedBy(versions);
  const components = await rules.listComponents(tx, namedIds.filter(isStored));
  const related = [
    ...new Set([...namedIds, ...components.flatMap(({ wholeId, partId }) => [wholeId, partId])]),
  ];
  const known = versions.map(({ id }) => id);
  const siblings = [
    ...versions,
    ...(await listVersionsOf(
      tx,
      versions.map(({ ruleId }) => ruleId),
      known,
    )),
  ];
  const codes = [...new Set(definitions.flatMap(({ overrides }) => overrides ?? []))];
  const ownCodes = versions.map(({ ruleCode }) => ruleCode);
  const planned = foreseen.planned({ microCredentialIds: related, codes: [...codes, ...ownCodes] });
  const overridden = [
    ...(await rules.findByCodes(tx, codes)),
    ...planned.filter(({ ruleCode }) => codes.includes(ruleCode)),
  ];
  const stored = [
    ...overridden,
    ...(await listNaming(tx, related.filter(isStored), inForceStatuses, { known })),
    ...siblings,
  ].map((one) => foreseen.asItWillBe(one));
  const others = new Map([...stored, ...planned].map((one) => [one.id, one]));
  const microCredentials = {
    ...(await findLintFacts(
      tx,
      [...new Set([...related, ...idsNamedBy([...others.values()])])].filter(isStored),
    )),
    ...foreseen.microCredentials,
  };
  const shared = {
    today,
    ...ofHouse,
    conversions: policy?.credit.conversions ?? {},
    bounds: policy?.credit ?? {},
    microCredentials,
  };
  const curricula = await curriculaOf(tx, ofDays, versions, today);
  const naming = new Map<string, Set<string>>();
  const note = (one: RuleVersion) => {
    others.set(one.id, one);
    for (const id of microCredentialIdsIn(one.definition.premise))
      naming.set(id, (naming.get(id) ?? new Set()).add(one.id));
  };
  for (const one of others.values()) note(one);
  const relatives = new Map<string, string[]>();
  for (const { wholeId, partId } of components) {
    relatives.set(wholeId, [...(relatives.get(wholeId) ?? []), partId]);
    relatives.set(partId, [...(relatives.get(partId) ?? []), wholeId]);
  }
  const byRule = new Map<string, RuleVersion[]>();
  for (const one of siblings) byRule.set(one.ruleId, [...(byRule.get(one.ruleId) ?? []), one]);
  const othersOf = ({ id, ruleId }: RuleVersion) =>
    (byRule.get(ruleId) ?? []).flatMap((one) => (one.id === id ? [] : [others.get(one.id) ?? one]));
  return {
    today,
    policy,
    othersOf,
    worldOf: (version) => {
      const ids = microCredentialIdsIn(version.definition.premise).flatMap((id) => [
        id,
        ...(relatives.get(id) ?? []),
      ]);
      const met = [...new Set(ids.flatMap((id) => [...(naming.get(id) ?? [])]))]
        .flatMap((id) => others.get(id) ?? [])
        .filter(({ status }) => isInForce(status));
      const overriddenHere = overridden.filter(({ ruleCode }) =>
        version.definition.overrides?.includes(ruleCode),
      );
      // Its own rule's versions also where they are about other certificates: they end when this one is published.
      const own = othersOf(version).filter(({ status }) => isInForce(status));
      const known = new Map([...overriddenHere, ...met, ...own].map((one) => [one.id, one]));
      known.delete(version.id);
      const { courses, programs } = curricula.get(firstDayOf(version, today)) ?? noCurriculum;
      return { ...shared, courses, programs, others: [...known.values()].map(toLintRule) };
    },
    carry: ({ version, claimFrom, ends, revokes }) => {
      for (const { version: ended, claimTo } of ends) note({ ...ended, claimTo });
      for (const revoked of revokes) note({ ...revoked, status: 'revoked' });
      note({ ...version, claimFrom, status: 'published' });
    },
  };
}

function idsNamedBy(versions: readonly RuleVersion[]): string[] {
  return [...new Set(versions.flatMap(({ definition }) => microCredentialIdsIn(definition.premise)))];
}

type Curriculum = Pick<LintWorld, 'courses' | 'programs'>;
/** By code, null where there is none; no programs where none was asked for. */
interface KnownCurriculum {
  courses: Map<string, Curriculum['courses'][string] | null>;
  programs: Curriculum['programs'] | undefined;
}
const noCurriculum: Curriculum = { courses: {}, programs: {} };

/** A rule is compared with courses and programs as they will be when it begins. */
function firstDayOf(version: RuleVersion, today: CivilDate): CivilDate {
  const from = definitionInForce(version).claimWindow?.from;
  return from && from > today ? from : today;
}

/** Courses and programs that the versions name, for each of their first days. */
async function curriculaOf(
  tx: Tx,
  known: House['curricula'],
  versions: readonly RuleVersion[],
  today: CivilDate,
): Promise<Map<CivilDate, Curriculum>> {
  const curricula = new Map<CivilDate, Curriculum>();
  for (const day of new Set(versions.map((version) => firstDayOf(version, today)))) {
    const definitions = versions
      .filter((version) => firstDayOf(version, today) === day)
      .map(({ definition }) => definition);
    const codes = [
      ...new Set(
        definitions.flatMap(({ outcomes }) =>
          outcomes.flatMap(({ lines }) => lines.map(({ target }) => target)),
        ),
      ),
    ];
    const here = known.get(day) ?? { courses: new Map(), programs: undefined };
    known.set(day, here);
    const unasked = codes.filter((code) => !here.courses.has(code));
    const found = byCode(await findCourses(tx, unasked, day), unasked);
    for (const code of unasked) {
      const course = found.get(code);
      here.courses.set(code, course ? { status: course.status, credits: course.credits } : null);
    }
    if (definitions.some(({ programs }) => programs))
      here.programs ??= Object.fromEntries(
        (await programsOn(tx, day)).map(({ code, status }) => [code, status]),
      );
    curricula.set(day, {
      courses: Object.fromEntries(
        codes.flatMap((code) => {
          const course = here.courses.get(code);
          return course ? [[code, course] as const] : [];
        }),
      ),
      programs: here.programs ?? {},
    });
  }
  return curricula;
}

function toLintRule(version: RuleVersion): LintRule {
  const { id, ruleId, ruleCode, title, version: number, status } = version;
  return { id, ruleId, ruleCode, title, version: number, status, definition: definitionInForce(version) };
}
