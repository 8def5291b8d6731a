import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { derive, keptSecret, sharedSecret } from '../secrets';
import { startCluster, type Cluster } from './cluster';
import { parseConnection, type Connection } from './connection';
import { connectionOf, provisionDatabase, provisionRoles, type LoginRole } from './roles';
import { joinUsers } from './users';

/** The database server Crosswalk works on: bundled and supervised by us, or one of the operator's own. */
export type DatabaseServer = {
  admin: Connection;
  database: string;
  /** The secret all role passwords and keys come from. */
  secret: string;
  as: (role: LoginRole) => Connection;
  /** Undefined for a server of the operator's own. */
  cluster: Cluster | undefined;
  /** Done with it. The bundled server stops with its last user; one of the operator's own is not ours to stop. */
  leave: () => Promise<void>;
};

const bundledDatabase = 'crosswalk';
const bundledPort = 54_320;

export async function openServer(home: string): Promise<DatabaseServer> {
  const url = process.env['DATABASE_URL'];
  return url ? openOwnServer(url) : openBundledServer(home);
}

/** Starts or joins the bundled server below `home`. */
export async function openBundledServer(
  home: string,
  options: { wishedPort?: number; settings?: Record<string, string> } = {},
): Promise<DatabaseServer> {
  const kept = keptSecret(home);
  mkdirSync(path.join(home, 'log'), { recursive: true });
  const leaveUsers = joinUsers(path.join(home, 'database-users'));
  const cluster = await startCluster({
    dataFolder: path.join(home, 'postgres'),
    logFile: path.join(home, 'log', 'postgres.log'),
    superuserPassword: derive(kept, 'database-superuser').toString('base64url'),
    wishedPort: options.wishedPort ?? bundledPort,
    ...(options.settings ? { settings: options.settings } : {}),
  });
  return describe(
    { ...cluster.superuser, database: bundledDatabase },
    sharedSecret() ?? kept,
    cluster,
    async () => {
      if (leaveUsers()) await cluster.stop();
    },
  );
}

function openOwnServer(url: string): DatabaseServer {
  const secret = sharedSecret();
  if (secret === undefined)
    throw new Error(
      'With DATABASE_URL also set CROSSWALK_SECRET (at least 32 characters, the same for every instance).',
    );
  return describe(parseConnection(url), secret, undefined, () => Promise.resolve());
}

function describe(
  admin: Connection,
  secret: string,
  cluster: Cluster | undefined,
  leave: () => Promise<void>,
): DatabaseServer {
  return {
    admin,
    database: admin.database,
    secret,
    cluster,
    leave,
    as: (role) => connectionOf(role, admin, admin.database, secret),
  };
}

/** Roles and database, made or renewed. Returns whether the database is new. */
export async function provision(server: DatabaseServer): Promise<boolean> {
  // The bundled server is reached through its own first database, since ours may not exist yet.
  const door = server.cluster ? server.cluster.superuser : server.admin;
  for (const sentence of await provisionRoles(door, server.secret)) console.warn(sentence);
  return provisionDatabase(door, server.database);
}
