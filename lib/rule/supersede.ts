import { addDays, type CivilDate, compareCivilDates } from '@/lib/kernel/civil-date';
import { spansMeet } from './lint/reach';
import { definitionInForce, type RuleDefinition, type RuleVersion } from './rule-version';
import { hadADay } from './version-standing';

type Windowed = Pick<RuleVersion, 'definition' | 'claimFrom' | 'claimTo'>;

const meet = (a: RuleDefinition, b: RuleDefinition) =>
  spansMeet(a.claimWindow, b.claimWindow) && spansMeet(a.credentialWindow, b.credentialWindow);

/**
 * The first day of claim of a version that is published today: its own day, but not before today where another one was in force. The
 * days before stay with that one: whoever relied on it then was right to. Null where the version names no first day.
 */
export function startWhenPublished(
  version: Windowed,
  inForce: readonly Windowed[],
  today: CivilDate,
): CivilDate | null {
  const own = version.claimFrom ?? version.definition.claimWindow?.from ?? null;
  if (own === null || own >= today) return own;
  return inForce.some((earlier) => meet(definitionInForce(earlier), definitionInForce(version)))
    ? today
    : own;
}

/**
 * The last day of claim of an earlier version once a later one is published: the day before the later one starts. Null when
 * the two never apply to the same claim and credential, so that nothing has to end.
 * @source docs/domain.md §4.3 (a later version supersedes on overlap); constraint rule_version_one_in_force
 */
export function endOfSuperseded(earlier: Windowed, later: Windowed): CivilDate | null {
  const [before, after] = [definitionInForce(earlier), definitionInForce(later)];
  if (!meet(before, after)) return null;
  const start = after.claimWindow?.from;
  return start ? addDays(start, -1) : null;
}

/**
 * What publishing a version today does to the others of its rule that are in force: its own first day of claim, which of them end with the
 * last day that is left to them, and which are revoked, since no day is left to them: they had not started before.
 */
export function whatItReplaces<Earlier extends Windowed>(
  version: Windowed,
  inForce: readonly Earlier[],
  today: CivilDate,
): {
  claimFrom: CivilDate | null;
  ends: { version: Earlier; claimTo: CivilDate }[];
  revokes: Earlier[];
} {
  const claimFrom = startWhenPublished(version, inForce, today);
  const [ends, revokes]: [{ version: Earlier; claimTo: CivilDate }[], Earlier[]] = [[], []];
  for (const earlier of inForce) {
    const claimTo = endOfSuperseded(earlier, { ...version, claimFrom });
    if (claimTo === null) continue;
    const start = earlier.claimFrom ?? earlier.definition.claimWindow?.from;
    if (start && start > claimTo) revokes.push(earlier);
    else ends.push({ version: earlier, claimTo });
  }
  return { claimFrom, ends, revokes };
}

/**
 * The versions in force that publishing this one today would leave without a single day of claim, each given with the day on which it
 * was published. A person is told before, and can wait or choose a later first day.
 */
export function leftWithoutADay<Earlier extends Windowed & Pick<RuleVersion, 'origin'>>(
  version: Windowed,
  inForce: readonly { version: Earlier; publishedOn: CivilDate | null }[],
  today: CivilDate,
): Earlier[] {
  const claimFrom = startWhenPublished(
    version,
    inForce.map((one) => one.version),
    today,
  );
  return inForce.flatMap(({ version: earlier, publishedOn }) => {
    const claimTo = endOfSuperseded(earlier, { ...version, claimFrom });
    return claimTo !== null && !hadADay({ ...earlier, claimTo }, publishedOn) ? [earlier] : [];
  });
}

/**
 * What a new version begins with that is to follow those in force: the same, from the first day that is left to it. A last day of claim
 * that lies before that day was the earlier one's, and is left to the author.
 */
export function definitionOfSuccessor(
  definition: RuleDefinition,
  inForce: readonly Windowed[],
  today: CivilDate,
): RuleDefinition {
  const from = startOfSuccessor(definition, inForce, today);
  if (from === null) return definition;
  const to = definition.claimWindow?.to;
  return { ...definition, claimWindow: to && to >= from ? { from, to } : { from } };
}

/**
 * The first day of claim for a version with this definition that is to follow those in force, so that each of them can end the day
 * before: its own day, but neither before today nor before the day after one of them starts. Beside none that applies to the same
 * claims it keeps its own day, or has none.
 */
export function startOfSuccessor(
  definition: RuleDefinition,
  inForce: readonly Windowed[],
  today: CivilDate,
): CivilDate | null {
  const own = definition.claimWindow?.from ?? null;
  const followed = inForce.map(definitionInForce).filter((one) => meet(one, definition));
  if (followed.length === 0) return own;
  const starts = followed.flatMap(({ claimWindow }) =>
    claimWindow?.from ? [addDays(claimWindow.from, 1)] : [],
  );
  return [today, ...starts, ...(own ? [own] : [])].sort(compareCivilDates).at(-1) ?? null;
}
