import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import type { NameState } from '@/lib/micro-credential/in-name';
import type { Tx } from './tx';

/** What an institution that an entry names says of it. */
export interface SaidOfEntry {
  institution: string;
  isUs: boolean;
  state: NameState;
  /** Why it was refused; empty otherwise. */
  reason: string;
  answeredOn: CivilDate | null;
}

/** What is said of an entry by those whom it names: to the one that is named what it said itself, to the one that lists it all of it. */
export async function listSaidOf(tx: Tx, microCredentialId: string): Promise<SaidOfEntry[]> {
  return tx.$queryRaw<SaidOfEntry[]>`
    SELECT i.name AS institution, n.tenant_id = current_tenant() AS "isUs", n.state, n.reason, (n.answered_at AT TIME ZONE i.time_zone)::date::text AS "answeredOn"
      FROM entry_in_name n JOIN institution i ON i.id = n.tenant_id
     WHERE n.micro_credential_id = ${microCredentialId}::uuid AND is_about(n.micro_credential_id, n.tenant_id) ORDER BY i.name, i.id`;
}

/** Writes down what the institution at work says of an entry in its name. @refuses conflict `listing/entry-changed` */
export async function answerInName(
  tx: Tx,
  microCredentialId: string,
  answer: { state: 'accepted' | 'refused'; reason: string; by: string; at: string },
): Promise<void> {
  const { count } = await tx.entryInName.updateMany({
    where: { microCredentialId },
    data: {
      state: answer.state,
      reason: answer.reason,
      answeredById: answer.by,
      answeredAt: new Date(answer.at),
      rowVersion: { increment: 1 },
    },
  });
  if (count !== 1) refuse('conflict', 'listing/entry-changed');
}

/** An entry in a list of those that wait for a word about a name. */
export interface EntryInName {
  id: string;
  title: string;
  language: string | null;
  provider: string;
  /** Who listed it; of a refused one, who refused it. */
  by: string;
  /** Why it was refused; empty where it waits. */
  reason: string;
  on: CivilDate;
}

interface SomeOf {
  rows: EntryInName[];
  total: number;
}
const someOf = (rows: readonly (EntryInName & { total: number })[]): SomeOf => ({
  rows: rows.map(({ total: _, ...row }) => row),
  total: rows[0]?.total ?? 0,
});

/** What others listed in the name of the institution at work and nobody here has answered, the longest waiting first. */
export async function listWaitingInName(tx: Tx, most: number): Promise<SomeOf> {
  return someOf(
    await tx.$queryRaw<(EntryInName & { total: number })[]>`
    SELECT m.id, m.title, m.language, m.provider, l.name AS by, '' AS reason, (n.since AT TIME ZONE i.time_zone)::date::text AS on, count(*) OVER ()::int AS total
      FROM entry_in_name n JOIN micro_credential m ON m.id = n.micro_credential_id JOIN institution l ON l.id = m.steward_tenant_id JOIN institution i ON i.id = n.tenant_id
     WHERE n.tenant_id = current_tenant() AND n.state = 'waiting' AND m.steward_tenant_id <> n.tenant_id ORDER BY n.since, m.title, m.id LIMIT ${most}`,
  );
}

/** What the institution at work lists and another one, which it names, has refused: the latest first. */
export async function listRefusedByOthers(tx: Tx, most: number): Promise<SomeOf> {
  return someOf(
    await tx.$queryRaw<(EntryInName & { total: number })[]>`
    SELECT m.id, m.title, m.language, m.provider, r.name AS by, n.reason, (m.refused_at AT TIME ZONE o.time_zone)::date::text AS on, count(*) OVER ()::int AS total
      FROM micro_credential m JOIN institution r ON r.id = m.refused_by_id JOIN institution o ON o.id = m.steward_tenant_id
      JOIN entry_in_name n ON n.micro_credential_id = m.id AND n.tenant_id = m.refused_by_id
     WHERE m.refused_at IS NOT NULL AND m.steward_tenant_id = current_tenant() AND m.status <> 'withdrawn' ORDER BY m.refused_at DESC, m.id LIMIT ${most}`,
  );
}
