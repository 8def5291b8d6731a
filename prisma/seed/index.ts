import { type Database, openDatabase } from '@/lib/db/client';
import type { Tx } from '@/lib/db/tx';
import { type CivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
import { type Connection, toUrl } from '@/scripts/database/connection';
import { type Calendar, calendarOf } from './calendar';
import { institutions } from './data/institutions/all';
import type { DemonstrationInstitution } from './data/institutions/form';
import { institutionId } from './ids';
import { actIn } from './act-in';
import { provisionCatalog } from './provision-catalog';
import { provisionInstitution } from './provision-institution';
import { askInstitution } from './scenes/demand';
import { claimCredit } from './scenes/claims';
import { playInstitution } from './scenes/play-institution';
import { withinOneTransaction } from './scenes/stage';

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
const seedingLock = 7_263;
/** A busy machine takes its time; nobody waits for these rows but the start itself. @units milliseconds */
const patience = { maxWait: 20_000, timeout: 300_000 };

/**
 * Loads the demonstration data on first start, and nothing when it is there. The owner of the tables adds the
 * institutions and the catalog; then the people of each institution decide as in the application, under the role that sees one
 * institution at a time. Every step is all or nothing, and a start that ended between two of them is completed by the next.
 * Every day in it is counted back from `today`.
 */
export async function seedDemonstration(
  urls: SeedUrls,
  today: CivilDate = parseCivilDate(new Date().toISOString().slice(0, 10)),
): Promise<Seeded> {
  const owner = typeof urls.owner === 'string' ? urls.owner : toUrl(urls.owner);
  const calendar = calendarOf(today);
  const provisioned = await within({ app: owner, public: urls.public }, [(tx) => provision(tx, calendar)]);
  const played = await within(
    { app: urls.app, public: urls.public },
    institutions.map((institution) => (tx, database) => decide(tx, database, institution, calendar)),
  );
  // What is claimed rests on rules that are published: students read what everybody reads.
  const claimed = await within({ app: urls.app, public: urls.public }, [
    (tx, database) => claim(tx, database, calendar),
  ]);
  return { seeded: [...provisioned, ...played, ...claimed].includes(true), people: listPeople() };
}

type Work = (tx: Tx, database: Database) => Promise<boolean>;

/** Each work in a transaction of its own, side by side. */
async function within(urls: { app: string; public: string }, works: readonly Work[]): Promise<boolean[]> {
  const database = openDatabase(urls);
  try {
    return await Promise.all(
      works.map((work, index) =>
        database.prisma.$transaction(async (tx) => {
          await tx.$queryRaw`SELECT pg_advisory_xact_lock(${seedingLock}::int4, ${index}::int4)::text`;
          // Every table is empty when its guards are planned, and has thousands of rows before anybody counts them.
          await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
          return work(tx, withinOneTransaction(database, tx));
        }, patience),
      ),
    );
  } finally {
    await database.close();
  }
}

async function provision(tx: Tx, calendar: Calendar): Promise<boolean> {
  if ((await tx.institution.count({ where: { isDemonstration: true } })) > 0) return false;
  for (const institution of institutions) await provisionInstitution(tx, institution, calendar);
  await provisionCatalog(tx, calendar);
  return true;
}

async function decide(
  tx: Tx,
  database: Database,
  institution: DemonstrationInstitution,
  calendar: Calendar,
): Promise<boolean> {
  await actIn(tx, institutionId(institution.key));
  const isOurs = (await tx.institution.count({ where: { id: institutionId(institution.key) } })) === 1;
  if (!isOurs || (await tx.equivalencyRule.count()) > 0) return false;
  await playInstitution(tx, database, institution, calendar);
  await askInstitution(tx, institution.key, calendar);
  return true;
}

async function claim(tx: Tx, database: Database, calendar: Calendar): Promise<boolean> {
  const [first] = institutions;
  if (first === undefined) return false;
  await actIn(tx, institutionId(first.key));
  const isOurs = (await tx.institution.count({ where: { id: institutionId(first.key) } })) === 1;
  return isOurs && claimCredit(tx, database, calendar);
}

function listPeople(): Seeded['people'] {
  return institutions.flatMap((institution) =>
    institution.people.map((person) => ({
      institution: institution.name,
      name: person.name,
      email: `${person.mail}@${institution.mailDomain}`,
      roles: person.roles.map((held) => (typeof held === 'string' ? held : `${held[0]} (${held[1]})`)),
    })),
  );
}
