import type { StaffMember } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import type { AuditRow } from '@/lib/db/audit';
import { findNamedThings, type NamedThing } from '@/lib/db/named-things';
import type { Tx } from '@/lib/db/tx';

/** A thing on record with the page that the reader may open about it; null where there is none. */
export type ToldThing = NamedThing & { href: string | null };
/** Things by the id under which an entry names them. */
export type ToldThings = Record<string, ToldThing>;

/** An entry with the thing it is about; null where that has no name of its own, or is gone. */
export interface ToldEntry extends AuditRow {
  subject: ToldThing | null;
}

/** What these ids lead to, by name, and with a link where the reader may follow it. */
export async function toldThings(tx: Tx, reader: StaffMember, ids: readonly string[]): Promise<ToldThings> {
  const found = await findNamedThings(tx, ids);
  return Object.fromEntries(found.map((thing) => [thing.id, { ...thing, href: hrefOf(thing, reader) }]));
}

/** Entries with what each is about. */
export async function withSubjects(
  tx: Tx,
  reader: StaffMember,
  entries: readonly AuditRow[],
): Promise<ToldEntry[]> {
  const things = await toldThings(
    tx,
    reader,
    entries.map(({ objectId }) => objectId),
  );
  return entries.map((entry) => ({ ...entry, subject: things[entry.objectId] ?? null }));
}

function hrefOf(thing: NamedThing, reader: StaffMember): string | null {
  const may = (permission: 'person.list' | 'review.view' | 'import.list' | 'listing.view') =>
    can(reader, permission, { tenantId: reader.tenantId }).allowed;
  switch (thing.kind) {
    case 'person':
      return may('person.list') ? `/administration/people/${thing.id}` : null;
    case 'review_case':
      return may('review.view') ? `/faculty/cases/${thing.id}` : null;
    case 'review_stage':
      return may('review.view') ? `/faculty/cases/${thing.caseId}` : null;
    case 'import_batch':
      return may('import.list') ? `/registrar/imports/${thing.id}` : null;
    case 'listing':
      return may('listing.view') ? `/registrar/certificates/${thing.id}` : null;
    case 'rule_version':
      return `/registrar/rules/${thing.id}`;
    case 'policy_version':
      return `/administration/policy/${thing.id}`;
    case 'course':
      return `/administration/courses/${thing.id}`;
    case 'program':
      return `/administration/programs/${thing.id}`;
    case 'department':
      return '/administration/departments';
    case 'micro_credential':
      return thing.slug === undefined ? null : `/catalog/${thing.slug}`;
    case 'organization':
      return thing.slug === undefined ? null : `/organizations/${thing.slug}`;
    case 'rule':
    case 'certificate_request':
      return null;
  }
}
