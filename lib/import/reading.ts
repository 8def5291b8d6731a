import type { FileEncoding, FileRenaming, ImportFormat, ImportKind, ImportOptions, Outcome } from './kind';
import type { CellFix } from './cell-fix';
import type { RawRow } from './fields';
import type { FileLook } from './file-look';
import type { Matching } from './matching';
import type { Note } from './note';
import type { StatedCredit } from './credit-unit';

/** As what a file is to be read. */
export interface ReadingPlan {
  kind: ImportKind;
  options: ImportOptions;
  /** How a file of another shape was matched; null for one whose header is ours. */
  matching: Matching | null;
  /** Cells that people have put right since it was handed in. */
  fixes?: readonly CellFix[];
  /** Whether rows come with what stands in their cells. */
  withCells?: boolean;
  /** What its header renamed, for rows that come without it. */
  renamed?: readonly FileRenaming[];
}

/**
 * A row that can be taken: what it says, and by what it is known. Where it is about one `part` of that, such as a version of an entry,
 * all rows about the same thing say the same of it beside their `version`.
 */
export interface FoundRow {
  line: number;
  row: { label: string; key: string; part?: string; version?: unknown } & StatedCredit;
  remarks: readonly Note[];
  /** Where it was asked for. */
  cells?: RawRow;
}

/** A row about which the file alone has decided. `reason` as encodeNotes writes it. */
export interface SettledRow {
  line: number;
  outcome: Outcome;
  key: string;
  reason: string;
  /** Where it was asked for and the row could be read. */
  cells?: RawRow;
}

/** What the top of the file says about all of it. */
export interface FileHead {
  /** Columns of the file that nothing was read from. */
  ignored: readonly string[];
  /** Names of others that were read as columns of ours. */
  renamed: readonly FileRenaming[];
  /** Lines above the header, which are no rows. */
  linesAbove: number;
  /** Another shape in which most of the first rows can be read, where there is one. */
  readsAs: ImportFormat | null;
  /** The character set that it is read in; null until that is settled, and for a workbook. */
  encoding: FileEncoding | null;
  /** Rows that were passed over so far, because the matching says so. */
  leftOut: number;
}

/** Some rows of a file, in its order, and what is known of the file so far. */
export interface Portion {
  head: FileHead;
  found: readonly FoundRow[];
  settled: readonly SettledRow[];
  /** What is in a file whose header is not ours, instead of its rows. */
  look?: FileLook;
}

/** Reads a stranger's file outside of this process. @refuses invalid_input `file/…` */
export type ReadApart = (bytes: AsyncIterable<Uint8Array>, plan: ReadingPlan) => AsyncIterable<Portion>;

/** How long, how much and how many a reading may be. */
export interface ReadingLimits {
  /** Rows of the file, bad ones too. */
  mostRows: number;
  /** Unpacked size. @units bytes */
  mostBytes: number;
  /** Memory of the program that reads. @units megabytes */
  mostMemory: number;
  /** Time in which the next thousand rows must come. @units seconds */
  mostSilence: number;
  /** Time of all of the reading, without the time in which nothing is asked of it. @units seconds */
  mostTime: number;
}

/**
 * What one file may cost: more rows than any list of courses or decisions has, and time and memory for as many on a slow machine.
 * @units as in ReadingLimits
 */
export const readingLimits: ReadingLimits = {
  mostRows: 1_000_000,
  mostBytes: 2_000_000_000,
  mostMemory: 384,
  mostSilence: 20,
  mostTime: 300,
};

const stopped: readonly string[] = ['file/stopped-time', 'file/stopped-memory', 'file/stopped-rows'];

/** Whether a file was given up half way, because it is too much, and not because of what it says. */
export function isStopped(reason: string): boolean {
  return stopped.includes(reason);
}
