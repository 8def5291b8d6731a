import * as read from '@/lib/db/accreditation';
import { groupedBy } from '@/lib/kernel/grouped-by';
import type { Sighted } from './decided';
import { at, caseIds, type DecisionTable, decisionOf, key, known, type Row } from './decision-table';

/** Rows by the case that they are about, of decisions whose judgement the reader may know. */
function ofCases<T extends { caseId: string }>(
  decided: readonly Sighted[],
  found: readonly T[],
  row: (one: T) => Row,
): Row[] {
  const byCase = groupedBy(found, ({ caseId }) => caseId);
  return decided.flatMap((one) =>
    (byCase.get(one.caseId ?? '') ?? []).map((each) => [...decisionOf(one), ...row(each)]),
  );
}

/** Whose judgement may be told: nothing of a review in which somebody still votes blind. */
const judged = (all: readonly Sighted[]) => known(all).filter((one) => !one.isBlind);

const matrix: DecisionTable = {
  path: 'matrix.csv',
  columns: [...key, 'person', 'course', 'course_outcome', 'coverage', 'certificate_outcome', 'where'],
  rows: async ({ tx }, decided) =>
    ofCases(judged(decided), await read.marksOfCases(tx, caseIds(judged(decided))), (mark) => [
      mark.person,
      mark.course,
      mark.courseOutcome,
      mark.coverage,
      mark.learningOutcome ?? '',
      mark.note,
    ]),
};

const rubric: DecisionTable = {
  path: 'rubric.csv',
  columns: [...key, 'stage', 'person', 'criterion', 'score', 'reason'],
  rows: async ({ tx }, decided) =>
    ofCases(judged(decided), await read.scoresOfCases(tx, caseIds(judged(decided))), (score) => [
      score.stage,
      score.person,
      score.criterion,
      score.score,
      score.rationale,
    ]),
};

/** Rows by the version that they are about. */
function ofVersions<T extends { ruleVersionId: string }>(
  decided: readonly Sighted[],
  found: readonly T[],
  row: (one: T, decision: Sighted) => Row,
): Row[] {
  const byVersion = groupedBy(found, ({ ruleVersionId }) => ruleVersionId);
  return decided.flatMap((one) =>
    (byVersion.get(one.id) ?? []).map((each) => [...decisionOf(one), ...row(each, one)]),
  );
}
const versionIds = (all: readonly Sighted[]) => all.map(({ id }) => id);

const evidence: DecisionTable = {
  path: 'evidence.csv',
  columns: [...key, 'kind', 'title', 'file', 'bytes', 'sha256', 'address', 'added_by', 'added_at'],
  rows: async ({ tx }, decided) =>
    ofVersions(decided, await read.evidenceOfVersions(tx, versionIds(decided)), (one) => [
      one.kind,
      one.title,
      one.fileName ?? '',
      one.bytes ?? '',
      one.sha256 ?? '',
      one.url ?? '',
      one.addedBy,
      at(one.addedAt),
    ]),
};

/** Moves that a panel made: who pressed the button is not told to whoever may not know who was in it. */
const byPanel = ['advance', 'approve', 'approveConditionally', 'return', 'reject'];

const moves: DecisionTable = {
  path: 'moves.csv',
  columns: [...key, 'at', 'move', 'from', 'to', 'by', 'reason'],
  rows: async ({ tx }, decided) =>
    ofVersions(decided, await read.movesOfVersions(tx, versionIds(decided)), (move, one) => [
      at(move.at),
      move.action,
      move.fromStatus,
      move.toStatus,
      one.withheld !== null && byPanel.includes(move.action) ? '' : move.actor,
      move.reason,
    ]),
};

const record: DecisionTable = {
  path: 'record.csv',
  columns: [...key, 'entry', 'at', 'by', 'act', 'hash'],
  rows: async ({ tx }, decided) => {
    const found = groupedBy(
      await read.entriesOf(tx, versionIds(decided), caseIds(decided)),
      ({ objectId }) => objectId,
    );
    return decided.flatMap((one) =>
      [one.id, ...(one.caseId === null ? [] : [one.caseId])]
        .flatMap((id) => found.get(id) ?? [])
        .map(({ seq, at: when, actor, action, hash }) => [
          ...decisionOf(one),
          String(seq),
          at(when),
          one.withheld === null ? actor : '',
          action,
          hash,
        ]),
    );
  },
};

/** The tables of what was judged and of what supports it. */
export const judgementTables: readonly DecisionTable[] = [matrix, rubric, evidence, moves, record];
