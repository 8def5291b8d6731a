import { Prisma } from './generated/client';

/** Cell of a row, column, type. What the database keeps dated: @source prisma/migrations, keep_what_was_said */
export type Column = readonly [
  cell: string,
  column: string,
  type: 'text' | 'date' | 'int' | 'text[]',
  isDated?: 'dated',
];
/** Of an entry. */
export const entryColumns: readonly Column[] = [
  ['title', 'title', 'text', 'dated'],
  ['provider', 'provider', 'text', 'dated'],
  ['platform', 'platform', 'text'],
  ['awardingBody', 'awarding_body', 'text'],
  ['subject', 'subject', 'text'],
  ['iscedF', 'isced_f', 'text'],
  ['cip', 'cip', 'text'],
  ['language', 'language', 'text'],
  ['levelLabel', 'level_label', 'text', 'dated'],
  ['url', 'url', 'text'],
  ['skills', 'skills', 'text[]'],
  ['status', 'status', 'text', 'dated'],
  ['source', 'source', 'text'],
  ['retrievedOn', 'retrieved_on', 'date'],
];
/** Of one of its versions. */
export const versionColumns: readonly Column[] = [
  ['validFrom', 'valid_from', 'date', 'dated'],
  ['validTo', 'valid_to', 'date', 'dated'],
  ['workloadHours', 'workload_hours', 'text', 'dated'],
  ['effort', 'effort', 'text'],
  ['duration', 'duration', 'text'],
  ['creditAmount', 'credit_amount', 'text', 'dated'],
  ['creditUnit', 'credit_unit', 'text', 'dated'],
  ['creditFramework', 'credit_framework', 'text', 'dated'],
  ['eqfMin', 'eqf_min', 'int', 'dated'],
  ['eqfMax', 'eqf_max', 'int', 'dated'],
  ['nationalFramework', 'national_framework', 'text'],
  ['nationalMin', 'national_min', 'text'],
  ['nationalMax', 'national_max', 'text'],
  ['assessment', 'assessment', 'text[]'],
  ['supervision', 'supervision', 'text'],
  ['participation', 'participation', 'text'],
  ['qualityAssurance', 'quality_assurance', 'text'],
  ['qualityAssuredBy', 'quality_assured_by', 'text'],
  ['qualitySource', 'quality_source', 'text'],
  ['qualitySourceOn', 'quality_source_on', 'date'],
  ['qualityUntil', 'quality_until', 'date'],
  ['passMark', 'pass_mark', 'text', 'dated'],
  ['prerequisites', 'prerequisites', 'text'],
  ['stackability', 'stackability', 'text'],
  ['price', 'price', 'text'],
  ['currency', 'currency', 'text'],
  ['country', 'country', 'text'],
  ['evidenceLinks', 'evidence_links', 'text[]'],
];
/** Descriptive text, which a change does not show word by word. */
const description: Column = ['description', 'description', 'text'];
/** Of a version, descriptive text as well. */
export const savedColumns = [...versionColumns, description];

/** The cells of these columns, as json_to_recordset wants them told. */
export const typed = (columns: readonly Column[]) =>
  Prisma.raw(columns.map(([cell, , type]) => `"${cell}" ${type}`).join(', '));

/** The columns, as a statement that stores them names them. */
export const columnList = (columns: readonly Column[]) =>
  Prisma.raw(columns.map(([, column]) => column).join(', '));
/** What a new row stores, empty lists where the file gives none; `instead` by column. */
export const givenList = (
  columns: readonly Column[],
  row: string,
  instead: Readonly<Record<string, string>> = {},
) =>
  Prisma.raw(
    columns
      .map(([cell, column, type]) =>
        instead[column] !== undefined
          ? `coalesce(${row}."${cell}", ${instead[column]})`
          : type === 'text[]'
            ? `coalesce(${row}."${cell}", '{}')`
            : `${row}."${cell}"`,
      )
      .join(', '),
  );
