import { addDays, type CivilDate, compareCivilDates } from '@/lib/kernel/civil-date';
import { spansMeet } from './lint/reach';
import { definitionInForce, type RuleDefinition, type RuleVersion } from './rule-version';

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

/**
 * The first day of claim for a version with this definition that is to follow those in force, so that each of them can end the day
 * before: its own day, but neither before today nor before the day after one of them starts. Beside none that applies to the same
 * claims it keeps its own day, or has none.
 */
export function startOfSuccessor(definition: RuleDefinition, inForce: readonly Pick<RuleVersion, 'definition' | 'claimTo'>[], today: CivilDate): CivilDate | null {
  const own = definition.claimWindow?.from ?? null;
  const followed = inForce.map(definitionInForce).filter((one) => spansMeet(one.claimWindow, definition.claimWindow) && spansMeet(one.credentialWindow, definition.credentialWindow));
  if (followed.length === 0) return own;
  const starts = followed.flatMap(({ claimWindow }) => (claimWindow?.from ? [addDays(claimWindow.from, 1)] : []));
  return [today, ...starts, ...(own ? [own] : [])].sort(compareCivilDates).at(-1) ?? null;
}
