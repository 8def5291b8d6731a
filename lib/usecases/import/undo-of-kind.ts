import { isDeepStrictEqual } from 'node:util';
import type { ImportBatch } from '@/lib/db/imports';
import type { Tx } from '@/lib/db/tx';
import * as curriculum from '@/lib/db/undo-curriculum';
import * as catalog from '@/lib/db/undo-catalog';
import * as decisions from '@/lib/db/undo-decisions';
import {
  type DatedFacts,
  undoneDecision,
  undoneInCatalog,
  type UndoneRow,
  undoneVersion,
} from '@/lib/import/undo-plan';
import { foldCourseCode } from '@/lib/institution/course-code';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { portionsOf } from '@/lib/kernel/portions-of';
import record from '@/messages/en/record.json';

/** A row of an undoing, for whoever looks before it happens. */
export interface PlannedRow {
  /** Line of the file; null for decisions of which it is not kept. */
  line: number | null;
  entry: string;
  ruleVersionId: string | null;
  /** Of what of the catalog it takes back; null for everything else. */
  id: string | null;
  /** The entry of the catalog that it is about; null where it is about none. */
  entryId: string | null;
  undone: UndoneRow;
}

export type PlannedDecision = decisions.ImportedDecision & { undone: UndoneRow };
export type PlannedEntry = curriculum.KeptEffect & {
  standing: curriculum.StandingNow | undefined;
  undone: UndoneRow;
};

export type PlannedShared = catalog.CatalogEffect & { undone: UndoneRow };

/** A thousand rows of an undoing at most. */
export type UndoPortion = { rows: PlannedRow[] } & (
  | { kind: 'equivalencies'; planned: PlannedDecision[] }
  | { kind: curriculum.CurriculumKind; planned: PlannedEntry[] }
  | { kind: catalog.CatalogKind; planned: PlannedShared[] }
);

/** Small enough for one statement to stay short. @units rows */
const atOnce = 1_000;

/** Whether an import is of what institutions share. */
export function isOfCatalog(kind: ImportBatch['kind']): kind is catalog.CatalogKind {
  return kind === 'micro_credentials' || kind === 'recommendations';
}

/** How many rows changed something of which nothing was kept. Each decision says itself from which import it comes. @units rows */
export async function unknownRows(tx: Tx, { id, kind, counts }: ImportBatch): Promise<number> {
  if (isOfCatalog(kind))
    // One entry may be of several rows: that nothing is kept of any says that it was imported before that.
    return (await catalog.countCatalogEffects(tx, kind, id)) > 0 ? 0 : counts.new + counts.changed;
  if (kind !== 'courses' && kind !== 'programs') return 0;
  return Math.max(counts.new + counts.changed - (await curriculum.countEffects(tx, id)), 0);
}

/** Which rows of an undoing are planned: all unless said otherwise. @units rows */
export interface UndoSpan {
  skip: number;
  most: number;
}

/** How many rows an undoing is about. @units rows */
export async function countUndone(tx: Tx, { id, kind }: ImportBatch): Promise<number> {
  if (kind === 'equivalencies') return decisions.countDecisions(tx, id);
  return isOfCatalog(kind) ? catalog.countCatalogEffects(tx, kind, id) : curriculum.countEffects(tx, id);
}

/** The step that plans an undoing, a thousand rows at a time. Changes nothing. */
export async function* undoPortions(
  tx: Tx,
  batch: ImportBatch,
  today: CivilDate,
  span: UndoSpan = { skip: 0, most: Infinity },
): AsyncGenerator<UndoPortion> {
  if (batch.kind === 'equivalencies') yield* portionsOfDecisions(tx, batch, span);
  else if (batch.kind === 'courses' || batch.kind === 'programs')
    yield* portionsOfCurriculum(tx, batch, batch.kind, today, span);
  else yield* portionsOfCatalog(tx, batch, batch.kind, today, span);
}

async function* portionsOfCatalog(
  tx: Tx,
  batch: ImportBatch,
  kind: catalog.CatalogKind,
  today: CivilDate,
  { skip, most }: UndoSpan,
): AsyncGenerator<UndoPortion> {
  const since = batch.appliedAt ?? batch.createdAt;
  const ids = (await catalog.idsOfCatalogEffects(tx, kind, batch.id)).slice(skip, skip + most);
  for (const some of portionsOf(ids, atOnce)) {
    const found = await catalog.catalogEffects(tx, kind, batch.id, some, since);
    const planned = found.map((one) => ({ ...one, undone: undoneInCatalog(one.facts, today) }));
    const rows = planned.map(({ id, title, entryId, undone }) => ({
      id,
      line: null,
      entry: title,
      ruleVersionId: null,
      entryId,
      undone,
    }));
    yield { kind, rows, planned };
  }
}

