/**
 * Imports a file: first a dry run, and with --apply the import itself. See docs/import.md.
 *   npm run import -- --institution rpi --as registrar@rpi.example --kind courses courses.csv --apply
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createTranslator } from 'next-intl';
import type { StaffMember } from '@/lib/access/actor';
import { type Database, openDatabase } from '@/lib/db/client';
import { findInstitutionId, findOperator } from '@/lib/db/operators';
import { mostKept } from '@/lib/import/handed-file';
import { formatsOf, ImportFormat, ImportKind, type ImportCounts, rowsOf } from '@/lib/import/kind';
import { type Note, parseNotes, wordsOf } from '@/lib/import/note';
import { readApart } from '@/lib/reading/read-apart';
import { Refusal } from '@/lib/kernel/refusal';
import { KeptCatalog } from '@/lib/usecases/kept-catalog';
import type { Context } from '@/lib/usecases/context';
import { applyImport, startImport } from '@/lib/usecases/import/apply-import';
import { checkImport } from '@/lib/usecases/import/check-import';
import { publishImported } from '@/lib/usecases/import/publish-imported';
import { receiveImport } from '@/lib/usecases/import/receive-import';
import { viewImport } from '@/lib/usecases/import/view-import';
import imports from '@/messages/en/imports.json';
import registrar from '@/messages/en/registrar.json';
import refusals from '@/messages/en/refusals.json';
import { readOptions, runCommand, UsageError } from './command-line';
import { toUrl } from './database/connection';
import { openServer } from './database/server';
import { homeFolder } from './project';
import { readSettings } from './settings';

readSettings();
const usage = `npm run import -- --institution WORD --as E-MAIL --kind KIND FILE [--apply] [--skip-bad-rows]
  [--source "where it comes from"] [--format FORMAT] [--with-text] [--take-doubtful] [--publish-as E-MAIL] [--rejects N]
Kinds: ${ImportKind.options.join(', ')}
Formats: ${ImportFormat.options.join(', ')} (columns unless given)`;

const say = createTranslator({ locale: 'en', messages: { imports, registrar } }) as unknown as (
  key: string,
  values: object,
) => string;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

await runCommand(async () => {
  const {
    values,
    positionals: [file = ''],
  } = readOptions(
    usage,
    {
      institution: text,
      as: text,
      kind: text,
      apply: flag,
      'skip-bad-rows': flag,
      source: text,
      format: text,
      'with-text': flag,
      'take-doubtful': flag,
      'publish-as': text,
      rejects: text,
    },
    1,
  );
  const kind = chosen(ImportKind.options, values.kind, '--kind');
  const format = chosen(formatsOf[kind], values.format ?? 'columns', '--format');
  if (!values.institution || !values.as) throw new UsageError(`Say --institution and --as.\n\n${usage}`);
  if (!existsSync(file) || !statSync(file).isFile()) throw new UsageError(`There is no file ${file}.`);

  const { database, leave } = await openDoors();
  try {
    const tenantId =
      (await findInstitutionId(database, values.institution)) ??
      missing(`There is no institution "${values.institution}". Create it with npm run institution.`);
    const ctx = contextOf(database, await operator(database, tenantId, values.as));
    const publisher =
      values['publish-as'] === undefined
        ? undefined
        : contextOf(database, await operator(database, tenantId, values['publish-as']));
    const size = statSync(file).size;
    const { batchId } = await receiveImport(ctx, {
      kind,
      fileName: path.basename(file),
      sha256: await sha256Of(file),
      source: values.source ?? '',
      onBadRows: values['skip-bad-rows'] ? 'skip' : 'stop',
      options: {
        format,
        withText: values['with-text'],
        takeDoubtful: values['take-doubtful'],
        matchColumns: false,
      },
      content: size <= mostKept ? await readFile(file) : null,
    });
    console.log(
      `Batch ${batchId} in ${values.institution}: ${kind} from ${path.basename(file)}, ${(size / 1e6).toFixed(1)} MB`,
    );
    const open = () => createReadStream(file);
    const checked = await timed('Dry run', (onProgress) => checkImport(ctx, { batchId, open, onProgress }));
    if ((await batchOf(ctx, batchId)).status === 'matching')
      throw new UsageError(
        `The columns have other names than ours. Match them on the page of this import: /registrar/imports/${batchId}/match`,
      );
    await printReasons(ctx, batchId, Number(values.rejects ?? 20));
    if (values.apply) {
      await startImport(ctx, {
        batchId,
        onBadRows: values['skip-bad-rows'] ? 'skip' : 'stop',
        expectedVersion: await versionOf(ctx, batchId),
      });
      await timed('Applied', (onProgress) => applyImport(ctx, { batchId, open, onProgress }));
    } else {
      console.log(
        checked.new + checked.changed > 0
          ? 'Nothing was saved. Run it again with --apply to import.'
          : 'There is nothing to import.',
      );
    }
    if (publisher) {
      const startedAt = performance.now();
      const { published, refused } = await publishImported(publisher, {
        batchId,
        expectedVersion: await versionOf(publisher, batchId),
      });
      console.log(
        `Published: ${published} rules, ${refused} refused by the checks, in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
      );
    }
    console.log(`Most memory in use: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
    return checked.rejected > 0 && !values['skip-bad-rows'] ? 3 : 0;
  } catch (error) {
    if (error instanceof Refusal) throw new UsageError(`Refused: ${sentence(error)}`);
    throw error;
  } finally {
    await leave();
  }
});

/** The configured database, or the bundled one of this folder. */
async function openDoors(): Promise<{ database: Database; leave: () => Promise<void> }> {
  const { APP_DATABASE_URL: app, PUBLIC_DATABASE_URL: open } = process.env;
  if (app && open) {
    const database = openDatabase({ app, public: open });
    return { database, leave: () => database.close() };
  }
  const server = await openServer(homeFolder());
  const database = openDatabase({ app: toUrl(server.as('app_rw')), public: toUrl(server.as('app_public')) });
  return {
    database,
    leave: async () => {
      await database.close();
      await server.leave();
    },
  };
}

