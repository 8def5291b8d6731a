import type { Database } from './client';

/** Numbers over all institutions, and of none by itself. */
export interface Standing {
  mailWaiting: number;
  /** Tried as often as it ever is. */
  mailGivenUp: number;
  /** How long the oldest of the waiting has waited, by the database's clock; null where none waits. @units seconds */
  oldestMail: number | null;
  /** Institutions with an audit trail. */
  chains: number;
  longestChain: number;
  /** Of all chains together. */
  auditEntries: number;
}

/** What the outbox and the heads of the audit chains say, in one statement. */
export async function howItStands({ prisma }: Database): Promise<Standing> {
  const [row] = await prisma.$queryRaw<
    {
      waiting: number;
      given_up: number;
      oldest: number | null;
      chains: number;
      longest: number;
      entries: number;
    }[]
  >`
    SELECT mail_waiting::float8 AS waiting, mail_given_up::float8 AS given_up, chains::float8 AS chains, longest_chain::float8 AS longest,
           entries::float8 AS entries, extract(epoch FROM now() - oldest_mail_at)::float8 AS oldest
      FROM how_it_stands()`;
  if (row === undefined) throw new Error('The database did not say how it stands.');
  return {
    mailWaiting: row.waiting,
    mailGivenUp: row.given_up,
    oldestMail: row.oldest,
    chains: row.chains,
    longestChain: row.longest,
    auditEntries: row.entries,
  };
}
