import { type Database, openDatabase } from '@/lib/db/client';
import { toUrl } from './database/connection';
import { openServer } from './database/server';
import { homeFolder } from './project';

export interface AuditedInstitution {
  id: string;
  slug: string;
  name: string;
}

/** Runs work on the data as the application's own role, which may read the trail and never change it. */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const server = await openServer(homeFolder());
  const database = openDatabase({ app: toUrl(server.as('app_rw')), public: toUrl(server.as('app_public')) });
  try {
    return await work(database);
  } finally {
    await database.close();
    await server.leave();
  }
}

export async function listAuditedInstitutions(database: Database): Promise<AuditedInstitution[]> {
  return database.prisma.institution.findMany({
    select: { id: true, slug: true, name: true },
    orderBy: { slug: 'asc' },
  });
}
