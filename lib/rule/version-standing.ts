import type { CivilDate } from '@/lib/kernel/civil-date';
import { inForceStatuses, isInForce } from './lifecycle';
import { type RuleDefinition, RuleStatus, type RuleVersion } from './rule-version';

type Dated = Pick<RuleVersion, 'status' | 'claimFrom' | 'claimTo'> & {
  definition: Pick<RuleDefinition, 'claimWindow'>;
};

/** Where a version stands on a day, as it is called everywhere: its state, or what has become of it since. */
export type VersionStanding = RuleStatus | 'coming' | 'superseded' | 'ended';
/** Every way in which a version can stand, the states first. */
export const versionStandings: readonly VersionStanding[] = [
  ...RuleStatus.options,
  'coming',
  'superseded',
  'ended',
];

/** The states from which a version can come to stand so. */
export function statesBehind(standings: readonly VersionStanding[]): RuleStatus[] {
  const of = (standing: VersionStanding): readonly RuleStatus[] =>
    standing === 'coming'
      ? ['published']
      : standing === 'superseded' || standing === 'ended'
        ? inForceStatuses
        : [standing];
  return [...new Set(standings.flatMap(of))];
}

/**
 * A version in force whose last day of claim has passed is no longer called by its state: it was superseded where a later version brought
 * that day nearer than the version itself says, else it has ended. One that was published ahead is to come until its first day of claim.
 * lib/db/version-standing.ts says the same in SQL. @source docs/domain.md §4.8 (superseded and expired are derived)
 */
export function standingOfVersion(
  { status, claimFrom, claimTo, definition }: Dated,
  today: CivilDate,
): VersionStanding {
  if (!isInForce(status)) return status;
  if (claimTo !== null && claimTo < today)
    return claimTo === definition.claimWindow?.to ? 'ended' : 'superseded';
  return status === 'published' && claimFrom !== null && claimFrom > today ? 'coming' : status;
}

/**
 * The first day of a version that was published ahead and has not begun; null for every other. A suspension keeps the day: it is called
 * suspended, and will not begin before it is resumed. @source docs/decisions/0044-what-begins-later-is-to-come.md
 */
export function firstDayAhead(version: Dated, today: CivilDate): CivilDate | null {
  const { claimFrom } = version;
  const holdsItsDays = ['coming', 'suspended'].includes(standingOfVersion(version, today));
  return holdsItsDays && claimFrom !== null && claimFrom > today ? claimFrom : null;
}

/** Whether a version was in force and its days of claim have passed: nothing is given by it any more. */
export function isOver(version: Dated, today: CivilDate): boolean {
  return ['superseded', 'ended'].includes(standingOfVersion(version, today));
}

/**
 * Whether a version that came into force on that day ever had a day on which somebody could claim by it: not where it was replaced
 * before its first day of claim, or on the very day on which it was published. What was taken over held before that day. @source docs/domain.md §4.8
 */
export function hadADay(
  {
    claimFrom,
    claimTo,
    definition,
    origin,
  }: Pick<RuleVersion, 'claimFrom' | 'claimTo' | 'definition' | 'origin'>,
  publishedOn: CivilDate | null,
): boolean {
  if (publishedOn === null) return false;
  if (origin === 'import' || claimTo === null || claimTo === definition.claimWindow?.to) return true;
  const from = claimFrom ?? definition.claimWindow?.from ?? publishedOn;
  return (from > publishedOn ? from : publishedOn) <= claimTo;
}

/**
 * Why an act is refused once the days of claim of a version are over, or null: then there is nothing to suspend or to resume, and nothing
 * to revoke where nobody ever could claim by it. Everything else is judged by the state alone.
 */
export function refusedOnceOver(
  act: string,
  version: Parameters<typeof hadADay>[0] & Pick<RuleVersion, 'status'>,
  today: CivilDate,
  publishedOn: CivilDate | null,
): 'rule/days-over' | 'rule/never-had-a-day' | null {
  if (!isOver(version, today)) return null;
  if (act === 'suspend' || act === 'resume') return 'rule/days-over';
  return act === 'revoke' && !hadADay(version, publishedOn) ? 'rule/never-had-a-day' : null;
}
