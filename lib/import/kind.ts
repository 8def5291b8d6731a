import * as z from 'zod';
import type { Permission } from '@/lib/access/permission';

/** What a file holds; one kind a file. */
export const ImportKind = z.enum([
  'micro_credentials',
  'courses',
  'programs',
  'recommendations',
  'equivalencies',
]);
export type ImportKind = z.infer<typeof ImportKind>;

/** Known shapes of others' files; `columns` is our own (see columns.ts). @source docs/import.md, "Known formats" */
export const ImportFormat = z.enum(['columns', 'mooc', 'catalog', 'transfer-rows']);
export type ImportFormat = z.infer<typeof ImportFormat>;

/** Which shapes each kind can be read from. */
export const formatsOf: Record<ImportKind, readonly ImportFormat[]> = {
  micro_credentials: ['columns', 'mooc'],
  courses: ['columns', 'catalog'],
  programs: ['columns'],
  recommendations: ['columns'],
  equivalencies: ['columns', 'transfer-rows'],
};

/** What a person must also be allowed to do, besides importing at all: an import is no way around the permissions of single entries. */
export const permissionOf: Record<ImportKind, Permission> = {
  micro_credentials: 'microCredential.save',
  courses: 'course.save',
  programs: 'program.save',
  recommendations: 'recommendation.save',
  equivalencies: 'rule.draft',
};

export const Outcome = z.enum(['new', 'changed', 'unchanged', 'rejected']);
export type Outcome = z.infer<typeof Outcome>;

/** Whether rejected rows stop the whole file, or are left out. */
export const OnBadRows = z.enum(['stop', 'skip']);
export type OnBadRows = z.infer<typeof OnBadRows>;

/**
 * checking → checked → applying → applied → undone, where it was taken back as one act; checking → matching → checking, where a person matches the columns of another's shape;
 * refused: a file that cannot be read as what it was said to be; stopped: one that takes too
 * long, too much memory or has too many rows.
 */
export const BatchStatus = z.enum([
  'checking',
  'matching',
  'checked',
  'applying',
  'applied',
  'undone',
  'refused',
  'stopped',
]);
export type BatchStatus = z.infer<typeof BatchStatus>;

/** Character sets that files of text are read in. @source Encoding Standard (WHATWG), its names */
export const FileEncoding = z.enum([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'iso-8859-2',
]);
export type FileEncoding = z.infer<typeof FileEncoding>;

/** What the person chose when handing in the file; kept with the batch, so that applying reads it the same way. */
export const ImportOptions = z.strictObject({
  format: ImportFormat.default('columns'),
  /** Take descriptive text (learning outcomes) too. Left out unless asked for: such text is often not ours to publish. */
  withText: z.boolean().default(false),
  /** Take cells that raise a question as they stand: a span of credits is left open, text that looks double-encoded stays. */
  takeDoubtful: z.boolean().default(false),
  /** Have the columns matched by a person even where the header is known. */
  matchColumns: z.boolean().default(false),
});
export type ImportOptions = z.infer<typeof ImportOptions>;

const NotPublished = z.strictObject({ ruleVersionId: z.uuid(), title: z.string(), reason: z.string() });
/** A rule of an import that the plan of its publication refused, and why. */
export type NotPublished = z.infer<typeof NotPublished>;

const FileRenaming = z.strictObject({ found: z.string(), column: z.string() });
export type FileRenaming = z.infer<typeof FileRenaming>;

const Count = z.int().min(0);
export const ImportCounts = z.strictObject({
  options: ImportOptions.prefault({}),
  new: Count.default(0),
  changed: Count.default(0),
  unchanged: Count.default(0),
  rejected: Count.default(0),
  /** Rows handled so far while a check or an application is under way. */
  done: Count.default(0),
  /** Rule versions of this batch that a second person has published. */
  published: Count.default(0),
  /** Rows that were judged by themselves since the whole file was, because somebody put their cells right. */
  judgedAlone: Count.default(0),
  /** Their lines, so that a row that is put right twice is counted once. */
  judgedLines: z.array(Count).default([]),
  /** Some of those that were refused when the others were published; they stay approved. */
  notPublished: z.array(NotPublished).max(50).default([]),
  /** Columns of the file that nothing was read from. */
  ignored: z.array(z.string()).max(50).default([]),
  /** Names of others that were read as columns of ours. */
  renamed: z.array(FileRenaming).max(50).default([]),
  /** Lines above the header, which are no rows. */
  linesAbove: Count.default(0),
  /** The character set that it was read in; null for a workbook, which has its own, and where nothing is read yet. */
  encoding: FileEncoding.nullable().default(null),
  /** Rows that were passed over, because the matching of the columns says so. */
  leftOut: Count.default(0),
  /** Another shape in which most of its rows can be read, where none can be in the one that was chosen. */
  readsAs: ImportFormat.nullable().default(null),
  /** Why the file was refused or the application failed, as a note (see note.ts). */
  problem: z.string().default(''),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

/** @units rows */
export function rowsOf(counts: ImportCounts): number {
  return counts.new + counts.changed + counts.unchanged + counts.rejected;
}

/** The counts once rows at these lines were judged by themselves as well. Earlier counts without lines stay as they are. @units rows */
export function judgedWith(
  { judgedAlone, judgedLines }: ImportCounts,
  lines: readonly number[],
): Pick<ImportCounts, 'judgedAlone' | 'judgedLines'> {
  const all = [...new Set([...judgedLines, ...lines])];
  return { judgedAlone: judgedAlone - judgedLines.length + all.length, judgedLines: all };
}
