import type { HomeUnit } from '@/lib/amount/unit';
import { getInstitution } from '@/lib/db/institutions';
import { creditColumns } from '@/lib/import/credit-unit';
import { findLook, getBatch, type ImportBatch } from '@/lib/db/imports';
import type { FileLook, LookedColumn } from '@/lib/import/file-look';
import { type CharsetChoice, charsetChoices } from '@/lib/import/charset';
import { type FileEncoding, permissionOf } from '@/lib/import/kind';
import { likelyHeader } from '@/lib/import/match-columns';
import {
  type Matching,
  type MeaningKind,
  meaningKindOf,
  type ValueToSettle,
  valuesToSettle,
} from '@/lib/import/matching';
import {
  columnsAt,
  completed,
  likelyPlace,
  openQuestions,
  type OpenQuestions,
  type Place,
  proposeMatching,
  type ShownColumn,
  shownColumns,
  withUnitOf,
} from '@/lib/import/propose-matching';
import { folded } from '@/lib/import/value-words';
import { isId } from '@/lib/kernel/id';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '@/lib/usecases/authorize';
import { query } from '@/lib/usecases/command';
import type { Context } from '@/lib/usecases/context';
import { findKnownShape } from './known-shape';

/** Values of one column that mean something, each with what it is taken for. */
export interface ValueGroup {
  name: string;
  field: string;
  how: MeaningKind;
  values: ValueToSettle[];
}

/** A sheet that somebody asks for, and its header, unless that is to be found. */
export interface AskedPlace {
  sheet: number;
  header: number | null;
}

export interface MatchingView {
  batch: ImportBatch;
  sheets: { name: string; rows: number; top: FileLook['sheets'][number]['top'] }[];
  matching: Matching;
  columns: ShownColumn[];
  /** In which character set it is read and in which it could be, with some of its words in each; null where that is certain or makes no difference. */
  charset: { encoding: FileEncoding | null; choices: CharsetChoice[] } | null;
  groups: ValueGroup[];
  open: OpenQuestions;
  /** What is asked of the file, answered or not. */
  asked: Pick<OpenQuestions, 'dayOrder' | 'decimalSign'>;
  /** Who matched a file of this shape before, and when. */
  remembered: { name: string; at: string } | null;
  /** The unit that all rows would be in, where credits of that are not taken here; and one's own. */
  foreignUnit: { unit: string; home: string } | null;
  /** Whether somebody has saved this one. */
  isSaved: boolean;
}

/**
 * How the columns of a file go to our fields: as somebody has saved it for this file, else as a file of the same shape was matched
 * before, else as proposed; null where nothing is to be matched. @refuses not_found · forbidden
 */
export async function viewMatching(
  ctx: Context,
  { batchId, place: asked }: { batchId: string; place: AskedPlace | null },
): Promise<MatchingView | null> {
  if (!isId(batchId)) refuse('not_found', 'import/not-found');
  return query(ctx, async (tx, _actor, ctx) => {
    const batch = await getBatch(tx, batchId);
    const { kind, matching: saved } = batch;
    authorize(ctx, 'import.check', { tenantId: batch.tenantId });
    authorize(ctx, permissionOf[kind], { tenantId: batch.tenantId });
    const kept = await findLook(tx, batchId);
    if (kept === null || !mayMatch(batch)) return null;
    const { encoding: read } = batch.counts;
    const place = asked && placeOf(kept, asked);
    const isSaved = saved !== null && (place === null || isSame(saved, place));
    const known = isSaved ? null : await findKnownShape(tx, kind, { look: kept, encoding: read }, place);
    const look = known?.look ?? kept;
    const encoding = known?.remembered.matching.encoding ?? read;
    const at = isSaved ? saved : (known?.place ?? place ?? likelyPlace(look));
    const proposed = proposeMatching(kind, look, at);
    const base = isSaved
      ? saved
      : known
        ? withUnitOf(kind, look, { ...known.remembered.matching, ...at })
        : null;
    const matching = base === null ? proposed.matching : completed(kind, look, base);
    const charsets = charsetChoices(look, at.sheet, encoding);
    const sure = matching.columns.map((field, i) =>
      field === proposed.matching.columns[i] ? (proposed.confidence[i] ?? 'guess') : 'sure',
    );
    const unasked = completed(kind, look, { ...matching, dayOrder: null, decimalSign: null });
    const columns = columnsAt(look, at);
    const shown = shownColumns(kind, look, matching, sure);
    return {
      batch,
      sheets: look.sheets.map(({ name, top, rows }) => ({ name, top, rows: rows + top.length })),
      matching,
      columns: shown,
      charset: charsets.length === 0 ? null : { encoding, choices: charsets },
      groups: shown.flatMap((column) => groupOf(kind, column, columns[column.at], matching)),
      open: openQuestions(kind, look, matching, null),
      asked: openQuestions(kind, look, unasked, null),
      remembered: known && { name: known.remembered.savedByName, at: known.remembered.savedAt },
      foreignUnit: foreignUnitOf(matching, kind, (await getInstitution(tx, batch.tenantId)).homeUnit),
      isSaved,
    };
  });
}

function foreignUnitOf({ constants }: Matching, kind: ImportBatch['kind'], home: HomeUnit) {
  // Certificates and recommendations have credit in whatever unit they say.
  if (kind === 'micro_credentials' || kind === 'recommendations') return null;
  const unit = constants.find(({ column }) => column === creditColumns[kind].unit)?.value;
  return unit === undefined || unit === home ? null : { unit, home };
}

function placeOf({ sheets }: FileLook, { sheet, header }: AskedPlace): Place | null {
  const found = sheets[sheet];
  if (found === undefined) return null;
  return { sheet, header: header !== null && header < found.top.length ? header : likelyHeader(found) };
}

/** Whether an import is at a point where its columns can be matched, for the first time or again. */
export function mayMatch({ status }: Pick<ImportBatch, 'status'>): boolean {
  return status === 'matching' || status === 'checked';
}

function isSame(one: Place, other: Place): boolean {
  return one.sheet === other.sheet && one.header === other.header;
}

function groupOf(
  kind: ImportBatch['kind'],
  { name, field }: ShownColumn,
  column: LookedColumn | undefined,
  matching: Matching,
): ValueGroup[] {
  const how = field === '' ? null : meaningKindOf(kind, field);
  if (how === null || column === undefined) return [];
  const meant = new Map(
    matching.values
      .filter((value) => value.column === field)
      .map((value) => [folded(value.found), value.meant]),
  );
  const values = valuesToSettle(kind, field, column).map((value) => ({
    ...value,
    meant: meant.get(folded(value.found)) ?? value.meant,
  }));
  return values.length === 0 ? [] : [{ name, field, how, values }];
}
