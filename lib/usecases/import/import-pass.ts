import type { HomeUnit } from '@/lib/amount/unit';
import type { StaffMember } from '@/lib/access/actor';
import type { ImportBatch } from '@/lib/db/imports';
import type { Database } from '@/lib/db/client';
import type { KnownTarget } from '@/lib/db/imported-rules';
import type { Tx } from '@/lib/db/tx';
import type { House } from '@/lib/usecases/rule/check-rule';
import type { PlannedRows } from './planned-rows';
import type { WritesBehind } from './writes-behind';
import type { CellFix } from '@/lib/import/cell-fix';
import type { Outcome } from '@/lib/import/kind';
import { type Note, noteOf } from '@/lib/import/note';
import type { DecisionEffect, RowEffect } from '@/lib/import/row-effect';
import { planChange } from '@/lib/institution/dated-version';
import type { CivilDate } from '@/lib/kernel/civil-date';

/** One pass over a file: a check reads and compares, an application also saves. */
export interface ImportPass {
  tx: Tx;
  /** For what is public, beside the transaction. */
  database: Database;
  actor: StaffMember;
  batch: ImportBatch;
  isApplying: boolean;
  /** Cells that people have put right since the file was handed in. */
  fixes: readonly CellFix[];
  /** Whether cells of rows that ask for a person are kept, so that they can be put right. */
  keepsCells: boolean;
  /** What is being stored while the next rows are compared. */
  writes: WritesBehind;
  /** Where entries come from when the row itself does not say. */
  source: string;
  /** In which it keeps its credits. */
  homeUnit: HomeUnit;
  /** The institution's own day. */
  today: CivilDate;
  at: string;
  newId(): string;
  mayAddDepartments: boolean;
  /** What decisions are checked by as they would be when they are published; null in a file of anything else. */
  house: House | null;
  /** What publishing the rows so far would bring about. */
  planned: PlannedRows;
  /** What rows of the file were about so far, and what they give for it, each in a few bytes: two ways of writing must not become two decisions. */
  decided: Map<string, { label: string; grant: string }>;
  /** New entries of the file so far, by the word in their address that it gives them: further down they can be parts of others. */
  listed: Map<string, string>;
  /** Words in the addresses of new entries of the file so far, as they were stored. */
  slugs: Set<string>;
  /** Names of organizations in new entries of the file so far, each with the one that it is much like, if any. */
  names: Map<string, string | null>;
  /** Their keys; a row further down about another version of one is new like it. */
  fresh: Set<string>;
  /** Courses of the institution that rows of the file named so far, by folded code; null where there is none. */
  courses: Map<string, KnownTarget | null>;
}

export interface Verdict {
  outcome: Outcome;
  notes: Note[];
  /** When applying, of courses, programs and decisions: what is kept so that it can be taken back. */
  effect?: RowEffect | DecisionEffect;
}

/** Compares a thousand rows with what is stored and, when applying, saves them. One verdict a row, in the same order. */
export type SaveRows<Row> = (pass: ImportPass, rows: readonly Row[]) => Promise<Verdict[]>;

/** The verdict on an entry of the shared catalog, which only the institution that listed it changes. */
export function sharedVerdict(standing: {
  id: string | null;
  isOurs: boolean;
  steward: string | null;
  /** Title of the entry that stays, of one that was merged into it. */
  mergedInto?: string | null;
  differs: boolean;
  clashes: boolean;
  /** Whether it changes something that is kept dated; since when that is said; and the day it is there. */
  isDatedChange: boolean;
  saidSince: CivilDate | null;
  day: CivilDate;
}): Verdict {
  if (standing.id === null) return { outcome: 'new', notes: [] };
  if (standing.mergedInto != null)
    return { outcome: 'unchanged', notes: [noteOf('shared/merged', { title: standing.mergedInto })] };
  if (!standing.isOurs)
    return {
      outcome: 'unchanged',
      notes: [noteOf('shared/other-steward', { steward: standing.steward ?? '' })],
    };
  if (standing.clashes) return { outcome: 'rejected', notes: [noteOf('span/clashes')] };
  const { saidSince: firstDay, day } = standing;
  const planned = planChange([{ firstDay }], day, day, () => !standing.isDatedChange);
  if (!planned.ok) return { outcome: 'rejected', notes: [noteOf(planned.reason)] };
  return { outcome: standing.differs ? 'changed' : 'unchanged', notes: [] };
}

export function withOutcome<Row>(
  rows: readonly Row[],
  verdicts: readonly Verdict[],
  ...outcomes: Outcome[]
): Row[] {
  return rows.filter((_, index) => outcomes.includes(verdicts[index]?.outcome ?? 'rejected'));
}
