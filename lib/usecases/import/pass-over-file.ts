import { type PassedRow, saveRows } from '@/lib/db/imports';
import { foreignUnit } from '@/lib/import/credit-unit';
import type { FileLook } from '@/lib/import/file-look';
import type { ImportCounts, ImportKind } from '@/lib/import/kind';
import { encodeNotes, shown } from '@/lib/import/note';
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

/** Goes through a file once, portion by portion, and keeps the outcome of every row. @refuses invalid_input `file/…` */
export async function passOverFile(
  pass: ImportPass,
  read: ReadApart,
  bytes: AsyncIterable<Uint8Array>,
  onProgress: (counts: ImportCounts) => Promise<void>,
): Promise<Passed> {
  const { kind, id, counts: before, matching } = pass.batch;
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
    encoding: null,
    readsAs: null,
    problem: '',
  };
  for await (const portion of read(bytes, { kind, options: before.options, matching })) {
    counts.encoding = portion.head.encoding;
    if (portion.look) return { counts, look: portion.look };
    const rows = await settled(pass, portion);
    await saveRows(pass.tx, id, rows);
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

/** Every row of a portion with its outcome: what the file alone has settled, credits of another unit, and the rest by what is stored. */
async function settled(pass: ImportPass, { found: all, settled }: Portion): Promise<PassedRow[]> {
  const foreign = all.map(({ row }) => foreignUnit(row, pass.homeUnit));
  const found = all.filter((_, index) => foreign[index] === null);
  const verdicts =
    found.length === 0
      ? []
      : await saverOf[pass.batch.kind](
          pass,
          found.map(({ row }) => row),
        );
  return [
    ...settled,
    ...all.flatMap(({ line, row }, index): PassedRow[] => {
      const note = foreign[index];
      return note ? [{ line, outcome: 'rejected', key: shown(row.label), reason: encodeNotes([note]) }] : [];
    }),
    ...found.map(({ line, row, remarks }, index) => {
      const verdict = verdicts[index];
      if (!verdict) throw new Error('A row of the import was left without a verdict.');
      return {
        line,
        outcome: verdict.outcome,
        key: shown(row.label),
        reason: encodeNotes([...verdict.notes, ...remarks]),
        ...(verdict.effect && { effect: verdict.effect }),
      };
    }),
  ];
}
