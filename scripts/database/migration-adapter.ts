import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, type ColumnType, type SqlQuery, type SqlResultSet } from '@prisma/driver-adapter-utils';
import type { FieldDef, QueryArrayResult } from 'pg';
import { withClient, type Connection } from './connection';

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;
type Insides = { performIO: (query: SqlQuery) => Promise<QueryArrayResult & { fields: FieldDef[] }>; onError: (error: unknown) => never };

const catalogChar = 18; // the type "char" of the system catalogs
const text = 25;

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
    const adapter = mend(await super.connect());
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

function mend(adapter: Adapter): Adapter {
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
    try {
      await adapter.underlyingDriver().query(script);
    } catch (error) {
      insides.onError(error);
    }
  };
  return adapter;
}
