import pg from 'pg';

/** Where a database is and who connects. Fields, never a URL: a URL silently overrides the database name. */
export type Connection = {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  ssl?: boolean | { rejectUnauthorized: false };
};

/** Reads a postgresql:// URL. @refuses other schemes, missing user, password or database, unknown sslmode */
export function parseConnection(url: string): Connection {
  const parsed = new URL(url);
  if (parsed.protocol !== 'postgresql:' && parsed.protocol !== 'postgres:')
    throw new Error('The database URL must start with postgresql://');
  const database = decodeURIComponent(parsed.pathname.slice(1));
  if (!parsed.username || !parsed.password || !database)
    throw new Error('The database URL must name a user, a password and a database.');
  return {
    host: parsed.hostname,
    port: parsed.port === '' ? 5432 : Number(parsed.port),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database,
    ...encryption(parsed.searchParams.get('sslmode')),
  };
}

function encryption(mode: string | null): Pick<Connection, 'ssl'> {
  if (mode === null || mode === 'disable' || mode === 'prefer' || mode === 'allow') return {};
  if (mode === 'no-verify') return { ssl: { rejectUnauthorized: false } };
  if (mode === 'require' || mode === 'verify-ca' || mode === 'verify-full') return { ssl: true };
  throw new Error(`Unknown sslmode in the database URL: ${mode}`);
}

export function toUrl(connection: Connection): string {
  const { user, password, host, port, database, ssl } = connection;
  const mode =
    ssl === undefined || ssl === false ? '' : ssl === true ? '?sslmode=verify-full' : '?sslmode=no-verify';
  return `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${encodeURIComponent(database)}${mode}`;
}

/** Opens one connection for the length of the work. */
export async function withClient<T>(
  connection: Connection,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
