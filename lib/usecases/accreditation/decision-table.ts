import type { StaffMember } from '@/lib/access/actor';
import type { PolicyVersion } from '@/lib/db/policies';
import type { Unit } from '@/lib/amount/unit';
import type { Tx } from '@/lib/db/tx';
import { policyInForceAt } from '@/lib/institution/policy-adoption';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { dayIn } from '../day-in';
import type { Sighted } from './decided';

export type Row = readonly (string | number)[];

/** What every row is made with. */
export interface RowContext {
  tx: Tx;
  actor: StaffMember;
  today: CivilDate;
  /** The last day of the period, or today where that is still to come: how a version stands is told of this day. */
  lastDay: CivilDate;
  homeUnit: Unit;
  timeZone: string;
  /** Adopted ones, the newest first. */
  policies: readonly PolicyVersion[];
}

/** A table of the archive: its file, its columns, and the rows of some decisions. */
export interface DecisionTable<Known extends Sighted = Sighted> {
  path: string;
  columns: readonly string[];
  rows: (given: RowContext, decided: readonly Known[]) => Promise<Row[]> | Row[];
}

/** What every row of a decision begins with: which one it is. */
export const decisionOf = ({ code, version }: Sighted): Row => [code, version];
/** Those of which the reader may know who judged how. */
export const known = <Known extends Sighted>(all: readonly Known[]): Known[] =>
  all.filter(({ withheld }) => withheld === null);
export const caseIds = (all: readonly Sighted[]): string[] => all.flatMap(({ caseId }) => caseId ?? []);
/** An instant as it is written; nothing where there is none. */
export const at = (instant: Date | string | null) =>
  instant === null ? '' : typeof instant === 'string' ? instant : instant.toISOString();

/** The columns of `decisionOf`. */
export const key = ['decision', 'version'] as const;

/** The policy under which a decision was judged; of one that was not judged here, the one in force on its day. */
export function policyOf(
  { timeZone, policies }: Pick<RowContext, 'timeZone' | 'policies'>,
  { policyVersionId, decidedAt }: Sighted,
): PolicyVersion | null {
  const found = policies.find(({ id }) => id === policyVersionId);
  return found ?? policyInForceAt(policies, dayIn(decidedAt, timeZone), decidedAt);
}
