import * as curriculum from '@/lib/db/undo-curriculum';
import * as decisions from '@/lib/db/undo-decisions';
import type { CourseFacts, ProgramFacts } from '@/lib/db/curriculum';
import type { Database } from '@/lib/db/client';
import { withdrawUnpublished } from '@/lib/db/imported-rules';
import type { ImportBatch } from '@/lib/db/imports';
import type { Tx } from '@/lib/db/tx';
import { undoneDecision, type UndoneRow, undoneVersion } from '@/lib/import/undo-plan';
import { foldCourseCode } from '@/lib/institution/course-code';
import type { CivilDate } from '@/lib/kernel/civil-date';
import record from '@/messages/en/record.json';
import { isDeepStrictEqual } from 'node:util';
import { type GroundChange, tellOwners, touchedRules } from '../institution/touched-rules';

/** A row of an undoing, for whoever looks before it happens. */
export interface PlannedRow {
  /** Line of the file; null for decisions, which are found by their mapping. */
  line: number | null;
  entry: string;
  ruleVersionId: string | null;
  undone: UndoneRow;
}

export interface UndoAct {
  database: Database;
  actor: { tenantId: string; personId: string };
  at: string;
}

/** Some rows of an undoing, and what carries out what is planned for them. */
export interface UndoPortion {
  rows: PlannedRow[];
  carryOut: (act: UndoAct) => Promise<void>;
}

export interface UndoOfKind {
  /** Takes all that the batch made for this transaction, so that what is planned stays true until it is done. */
  lock: (tx: Tx, batch: ImportBatch) => Promise<void>;
  /** How many rows changed something of which nothing was kept. */
  unknown: (tx: Tx, batch: ImportBatch) => Promise<number>;
  /** A thousand rows at a time. */
  portions: (tx: Tx, batch: ImportBatch, today: CivilDate) => AsyncGenerator<UndoPortion>;
}

/** Small enough for one statement to stay short. @units rows */
const atOnce = 1_000;

export const undoOfDecisions: UndoOfKind = {
  lock: (tx, batch) => decisions.lockDecisions(tx, batch.id),
  // Each decision says itself from which import it comes.
  unknown: async () => 0,
  async *portions(tx, batch) {
    const resting = await decisions.restingOnDecisions(tx, batch.id);
    const replacedBecause = record.reason.replacedBeforePublication;
    for (let after: string | null = null; ; ) {
      const found = await decisions.decisionsAfter(tx, batch.id, { after, most: atOnce, replacedBecause });
      if (found.length === 0) return;
      const planned = found.map((one) => ({
        ...one,
        undone: undoneDecision({
          status: one.status,
          isReplacing: one.replaces !== null,
          later: one.later,
          restingCodes: resting.get(one.id) ?? [],
        }),
      }));
      yield {
        rows: planned.map(({ id, title, undone }) => ({
          line: null,
          entry: title,
          ruleVersionId: id,
          undone,
        })),
        carryOut: async ({ actor, at }) => {
          const taken = planned.filter(({ undone: { becomes } }) => becomes !== 'nothing');
          const act = { authorId: actor.personId, at };
          const withdrawn = taken.map(({ id }) => id);
          await withdrawUnpublished(tx, withdrawn, {
            ...act,
            batchId: batch.id,
            reason: record.reason.importUndone,
          });
          await decisions.restoreUnpublished(
            tx,
            taken.flatMap(({ replaces }) => replaces ?? []),
            { ...act, reason: record.reason.restoredByUndoing },
          );
        },
      };
      after = found.at(-1)?.id ?? null;
    }
  },
};

export function undoOfCurriculum(kind: curriculum.CurriculumKind): UndoOfKind {
  return {
    lock: (tx, batch) => curriculum.lockCurriculum(tx, kind, batch.id),
    unknown: async (tx, { id, counts }) =>
      Math.max(counts.new + counts.changed - (await curriculum.countEffects(tx, id)), 0),
    async *portions(tx, batch, today) {
      const resting = await curriculum.restingOnCurriculum(
        tx,
        kind,
        batch.id,
        batch.appliedAt ?? batch.createdAt,
      );
      for (let line = -1; ; ) {
        const found = await curriculum.effectsAfter(tx, batch.id, line, atOnce);
        if (found.length === 0) return;
        const now = await curriculum.standingNow(
          tx,
          kind,
          found.map(({ effect }) => effect.code),
        );
        const planned = found.map((row) => {
          const standing = now.get(row.effect.code);
          return { ...row, standing, undone: undoneOf(row, standing, resting, today) };
        });
        yield {
          rows: planned.map(({ line: at, key, undone }) => ({
            line: at,
            entry: key,
            ruleVersionId: null,
            undone,
          })),
          carryOut: (act) => setBack(tx, kind, planned, { ...act, event: `undo:${batch.id}` }),
        };
        line = found.at(-1)?.line ?? line;
      }
    },
  };
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
      isBesideAsLeft: isDeepStrictEqual(standing?.beside, effect.after.beside),
      restingCodes: (effect.isNew ? by?.rules : by?.rulesSince) ?? [],
      namedBy: effect.isNew ? (by?.namedBy ?? []) : [],
    },
    today,
  );
}

type Planned = curriculum.KeptEffect & { standing: curriculum.StandingNow | undefined; undone: UndoneRow };

async function setBack(
  tx: Tx,
  kind: curriculum.CurriculumKind,
  planned: readonly Planned[],
  { actor, at, database, event }: UndoAct & { event: string },
): Promise<void> {
  const rows = planned.flatMap(({ effect, standing, undone }) => {
    if (standing === undefined || (undone.becomes !== 'withdrawn' && undone.becomes !== 'setBack')) return [];
    const { before, after } = effect;
    return [
      {
        id: standing.id,
        code: effect.code,
        from: undone.from,
        facts: before?.facts ?? { ...after.facts, status: 'inactive' },
        beside: before?.beside ?? null,
        saidBefore: after.facts,
      },
    ];
  });
  const changes = rows.flatMap(({ id, code, from, facts, saidBefore }): GroundChange[] => {
    if (from === null) return [];
    const change = { id, code, firstDay: from };
    return kind === 'courses'
      ? [
          {
            ...change,
            subject: 'course',
            before: saidBefore as unknown as CourseFacts,
            after: facts as unknown as CourseFacts,
          },
        ]
      : [
          {
            ...change,
            subject: 'program',
            before: saidBefore as unknown as ProgramFacts,
            after: facts as unknown as ProgramFacts,
          },
        ];
  });
  const touched = await touchedRules(tx, { database }, changes);
  await curriculum.setBack(tx, kind, rows, { personId: actor.personId, at });
  await tellOwners(tx, { at, event }, touched, actor);
}

/** The kinds that can be undone, each with how. Those of the shared catalog cannot: docs/decisions/0042-an-import-can-be-undone.md. */
export const undoOf = {
  equivalencies: undoOfDecisions,
  courses: undoOfCurriculum('courses'),
  programs: undoOfCurriculum('programs'),
  micro_credentials: null,
  recommendations: null,
} satisfies Record<ImportBatch['kind'], UndoOfKind | null>;
