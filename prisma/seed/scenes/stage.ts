import type { StaffMember } from '@/lib/access/actor';
import type { Database } from '@/lib/db/client';
import type { Tx } from '@/lib/db/tx';
import { readApart } from '@/lib/reading/read-apart';
import { KeptCatalog } from '@/lib/usecases/kept-catalog';
import type { Context } from '@/lib/usecases/context';
import type { ReviewSubject } from '@/lib/usecases/review/review-subject';
import type { Calendar } from '../calendar';
import type { DemonstrationInstitution } from '../data/institutions/form';
import { idOf } from '../ids';
import type { Cast } from './cast';

/** Something that somebody did at some time. Acts are played in the order of time, so that the audit chain is, too. */
export interface Act {
  at: string;
  run(): Promise<void>;
}

/** What every scene in one institution needs. */
export interface Setting {
  tx: Tx;
  institution: DemonstrationInstitution;
  cast: Cast;
  calendar: Calendar;
  /** That person, doing something at that time. */
  as(person: StaffMember, at: string): Context;
  /** What is compared in the review of a version; frozen once it is submitted. */
  subjects: Map<string, ReviewSubject>;
  /** The newest version of a rule so far. */
  versions: Map<string, string>;
}

/** Use cases open transactions; here they all take place inside the one that seeds. */
export function withinOneTransaction(database: Database, tx: Tx): Database {
  const prisma = new Proxy(database.prisma, {
    get: (real, name) =>
      name === '$transaction'
        ? (work: (inner: Tx) => Promise<unknown>) => work(tx)
        : (Reflect.get(real, name) as unknown),
  });
  return { ...database, prisma };
}

export function contextsOf(database: Database, key: string): Setting['as'] {
  let made = 0;
  return (actor, now) => ({
    actor,
    now,
    requestId: `demonstration-${++made}`,
    newId: () => idOf('made', key, String(++made)),
    readApart,
    database,
    catalog: KeptCatalog.readEachTime(database),
  });
}

export async function play(acts: readonly Act[]): Promise<void> {
  const inOrder = acts
    .map((act, index) => ({ act, index }))
    .sort((a, b) => (a.act.at < b.act.at ? -1 : a.act.at > b.act.at ? 1 : a.index - b.index));
  for (const { act } of inOrder) await act.run();
}
