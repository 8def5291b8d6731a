import { parseRational } from '@/lib/amount/rational';
import { excludedIn, monthsAllowed } from '@/lib/credit/policy-bounds';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { RuleDefinition } from '../rule-version';
import type { Finding, LintSubject, LintWorld } from './finding';
import { leavesIn } from './reach';

/** Whether everything named exists, the policy lets it be asked, windows run forward and scores leave room. @source docs/domain.md §8.3, §8.4 */
export function lintPremise({ definition }: LintSubject, world: LintWorld): Finding[] {
  const found: Finding[] = [];
  for (const { leaf, where } of leavesIn(definition.premise)) {
    const { bounds = {} } = world;
    for (const criterion of excludedIn(leaf, bounds))
      found.push({ severity: 'error', code: 'criterion-excluded', where, values: { criterion } });
    const [months, most] = [monthsAllowed(leaf), bounds.recencyMonths];
    if (months !== null && most !== undefined && months > most)
      found.push({
        severity: 'warning',
        code: 'older-than-policy',
        where,
        values: { months: String(months), most: String(most) },
      });
    const known = world.microCredentials[leaf.mc];
    if (!known) found.push({ severity: 'error', code: 'micro-credential-unknown', where, values: {} });
    else {
      if (known.status !== 'active' && !definition.credentialWindow?.to) {
        found.push({
          severity: 'warning',
          code: 'micro-credential-withdrawn',
          where,
          values: { title: known.title },
        });
      }
      if (known.mergedInto != null)
        found.push({
          severity: 'error',
          code: 'micro-credential-merged',
          where,
          values: { title: known.title, other: known.mergedInto },
        });
      for (const label of leaf.versions ?? []) {
        if (!known.versionLabels.includes(label))
          // Where no version is listed, nobody has said that this one does not exist.
          found.push({
            severity: known.versionLabels.length === 0 ? 'warning' : 'error',
            code: 'version-unknown',
            where,
            values: { title: known.title, version: label },
          });
      }
    }
    if (
      leaf.minScore !== undefined &&
      leaf.belowScore !== undefined &&
      parseRational(leaf.belowScore).compare(parseRational(leaf.minScore)) <= 0
    ) {
      found.push({
        severity: 'error',
        code: 'score-range-empty',
        where,
        values: { min: leaf.minScore, below: leaf.belowScore },
      });
    }
  }
  return [...found, ...lintWindows(definition, world.today)];
}

const closedCode = {
  claimWindow: 'claim-closed',
  credentialWindow: 'certificates-closed',
  termWindow: 'term-closed',
} as const;

/**
 * Windows run forward and leave somebody a day. One for claims that has closed lets nobody in; those for certificates and terms may lie
 * in the past on purpose. A window that runs backwards is told as that and as nothing else. @source docs/domain.md §4.3
 */
function lintWindows(definition: RuleDefinition, today: CivilDate): Finding[] {
  const found: Finding[] = [];
  const backwards = new Set<string>();
  for (const where of ['credentialWindow', 'claimWindow', 'termWindow'] as const) {
    const { from, to } = definition[where] ?? {};
    if (from && to && from > to) {
      backwards.add(where);
      found.push({ severity: 'error', code: 'window-order', where, values: { from, to } });
    } else if (to && to < today) {
      const severity = where === 'claimWindow' ? 'error' : 'warning';
      found.push({ severity, code: closedCode[where], where, values: { day: to } });
    }
  }
  const [firstCompletion, lastClaim] = [definition.credentialWindow?.from, definition.claimWindow?.to];
  if (backwards.size === 0 && firstCompletion && lastClaim && firstCompletion > lastClaim)
    found.push({
      severity: 'error',
      code: 'windows-apart',
      where: 'credentialWindow',
      values: { from: firstCompletion, to: lastClaim },
    });
  return found;
}