async function* portionsOfDecisions(
  tx: Tx,
  batch: ImportBatch,
  { skip, most }: UndoSpan,
): AsyncGenerator<UndoPortion> {
  const resting = await decisions.restingOnDecisions(tx, batch.id);
  const replacedBecause = record.reason.replacedBeforePublication;
  const places = (await decisions.decisionsInOrder(tx, batch.id)).slice(skip, skip + most);
  for (const some of portionsOf(places, atOnce)) {
    const found = await decisions.decisionsNow(tx, batch.id, some, replacedBecause);
    const planned = found.map((one) => ({
      ...one,
      undone: undoneDecision({
        status: one.status,
        isReplacing: one.replaces !== null,
        later: one.later,
        restingCodes: resting.get(one.id) ?? [],
      }),
    }));
    const rows = planned.map(({ id, line, title, undone }) => ({
      line,
      entry: title,
      id: null,
      ruleVersionId: id,
      entryId: null,
      undone,
    }));
    yield { kind: 'equivalencies', rows, planned };
  }
}

async function* portionsOfCurriculum(
  tx: Tx,
  batch: ImportBatch,
  kind: curriculum.CurriculumKind,
  today: CivilDate,
  { skip, most }: UndoSpan,
): AsyncGenerator<UndoPortion> {
  const since = batch.appliedAt ?? batch.createdAt;
  const resting = await curriculum.restingOnCurriculum(tx, kind, batch.id, since);
  for (let [line, left] = [-1, most]; left > 0; left -= atOnce) {
    const found = await curriculum.effectsAfter(tx, batch.id, line, {
      skip: line < 0 ? skip : 0,
      most: Math.min(atOnce, left),
    });
    if (found.length === 0) return;
    const now = await curriculum.standingNow(
      tx,
      kind,
      found.map(({ effect }) => effect.code),
      since,
    );
    const planned = found.map((row) => {
      const standing = now.get(row.effect.code);
      return { ...row, standing, undone: undoneOf(row, standing, resting, today) };
    });
    const rows = planned.map(({ line: at, key, undone }) => ({
      line: at,
      id: null,
      entry: key,
      ruleVersionId: null,
      entryId: null,
      undone,
    }));
    yield { kind, rows, planned };
    line = found.at(-1)?.line ?? line;
  }
}

/** How the outcomes stand that a row wrote. Those of a course that it added may stay where they are; nobody is offered it. */
function outcomesNow(
  { outcomes, hasOtherOutcomes, isNew }: curriculum.KeptEffect['effect'],
  standing: curriculum.StandingNow | undefined,
): DatedFacts['outcomes'] {
  if (!outcomes) return hasOtherOutcomes ? 'notKept' : 'asLeft';
  const now = standing?.outcomes ?? [];
  const isAsLeft = isDeepStrictEqual(
    now.map(({ text }) => text),
    outcomes.after,
  );
  if (!isAsLeft) return 'changed';
  return !isNew && now.some(({ text, isCompared }, at) => isCompared && text !== outcomes.before[at])
    ? 'compared'
    : 'asLeft';
}

function undoneOf(
  { effect }: curriculum.KeptEffect,
  standing: curriculum.StandingNow | undefined,
  resting: ReadonlyMap<string, curriculum.Resting>,
  today: CivilDate,
): UndoneRow {
  const by = resting.get(foldCourseCode(effect.code));
  return undoneVersion(
    {
      ...effect,
      versions: (standing?.versions ?? []).map(({ firstDay, facts }) => ({
        firstDay,
        saysSo: isDeepStrictEqual(facts, effect.after.facts),
      })),
      outcomes: outcomesNow(effect, standing),
      isBesideAsLeft: isDeepStrictEqual(standing?.beside, effect.after.beside),
      restingCodes: (effect.isNew ? by?.rules : by?.rulesSince) ?? [],
      namedBy: effect.isNew ? (by?.namedBy ?? []) : [],
    },
    today,
  );
}
