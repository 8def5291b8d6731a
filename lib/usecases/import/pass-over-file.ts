import { type PassedRow, savingRows } from '@/lib/db/import-rows';
import { foreignUnit } from '@/lib/import/credit-unit';
import type { FileLook } from '@/lib/import/file-look';
import type { ImportCounts, ImportKind } from '@/lib/import/kind';
import { keptCells } from '@/lib/import/cell-fix';
import type { RawRow } from '@/lib/import/fields';
import { encodeNotes, type Note, shown } from '@/lib/import/note';
import type { FoundRow, Portion, ReadApart } from '@/lib/import/reading';
import { saveCourseRows, saveProgramRows } from './save-course-rows';
import { saveEquivalencyRows } from './save-equivalency-rows';
import { saveMicroCredentialRows, saveRecommendationRows } from './save-micro-credential-rows';
import type { SaveRows, ImportPass } from './import-pass';

// The reader makes rows of the kind that it was told; outside of this table the kind of row does not matter.
const saverOf = {
  micro_credentials: saveMicroCredentialRows,
  courses: saveCourseRows,
  programs: saveProgramRows,
  recommendations: saveRecommendationRows,
  equivalencies: saveEquivalencyRows,
} as unknown as Record<ImportKind, SaveRows<FoundRow['row']>>;

/** What came of a pass over a file: the counts of its rows, or a look at a file whose header is not ours. */
export interface Passed {
  counts: ImportCounts;
  look: FileLook | null;
}

/** Cells of rows that ask for a person are kept up to so much of a file; what is beyond leaves as a file. @units characters */
const mostKept = 64_000_000;

/** Goes through a file once, portion by portion, and keeps the outcome of every row. @refuses invalid_input `file/…` */
export async function passOverFile(
  pass: ImportPass,
  read: ReadApart,
  bytes: AsyncIterable<Uint8Array>,
  onProgress: (counts: ImportCounts) => Promise<void>,
): Promise<Passed> {
  try {
    const passed = await throughPortions(pass, read, bytes, onProgress);
    await pass.writes.settle();
    return passed;
  } catch (error) {
    throw await pass.writes.giveUp(error);
  }
}

async function throughPortions(
  pass: ImportPass,
  read: ReadApart,
  bytes: AsyncIterable<Uint8Array>,
  onProgress: (counts: ImportCounts) => Promise<void>,
): Promise<Passed> {
  const { kind, id, counts: before, matching } = pass.batch;
  const fixed = new Set(pass.fixes.map(({ line }) => line));
  let kept = 0;
  const counts: ImportCounts = {
    options: before.options,
    new: 0,
    changed: 0,
    unchanged: 0,
    rejected: 0,
    done: 0,
    published: before.published,
    notPublished: [],
    ignored: [],
    renamed: [],
    linesAbove: 0,
    leftOut: 0,
    judgedAlone: 0,
    judgedLines: [],
    encoding: null,
    readsAs: null,
    problem: '',
  };
  const plan = { kind, options: before.options, matching, fixes: pass.fixes, withCells: pass.keepsCells };
  for await (const portion of read(bytes, plan)) {
    counts.encoding = portion.head.encoding;
    if (portion.look) return { counts, look: portion.look };
    const rows = await settledRows(pass, portion, fixed);
    for (const row of rows) {
      kept += row.cells?.length ?? 0;
      if (kept > mostKept) delete row.cells;
    }
    pass.writes.add([savingRows(pass.tx, id, rows)]);
    await pass.writes.turn();
    if (counts.done === 0) {
      const { ignored, renamed, linesAbove, readsAs } = portion.head;
      Object.assign(counts, { ignored, renamed, linesAbove });
      if (rows.every(({ outcome }) => outcome === 'rejected')) counts.readsAs = readsAs;
    }
    for (const { outcome } of rows) counts[outcome]++;
    counts.leftOut = portion.head.leftOut;
    counts.done += rows.length;
    await onProgress(counts);
  }
  return { counts, look: null };
}

/** Every row of a portion with its outcome: what the file alone has settled, credits of another unit, and the rest by what is stored. Those that ask for a person, and those in `fixed`, have their cells. */
export async function settledRows(
  pass: ImportPass,
  { found: all, settled }: Portion,
  fixed: ReadonlySet<number>,
): Promise<PassedRow[]> {
  const foreign = all.map(({ row }) => foreignUnit(row, pass.homeUnit));
  const found = all.filter((_, index) => foreign[index] === null);
  const verdicts =
    found.length === 0
      ? []
      : await saverOf[pass.batch.kind](
          pass,
          found.map(({ row }) => row),
        );
  const withCells = (row: PassedRow, cells: RawRow | undefined, asks: boolean): PassedRow => {
    const text = cells && (asks || fixed.has(row.line)) ? keptCells(cells) : null;
    return text === null ? row : { ...row, cells: text };
  };
  return [
    ...settled.map(({ cells, ...row }) => withCells(row, cells, row.outcome === 'rejected')),
    ...all.flatMap(({ line, row, cells }, index): PassedRow[] => {
      const note = foreign[index];
      return note
        ? [
            withCells(
              { line, outcome: 'rejected', key: shown(row.label), reason: encodeNotes([note]) },
              cells,
              true,
            ),
          ]
        : [];
    }),
    ...found.map(({ line, row, remarks, cells }, index) => {
      const verdict = verdicts[index];
      if (!verdict) throw new Error('A row of the import was left without a verdict.');
      const { outcome, notes, effect } = verdict;
      const reason = encodeNotes([...notes, ...remarks]);
      const passed = { line, outcome, key: shown(row.label), reason, ...(effect && { effect }) };
      return withCells(
        passed,
        cells,
        outcome === 'rejected' || remarks.length > 0 || notes.some(asksSomebody),
      );
    }),
  ];
}

/** Whether it is more than what a row changes. */
function asksSomebody({ code }: Note): boolean {
  return !code.startsWith('change/');
}
