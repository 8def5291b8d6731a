import { getInstitution, findCourses, findPolicyInForce, listPrograms } from '@/lib/db/institutions';
import { findMicroCredentials } from '@/lib/db/micro-credentials';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import type { Finding, LintRule, LintWorld } from '@/lib/rule/lint/finding';
import { lintRule } from '@/lib/rule/linter';
import {
  courseCodesIn,
  definitionInForce,
  microCredentialIdsIn,
  type RuleVersion,
} from '@/lib/rule/rule-version';
import { type Context, todayIn } from '../context';

/** The step that submitting, publishing and editing share: loads what the linter compares with, and runs it. */
export async function checkRule(tx: Tx, ctx: Context, version: RuleVersion): Promise<Finding[]> {
  const { ruleId, ruleCode, basis, publicNote } = version;
  return lintRule(
    { ruleId, ruleCode, basis, publicNote, definition: version.definition },
    await loadWorld(tx, ctx, version),
  );
}

async function loadWorld(tx: Tx, ctx: Context, version: RuleVersion): Promise<LintWorld> {
  const { definition } = version;
  const institution = await getInstitution(tx, version.tenantId);
  const today = todayIn(ctx, institution.timeZone);
  // The course as it will be when the rule begins.
  const from = definition.claimWindow?.from;
  const firstDay = from && from > today ? from : today;
  const policy = await findPolicyInForce(tx, today);
  const named = await findMicroCredentials(tx, microCredentialIdsIn(definition.premise));
  const parts = await findMicroCredentials(
    tx,
    named.flatMap((one) => one.components.map(({ id }) => id)),
  );
  const others = await rules.listNaming(
    tx,
    await rules.listRelatedMicroCredentialIds(
      tx,
      named.map(({ id }) => id),
    ),
    ['published', 'suspended'],
  );
  // Also where they are about other certificates: they end when this one is published.
  const ownVersions = (await rules.listVersions(tx, version.ruleId)).filter(
    ({ status }) => status === 'published' || status === 'suspended',
  );
  const overridden = await rules.findByCodes(tx, definition.overrides ?? []);
  const known = new Map(
    [...overridden, ...others, ...ownVersions]
      .filter(({ id }) => id !== version.id)
      .map((other) => [other.id, other]),
  );
  const ofOthers = await findMicroCredentials(
    tx,
    [...known.values()].flatMap((other) => microCredentialIdsIn(other.definition.premise)),
  );
  return {
    today,
    homeUnit: institution.homeUnit,
    conversions: policy?.credit.conversions ?? {},
    courses: Object.fromEntries(
      (await findCourses(tx, courseCodesIn(definition), firstDay)).map(({ code, status, credits }) => [
        code,
        { status, credits },
      ]),
    ),
    programs: definition.programs
      ? Object.fromEntries((await listPrograms(tx, firstDay)).map(({ code, status }) => [code, status]))
      : {},
    microCredentials: Object.fromEntries(
      [...ofOthers, ...parts, ...named].map(
        ({ id, title, status, versions, components, recommendations }) => [
          id,
          {
            title,
            status,
            versionLabels: versions.map(({ label }) => label),
            components: components.map((part) => part.id),
            recommendations,
          },
        ],
      ),
    ),
    others: [...known.values()].map(toLintRule),
  };
}

function toLintRule(version: RuleVersion): LintRule {
  const { id, ruleId, ruleCode, title, version: number, status } = version;
  return { id, ruleId, ruleCode, title, version: number, status, definition: definitionInForce(version) };
}
