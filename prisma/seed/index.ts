import { type Database, openDatabase } from '@/lib/db/client';
import type { Tx } from '@/lib/db/tx';
import { type CivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
import { type Connection, toUrl } from '@/scripts/database/connection';
import { calendarOf } from './calendar';
import { institutions } from './data/institutions/all';
import { provisionCatalog } from './provision-catalog';
import { provisionInstitution } from './provision-institution';

export interface SeedUrls {
  /** app_migrate: its sessions act as the owner of the tables, the only one who may add institutions. */
  owner: Connection | string;
  app: string;
  public: string;
}
export interface Seeded {
  seeded: boolean;
  people: { institution: string; name: string; email: string; roles: string[] }[];
}

/** Two starts at once take turns on this number. */
const seedingLock = 7_263_542;

/**
 * Loads the demonstration data on first start: all of it or nothing, and nothing when demonstration institutions exist.
 * Every day in it is counted back from `today`.
 */
export async function seedDemonstration(urls: SeedUrls, today: CivilDate = parseCivilDate(new Date().toISOString().slice(0, 10))): Promise<Seeded> {
  const owner = typeof urls.owner === 'string' ? urls.owner : toUrl(urls.owner);
  const database = openDatabase({ app: owner, public: urls.public });
  try {
    const seeded = await database.prisma.$transaction((tx) => seed(tx, database, today), { maxWait: 10_000, timeout: 120_000 });
    return { seeded, people: listPeople() };
  } finally {
    await database.close();
  }
}

async function seed(tx: Tx, _database: Database, today: CivilDate): Promise<boolean> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${seedingLock})::text`;
  if ((await tx.institution.count({ where: { isDemonstration: true } })) > 0) return false;
  const calendar = calendarOf(today);
  for (const institution of institutions) await provisionInstitution(tx, institution, calendar);
  await provisionCatalog(tx, calendar);
  return true;
}

function listPeople(): Seeded['people'] {
  return institutions.flatMap((institution) => institution.people.map((person) => ({
    institution: institution.name, name: person.name, email: `${person.mail}@${institution.mailDomain}`,
    roles: person.roles.map((held) => (typeof held === 'string' ? held : `${held[0]} (${held[1]})`)),
  })));
}
