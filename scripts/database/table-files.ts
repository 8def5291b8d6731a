import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { once } from 'node:events';
import { finished, pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type pg from 'pg';
import { linesOf } from '../lines';

/** One table as a file: a JSON object a line, in the order of its key, compressed. */
export interface TableFile {
  table: string;
  rows: number;
  /** Of the lines before compression. */
  sha256: string;
}

interface Table {
  name: string;
  /** Generated columns are left out: the database makes them again. */
  columns: string[];
  key: string[];
  hasFiles: boolean;
}

/** @units bytes */
const batchBytes = 4_000_000;

/**
 * Everything that is kept, save the record of migrations, which migrating makes again, and what running processes tell each other, which
 * speaks of the transactions of one server. @refuses sequences: nothing here would carry them over
 */
async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows: sequences } = await client.query(
    "select 1 from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace",
  );
  if (sequences.length > 0)
    throw new Error(
      'The schema has a sequence, which a backup would lose. Teach scripts/database/table-files.ts to carry it over first.',
    );
  const { rows } = await client.query<{
    name: string;
    columns: string[];
    key: string[];
    has_files: boolean;
  }>(`
    select c.relname as name,
           array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns,
           array_agg(a.attname::text order by a.attnum) filter (where a.attnum = any(k.conkey)) as key,
           bool_or(a.atttypid = 'bytea'::regtype) as has_files
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not in ('_prisma_migrations', 'catalog_change')
     group by c.relname order by c.relname`);
  return rows.map(({ has_files, ...table }) => ({
    ...table,
    key: table.key ?? table.columns,
    hasFiles: has_files,
  }));
}

/**
 * Writes every table as it is in this client's snapshot; without a folder it only tells what the files would be. The caller has
 * begun the transaction. @refuses when row-level security would hide rows: half a backup is none
 */
export async function writeTables(client: pg.Client, folder: string | null): Promise<TableFile[]> {
  await client.query('set local row_security = off');
  // How a day or an instant is written must not depend on who runs this, or the same data would have two digests.
  await client.query(
    "set local timezone = 'UTC'; set local datestyle = 'ISO'; set local bytea_output = 'hex'; set local extra_float_digits = 3; set local statement_timeout = 0",
  );
  const files: TableFile[] = [];
  for (const table of await listTables(client)) files.push(await writeTable(client, table, folder));
  return files;
}

async function writeTable(client: pg.Client, table: Table, folder: string | null): Promise<TableFile> {
  const name = (word: string) => client.escapeIdentifier(word);
  const zip = folder === null ? nowhere() : createGzip();
  const file =
    folder === null
      ? null
      : createWriteStream(fileOf(folder, table.name), { mode: 0o600, flags: 'wx', flush: true });
  if (file) zip.pipe(file);
  const hash = createHash('sha256');
  let count = 0;
  await client.query(`declare everything no scroll cursor for
    select row_to_json(t)::text as line from (select ${table.columns.map(name).join(', ')} from ${name(table.name)}) t
     order by ${table.key.map((column) => `${name(column)}::text collate "C"`).join(', ')}`);
  for (;;) {
    const { rows } = await client.query<{ line: string }>(
      `fetch ${table.hasFiles ? 1 : 500} from everything`,
    );
    if (rows.length === 0) break;
    for (const { line } of rows) {
      hash.update(`${line}\n`);
      if (!zip.write(`${line}\n`)) await once(zip, 'drain');
    }
    count += rows.length;
  }
  await client.query('close everything');
  zip.end();
  await finished(file ?? zip);
  return { table: table.name, rows: count, sha256: hash.digest('hex') };
}

/**
 * Fills the tables with what the files hold and nothing else, in the transaction of the caller: what migrations put there goes,
 * and no trigger judges or numbers again what was judged once. @refuses files of tables that are not there
 */
export async function loadTables(
  client: pg.Client,
  folder: string,
  files: readonly TableFile[],
): Promise<void> {
  const tables = new Map((await listTables(client)).map((table) => [table.name, table]));
  const missing = files.filter(({ table }) => !tables.has(table));
  if (missing.length > 0 || tables.size !== files.length)
    throw new Error('The backup does not have the tables of its own migrations; it is not whole.');
  await client.query(
    'set local session_replication_role = replica; set local row_security = off; set local statement_timeout = 0; set local lock_timeout = 0',
  );
  await client.query(
    `truncate ${[...tables.keys()].map((name) => client.escapeIdentifier(name)).join(', ')}`,
  );
  for (const table of tables.values()) {
    const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ');
    const name = client.escapeIdentifier(table.name);
    const sql = `insert into ${name} (${columns}) select ${columns} from jsonb_populate_recordset(null::${name}, $1::jsonb)`;
    for await (const batch of batchesOf(fileOf(folder, table.name)))
      await client.query(sql, [`[${batch.join(',')}]`]);
  }
}

/** Which files are missing, cut off, or hold something else than was saved. */
export async function damagedFiles(folder: string, files: readonly TableFile[]): Promise<string[]> {
  const damaged: string[] = [];
  for (const { table, sha256 } of files) {
    const hash = createHash('sha256');
    const isRead = await pipeline(createReadStream(fileOf(folder, table)), createGunzip(), hash).then(
      () => true,
      () => false,
    );
    if (!isRead || hash.digest('hex') !== sha256) damaged.push(path.basename(fileOf(folder, table)));
  }
  return damaged;
}

async function* batchesOf(file: string): AsyncGenerator<string[]> {
  let [batch, size]: [string[], number] = [[], 0];
  for await (const line of linesOf(createReadStream(file).pipe(createGunzip()))) {
    batch.push(line);
    size += line.length;
    if (size < batchBytes) continue;
    yield batch;
    [batch, size] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

function fileOf(folder: string, table: string): string {
  return path.join(folder, `${table}.ndjson.gz`);
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
