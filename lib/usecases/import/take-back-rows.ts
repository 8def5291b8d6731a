import type { CourseFacts, ProgramFacts } from '@/lib/db/curriculum';
import type { Database } from '@/lib/db/client';
import { withdrawUnpublished } from '@/lib/db/added-rules';
import type { ImportBatch } from '@/lib/db/imports';
import type { Tx } from '@/lib/db/tx';
import { type CurriculumKind, lockCurriculum, setBack } from '@/lib/db/undo-curriculum';
import { lockCatalog, takeBackCatalog } from '@/lib/db/undo-catalog';
import { lockDecisions, restoreUnpublished } from '@/lib/db/undo-decisions';
import record from '@/messages/en/record.json';
import { tellOwners, touchedRules } from '../institution/touched-rules';
import type { GroundChange } from '@/lib/usecases/institution/ground-change';
import type { PlannedDecision, PlannedEntry, UndoPortion } from './undo-of-kind';

export interface UndoAct {
  database: Database;
  actor: { tenantId: string; personId: string };
  at: string;
  batchId: string;
}

/** Takes all that a batch made for this transaction, so that what is planned stays true until it is done. */
export async function lockUndone(tx: Tx, { id, kind }: ImportBatch): Promise<void> {
  if (kind === 'equivalencies') await lockDecisions(tx, id);
  else if (kind === 'courses' || kind === 'programs') await lockCurriculum(tx, kind, id);
  else await lockCatalog(tx, id);
}

/** The step that takes back what is planned for a portion of which nothing is blocked; the whole undoing is on record once. */
export async function takeBackRows(tx: Tx, portion: UndoPortion, act: UndoAct): Promise<void> {
  if (portion.kind === 'equivalencies') return takeBackDecisions(tx, portion.planned, act);
  if (portion.kind === 'courses' || portion.kind === 'programs')
    return takeBackVersions(tx, portion.kind, portion.planned, act);
  // Owners of mappings are told of what is set back by what the database says has changed, as of every change of the catalog.
  if (portion.kind === 'micro_credentials' || portion.kind === 'recommendations')
    return takeBackCatalog(
      tx,
      portion.kind,
      act.batchId,
      portion.planned.map(({ id }) => id),
    );
}

async function takeBackDecisions(
  tx: Tx,
  planned: readonly PlannedDecision[],
  { actor, at, batchId }: UndoAct,
): Promise<void> {
  const taken = planned.filter(({ undone: { becomes } }) => becomes !== 'nothing');
  const act = { authorId: actor.personId, at };
  await withdrawUnpublished(
    tx,
    taken.map(({ id }) => id),
    { ...act, batchId, reason: record.reason.importUndone },
  );
  await restoreUnpublished(
    tx,
    taken.flatMap(({ replaces }) => replaces ?? []),
    { ...act, reason: record.reason.restoredByUndoing },
  );
}

async function takeBackVersions(
  tx: Tx,
  kind: CurriculumKind,
  planned: readonly PlannedEntry[],
  { actor, at, database, batchId }: UndoAct,
): Promise<void> {
  const rows = planned.flatMap(({ effect, standing, undone }) => {
    if (standing === undefined || (undone.becomes !== 'withdrawn' && undone.becomes !== 'setBack')) return [];
    const { before, after, code } = effect;
    const outcomes = before === null ? null : (effect.outcomes?.before ?? null);
    const facts = before?.facts ?? { ...after.facts, status: 'inactive' };
    return [
      {
        id: standing.id,
        code,
        from: undone.from,
        facts,
        beside: before?.beside ?? null,
        outcomes,
        said: after.facts,
      },
    ];
  });
  const changes = rows.flatMap(({ id, code, from, facts, said }): GroundChange[] => {
    if (from === null) return [];
    const change = { id, code, firstDay: from };
    return kind === 'courses'
      ? [
          {
            ...change,
            subject: 'course',
            before: said as unknown as CourseFacts,
            after: facts as unknown as CourseFacts,
          },
        ]
      : [
          {
            ...change,
            subject: 'program',
            before: said as unknown as ProgramFacts,
            after: facts as unknown as ProgramFacts,
          },
        ];
  });
  const touched = await touchedRules(tx, { database }, changes);
  await setBack(tx, kind, rows, { personId: actor.personId, at });
  await tellOwners(tx, { at, event: `undo:${batchId}` }, touched, actor);
}
