import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type ColumnType,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import type { FieldDef, QueryArrayResult } from 'pg';
import { withClient, type Connection } from './connection';

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;
type Insides = {
  performIO: (query: SqlQuery) => Promise<QueryArrayResult & { fields: FieldDef[] }>;
  onError: (error: unknown) => never;
};

const catalogChar = 18; // the type "char" of the system catalogs
const text = 25;
const [lockNotAvailable, deadlockDetected] = ['55P03', '40P01'];

/**
 * How long a migration waits for a table that is in use. Whoever wants that table after it waits behind it, so it then lets all go
 * first and tries again: a migration of four busy tables keeps nobody for longer than the half second allowed.
 * @units milliseconds @source docs/operations.md, "Upgrade"
 */
const patience = 100;
/** For how long it tries; then it has failed, and nothing of it has happened. @units milliseconds */
const perseverance = 300_000;
/** The engine notes when a script starts and, afterwards, that it is done. Done in the script's own transaction, the second is never missing. */
const noteDone = `do $done$ begin
  if to_regclass('_prisma_migrations') is not null then
    update _prisma_migrations set finished_at = clock_timestamp() where finished_at is null and rolled_back_at is null;
  end if;
end $done$`;

/** The pg adapter of Prisma, made fit for migrations. Give it fields, never a URL: a URL overrides `database`, also for the shadow. */
export class MigrationAdapter extends PrismaPg {
  private readonly open = new Set<Adapter>();

  constructor(
    private readonly connection: Connection,
    /** Who may create and drop the shadow database. */
    private readonly admin: Connection,
  ) {
    super({ ...connection, max: 1 });
  }

  override async connect(): Promise<Adapter> {
    const adapter = mend(await super.connect(), noteDone);
    const disconnect = adapter.dispose.bind(adapter);
    this.open.add(adapter);
    adapter.dispose = async () => {
      if (this.open.delete(adapter)) await disconnect();
    };
    return adapter;
  }

  /** The engine leaves its connections open when it is freed; a template database must have none. */
  async close(): Promise<void> {
    for (const adapter of this.open) await adapter.dispose();
  }

  // The adapter's own way drops the shadow database while its pool is still connected to it.
  override async connectToShadowDb(): Promise<Adapter> {
    const database = `shadow_${randomUUID()}`;
    await withClient(this.admin, (client) => client.query(`create database "${database}" owner app_owner`));
    const adapter = mend(await new PrismaPg({ ...this.connection, database, max: 1 }).connect());
    const disconnect = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await disconnect();
      await withClient(this.admin, (client) => client.query(`drop database "${database}" with (force)`));
    };
    return adapter;
  }
}

function mend(adapter: Adapter, afterScripts = ''): Adapter {
  const insides = adapter as unknown as Insides;
  const performIO = insides.performIO.bind(adapter);
  const queryRaw = adapter.queryRaw.bind(adapter);
  let charColumns: number[] = [];
  // It cannot decode "char": read it as text, then tell the engine what it was. The engine asks one question at a time.
  insides.performIO = async (query) => {
    const result = await performIO(query);
    charColumns = [];
    result.fields?.forEach((field, index) => {
      if (field.dataTypeID !== catalogChar) return;
      field.dataTypeID = text;
      charColumns.push(index);
    });
    return result;
  };
  adapter.queryRaw = async (query: SqlQuery): Promise<SqlResultSet> => {
    const result = await queryRaw(query);
    const types: ColumnType[] = result.columnTypes;
    for (const index of charColumns) types[index] = ColumnTypeEnum.Character;
    return result;
  };
  // It splits scripts at every semicolon, which cuts function bodies. Sent whole, a script is also one transaction.
  adapter.executeScript = async (script: string) => {
    const lastTry = performance.now() + perseverance;
    for (;;) {
      try {
        await adapter
          .underlyingDriver()
          .query(`set lock_timeout = ${patience};\n${script}\n;set lock_timeout to default; ${afterScripts}`);
        return;
      } catch (error) {
        if (!isInTheWay(error) || performance.now() > lastTry) insides.onError(error);
        await pause(patience + Math.random() * patience);
      }
    }
  };
  return adapter;
}

/** Somebody holds a table and is let go first: nothing of the script has happened. */
function isInTheWay(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === lockNotAvailable || code === deadlockDetected;
}
