import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import { inForceStatuses } from '@/lib/rule/lifecycle';
import type { RuleStatus } from '@/lib/rule/rule-version';
import { type Note, noteOf } from './note';

/**
 * What taking back a row would do. Withdrawn: what it added holds no longer, from that day on where it is dated. Set back: what it
 * changed says again what it said, from that day on. Restored: a decision that it replaced before anybody published it waits again.
 * Nothing: it is gone already, or ends by itself. Blocked: something rests on it, so nothing of the import is taken back.
 */
export type UndoneRow =
  | { becomes: 'withdrawn' | 'setBack'; from: CivilDate | null }
  | { becomes: 'restored' | 'nothing' }
  | { becomes: 'blocked'; because: Note[] };

/** What an import made of one decision, as things stand. */
export interface DecisionFacts {
  status: RuleStatus;
  /** Whether it took the place of an imported decision that nobody had published. */
  isReplacing: boolean;
  /** Number of a later version of the same mapping that did not come with this import and was not withdrawn. */
  later: number | null;
  /** Codes of other mappings, not of this import, that rest on it: by a precedent, or because they go before it. */
  restingCodes: readonly string[];
}

/** States in which a decision was told to others: nothing of an import that holds such a one is taken back. */
export const toldStatuses: readonly RuleStatus[] = [...inForceStatuses, 'revoked'];

/** Decides what becomes of an imported decision. Only what waits for a second person is taken back, by the move that withdraws it. */
export function undoneDecision(facts: DecisionFacts): UndoneRow {
  const { status, isReplacing, later, restingCodes } = facts;
  const because: Note[] = [
    ...(later === null ? [] : [noteOf('undo/later-version', { version: later })]),
    ...(restingCodes.length === 0 ? [] : [noteOf('undo/cited', { codes: restingCodes.join(', ') })]),
  ];
  if (toldStatuses.includes(status)) because.push(noteOf('undo/published'));
  else if (status !== 'approved' && status !== 'withdrawn') because.push(noteOf('undo/taken-up'));
  if (because.length > 0) return { becomes: 'blocked', because };
  if (status === 'withdrawn') return { becomes: 'nothing' };
  return isReplacing ? { becomes: 'restored' } : { becomes: 'withdrawn', from: null };
}

/** What an import made of a course or a program, as things stand. */
export interface DatedFacts {
  isNew: boolean;
  /** First day of the version that it made; null for what holds since ever. */
  firstDay: CivilDate | null;
  isVersion: boolean;
  /** First days of later versions that were there when it was imported. */
  later: readonly CivilDate[];
  /**
   * How the learning outcomes stand, which have no versions: as the import left them, or it left them alone; changed since; those that it
   * wrote compared by reviewers since; or written over by an import of which nobody kept what they were.
   */
  outcomes: 'asLeft' | 'changed' | 'compared' | 'notKept';
  /** All versions there are now, and whether each says what the import said. */
  versions: readonly { firstDay: CivilDate | null; saysSo: boolean }[];
  /** Whether department and source are as the import left them. */
  isBesideAsLeft: boolean;
  /** Codes of mappings that name what it added, or were written or decided since it changed. */
  restingCodes: readonly string[];
  /** Codes of courses and programs that name a course which it added. */
  namedBy: readonly string[];
}

/**
 * Decides what becomes of a course or a program. The past does not move: what began before today ends today, what began today ends
 * tomorrow, and what has not begun is corrected in its place.
 * @source docs/decisions/0009-courses-have-dated-versions.md
 */