async function operator(database: Database, tenantId: string, email: string): Promise<StaffMember> {
  return (
    (await findOperator(database, tenantId, email)) ??
    missing(`Nobody with the address ${email} works there.`)
  );
}

function contextOf(database: Database, actor: StaffMember): Context {
  return {
    actor,
    now: new Date().toISOString(),
    requestId: randomUUID(),
    newId: randomUUID,
    database,
    catalog: KeptCatalog.readEachTime(database),
    readApart,
  };
}

async function versionOf(ctx: Context, batchId: string): Promise<number> {
  return (await batchOf(ctx, batchId)).rowVersion;
}

async function batchOf(ctx: Context, batchId: string) {
  return (await viewImport(ctx, { batchId, outcome: null, page: 1 })).batch;
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function timed(
  what: string,
  work: (onProgress: (counts: ImportCounts) => void) => Promise<ImportCounts>,
): Promise<ImportCounts> {
  const startedAt = performance.now();
  const counts = await work(
    (so) => void (process.stdout.isTTY && process.stdout.write(`\r${what}: ${so.done} rows`)),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const { new: added, changed, unchanged, rejected } = counts;
  console.log(
    `${process.stdout.isTTY ? '\r' : ''}${what}: ${added} new, ${changed} changed, ${unchanged} unchanged, ${rejected} rejected; ${rowsOf(counts)} rows in ${seconds.toFixed(1)} s, ${Math.round(rowsOf(counts) / seconds)} rows/s`,
  );
  return counts;
}

/** How often each reason was given, and the first rejected rows with theirs. */
async function printReasons(ctx: Context, batchId: string, most: number): Promise<void> {
  const { rows, reasons } = await viewImport(ctx, { batchId, outcome: 'rejected', page: 1 });
  for (const { outcome, code, count } of reasons) console.log(`  ${count} ${outcome}: ${code}`);
  for (const row of rows.rows.slice(0, most))
    console.log(`  line ${row.line}: ${row.key}: ${parseNotes(row.reason).map(noteWords).join(' ')}`);
}

function noteWords({ code, values }: Note): string {
  const { namespace, key } = wordsOf(code);
  return say(`${namespace}.${key}`, values);
}

function sentence(refusal: Refusal): string {
  const reasons: Record<string, string> = refusals.reason;
  const notes: Record<string, string> = imports.notes;
  const key = refusal.reason.replaceAll('/', '-');
  if (key in notes) return say(`imports.notes.${key}`, Object(refusal.details));
  return reasons[key] ?? refusals.code[refusal.code];
}

function chosen<Value extends string>(
  values: readonly Value[],
  found: string | undefined,
  name: string,
): Value {
  return values.find((value) => value === found) ?? missing(`${name} must be one of: ${values.join(', ')}.`);
}

function missing(message: string): never {
  throw new UsageError(message);
}
