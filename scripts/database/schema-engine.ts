import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { MigrationList, SchemaContainer, SchemaEngine } from '@prisma/schema-engine-wasm';
import { inProject } from '../project';
import type { Connection } from './connection';
import { MigrationAdapter } from './migration-adapter';

type Glue = { __wbg_set_wasm: (exports: WebAssembly.Exports) => void; SchemaEngine: typeof SchemaEngine };
const { __wbg_set_wasm: setWasm, SchemaEngine: Engine } = glue as unknown as Glue;

let loaded = false;

// Prisma's command line downloads a native engine. The same engine is published as WebAssembly, which needs no download.
function load(): void {
  if (loaded) return;
  const file = inProject('node_modules', '@prisma', 'schema-engine-wasm', 'schema_engine_bg.wasm');
  const imports = Object.fromEntries(
    Object.entries(glue as unknown as WebAssembly.ModuleImports).map(([name, value]) => [
      name,
      name.startsWith('__wbg_setTimeout') ? looseTimeout : value,
    ]),
  );
  const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), {
    './schema_engine_bg.js': imports,
  });
  setWasm(instance.exports);
  // Without it a panic of the engine hides behind a TypeError.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) },
  });
  (instance.exports['__wbindgen_start'] as () => void)();
  loaded = true;
}

// The engine never clears the timer of its ten-second lock; left as it is, every process that migrates would outlive its work by that.
function looseTimeout(work: () => void, milliseconds: number): NodeJS.Timeout {
  return setTimeout(work, milliseconds >>> 0).unref();
}

/** Works with an engine bound to one database. */
export async function withEngine<T>(
  connection: Connection,
  admin: Connection,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  load();
  const adapter = new MigrationAdapter(connection, admin);
  try {
    const engine = await Engine.new(
      { datamodels: undefined },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(adapter),
    );
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await adapter.close();
  }
}

/** The migrations of a folder in Prisma's layout, oldest first. */
export function readMigrations(folder: string): MigrationList {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: folder,
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(path.join(folder, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(path.join(folder, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

export function readSchema(folder: string): SchemaContainer[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => {
      const file = path.join(folder, name);
      return { path: file, content: readFileSync(file, 'utf8') };
    });
}