export function undoneVersion(facts: DatedFacts, today: CivilDate): UndoneRow {
  const { firstDay, versions } = facts;
  const made = versions.find((version) => version.firstDay === firstDay);
  const isChanged =
    !facts.isBesideAsLeft ||
    facts.outcomes === 'changed' ||
    (facts.isVersion &&
      (made?.saysSo !== true ||
        versions.some(
          (version) =>
            version.firstDay !== null &&
            (firstDay === null || version.firstDay > firstDay) &&
            !facts.later.includes(version.firstDay),
        )));
  const because: Note[] = [
    ...(isChanged ? [noteOf('undo/changed-since')] : []),
    ...(facts.outcomes === 'notKept' ? [noteOf('undo/outcomes')] : []),
    ...(facts.outcomes === 'compared' ? [noteOf('undo/outcomes-compared')] : []),
    ...(facts.restingCodes.length === 0
      ? []
      : [
          noteOf(facts.isNew ? 'undo/granted' : 'undo/decided-since', {
            codes: facts.restingCodes.join(', '),
          }),
        ]),
    ...(facts.namedBy.length === 0 ? [] : [noteOf('undo/named', { codes: facts.namedBy.join(', ') })]),
  ];
  if (because.length > 0) return { becomes: 'blocked', because };
  const becomes = facts.isNew ? 'withdrawn' : 'setBack';
  if (!facts.isVersion) return { becomes, from: null };
  const from =
    firstDay !== null && firstDay >= today ? (firstDay === today ? addDays(today, 1) : firstDay) : today;
  // A version that was there before the import and has begun since, or begins then, has ended what was imported.
  const isOver = facts.later.some(
    (day) => day <= from && versions.some((version) => version.firstDay === day),
  );
  return isOver && !facts.isNew ? { becomes: 'setBack', from: null } : { becomes, from };
}

/** What an import made of an entry of the catalog, or of a recommendation, as things stand. */
export interface CatalogFacts {
  isNew: boolean;
  /** Whether all of it says what the import left, and is still listed by the institution. */
  isAsLeft: boolean;
  /** Since when something stands that was added below an entry which somebody has decided about; null where nothing does. */
  stoodSince: CivilDate | null;
  /** Codes of the institution's own mappings that name what was added, or were written or decided since it was changed. */
  restingCodes: readonly string[];
  /** Whether anybody has published a mapping that names what was added, or one since it was changed. */
  isDecided: boolean;
  /** Whether somebody recommends credit for what was added. */
  isAdvised: boolean;
  /** Whether anything else names what was added: another entry, a request, a change by hand, a later import, an answer of whom it names. */
  isNamed: boolean;
}

/**
 * Decides what becomes of an entry or a recommendation. What was added goes while nothing rests on it; what was changed says from today on
 * what it said, and days that are over keep what they said.
 * @source docs/decisions/0068-advice-begins-and-imports-go-back.md
 */
export function undoneInCatalog(facts: CatalogFacts, today: CivilDate): UndoneRow {
  const { isNew, stoodSince, restingCodes } = facts;
  const codes = restingCodes.join(', ');
  const because: Note[] = [
    ...(facts.isAsLeft ? [] : [noteOf('undo/changed-since')]),
    ...(codes === '' ? [] : [noteOf(isNew ? 'undo/mapped' : 'undo/decided-since', { codes })]),
    ...(facts.isDecided && codes === '' ? [noteOf('undo/decided-elsewhere')] : []),
    ...(facts.isAdvised ? [noteOf('undo/advised')] : []),
    ...(facts.isNamed ? [noteOf('undo/named-elsewhere')] : []),
    ...(stoodSince !== null && stoodSince < today ? [noteOf('undo/stood-since', { day: stoodSince })] : []),
  ];
  if (because.length > 0) return { becomes: 'blocked', because };
  return { becomes: isNew ? 'withdrawn' : 'setBack', from: null };
}

/** How many rows of an undoing come to what. @units rows */
export type UndoTally = Record<UndoneRow['becomes'], number>;

/** Says of nothing how many rows come to what. @units rows */
export const emptyTally = (): UndoTally => ({
  withdrawn: 0,
  setBack: 0,
  restored: 0,
  nothing: 0,
  blocked: 0,
});

/** Why an import cannot be undone at all, whatever its rows say; null where its rows decide. */
export function whyNotUndone(batch: {
  kind: string;
  status: string;
  tally: UndoTally;
  /** Rows that changed something, of which nothing was kept: it was imported before that, or rows are kept no longer. */
  unknown: number;
}): Note | null {
  if (batch.status !== 'applied') return noteOf('undo/other-state');
  if (batch.unknown > 0) return noteOf('undo/not-kept', { count: batch.unknown });
  if (batch.tally.blocked > 0) return noteOf('undo/blocked', { count: batch.tally.blocked });
  const { withdrawn, setBack, restored } = batch.tally;
  return withdrawn + setBack + restored === 0 ? noteOf('undo/nothing') : null;
}
