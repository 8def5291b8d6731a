import type { HomeUnit } from '@/lib/amount/unit';
import type { Line, MicroCredentialLeaf, Premise } from '@/lib/credit/input';
import { buildDefinition, isSameDecision, type OwnCatalog } from '@/lib/import/equivalency-rule';
import { grantedBy, noCredit } from '@/lib/import/change-notes';
import { parseEquivalencyRow } from '@/lib/import/equivalency-row';
import { renamed } from '@/lib/import/whole-definition';
import {
  definitionInForce,
  microCredentialIdsIn,
  type RuleDefinition,
  type RuleVersion,
} from '@/lib/rule/rule-version';
import { standingOfVersion } from '@/lib/rule/version-standing';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { Cells } from './cells';

export type ExportedRule = Pick<
  RuleVersion,
  'ruleCode' | 'title' | 'version' | 'status' | 'definition' | 'publicNote' | 'claimFrom' | 'claimTo'
> & { departmentCode: string | null };

/** The columns of the rule book, in their order: those that an import reads, and for readers alone the version, its days, and in words what is held and earned. */
export const ruleColumns = (
  'rule title department state version claim_from claim_to certificates earns micro_credentials targets credit_unit programs ' +
  'issued_from issued_to min_score below_score evidence versions tags public_note definition'
).split(' ');

/**
 * A rule as a row of the rule book. It is said in columns where reading them gives the same decision again, and else whole, as JSON with
 * certificates by their address words: nothing that decides is left out. Internal notes stay inside.
 */
export function cellsOfRule(
  rule: ExportedRule,
  entryOf: (microCredentialId: string) => { slug: string; title: string },
  own: OwnCatalog,
  { today, homeUnit }: { today: CivilDate; homeUnit: HomeUnit },
): Cells {
  const { claimWindow } = definitionInForce(rule);
  const cells: Cells = {
    rule: rule.ruleCode,
    title: rule.title,
    department: rule.departmentCode,
    state: standingOfVersion(rule, today),
    version: rule.version,
    claim_from: claimWindow?.from ?? null,
    claim_to: claimWindow?.to ?? null,
    certificates: microCredentialIdsIn(rule.definition.premise).map((id) => entryOf(id).title),
    earns: grantedBy(rule.definition),
    credit_unit: homeUnit,
    public_note: rule.publicNote,
  };
  const said = renamed(rule.definition, {
    microCredential: (id) => entryOf(id).slug,
    course: same,
    program: same,
  });
  const columns = columnsOf(said);
  return columns !== null && isSaidBy({ ...cells, ...columns }, said, own)
    ? { ...cells, ...columns }
    : { ...cells, definition: said };
}

function same(code: string): string {
  return code;
}

/** Whether an import of the row would make the same decision of it. The first day of claim is for whoever publishes it there to say; the last is a condition. */
function isSaidBy(row: Cells, said: RuleDefinition, own: OwnCatalog): boolean {
  if (said.claimWindow?.to != null) return false;
  const read = parseEquivalencyRow({ ...row, state: null }, { withText: true, takeDoubtful: false });
  if (!read.ok || read.remarks.length > 0) return false;
  return isSameDecision(
    buildDefinition(read.row, (key) => key.replace(/^slug:/, ''), own, null),
    said,
  );
}

/** What columns can say of it, or null where one of its parts has no column at all. */
function columnsOf({
  premise,
  outcomes,
  programs,
  credentialWindow,
  deny,
  tags,
}: RuleDefinition): Cells | null {
  const groups = groupsIn(premise);
  const [first] = groups?.flat() ?? [];
  const targets = deny
    ? noCredit
    : outcomes.length === 1
      ? (outcomes[0]?.lines ?? []).map(targetText).join(' + ')
      : '';
  if (groups === null || first === undefined || targets === '') return null;
  return {
    micro_credentials: groups.map((group) => group.map(({ mc }) => mc).join(' + ')).join(' | '),
    targets,
    programs: programs ?? [],
    issued_from: credentialWindow?.from ?? null,
    issued_to: credentialWindow?.to ?? null,
    min_score: first.minScore ?? null,
    below_score: first.belowScore ?? null,
    evidence: first.evidence ?? [],
    versions: first.versions ?? [],
    tags: tags ?? [],
  };
}

/** Alternatives, each of certificates held together, where that is all that the premise says. */
function groupsIn(premise: Premise): MicroCredentialLeaf[][] | null {
  const groups = ('any' in premise ? premise.any : [premise]).map((group) =>
    'mc' in group ? [group] : 'all' in group ? group.all : null,
  );
  return groups.every(
    (group): group is MicroCredentialLeaf[] => group?.every((leaf) => 'mc' in leaf) === true,
  )
    ? groups
    : null;
}

function targetText({ target, credits }: Line): string {
  const code = target.replace(/[\\"]|(?<=\s)\+(?=\s)/g, '\\$&');
  return 'amount' in credits ? `${code} (${credits.amount})` : code;
}
