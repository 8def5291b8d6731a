import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import { spansMeet } from './lint/reach';
import { definitionInForce, type RuleVersion } from './rule-version';

/**
 * The last day of claim of an earlier version once a later one is published: the day before the later one starts. Null when
 * the two never apply to the same claim and credential, so that nothing has to end.
 * @source domain.md §4.3 (a later version supersedes on overlap); constraint rule_version_one_in_force
 */
export function endOfSuperseded(earlier: Pick<RuleVersion, 'definition' | 'claimTo'>, later: Pick<RuleVersion, 'definition' | 'claimTo'>): CivilDate | null {
  const [before, after] = [definitionInForce(earlier), definitionInForce(later)];
  if (!spansMeet(before.claimWindow, after.claimWindow) || !spansMeet(before.credentialWindow, after.credentialWindow)) return null;
  const start = after.claimWindow?.from;
  return start ? addDays(start, -1) : null;
}

/** The first day of claim for a version that is to follow: today, or the day after the earlier one started. */
export function startOfSuccessor(earlier: Pick<RuleVersion, 'definition'>, today: CivilDate): CivilDate {
  const started = earlier.definition.claimWindow?.from;
  return started && started >= today ? addDays(started, 1) : today;
}
