import { refuse } from '@/lib/kernel/refusal';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { blankContent, type ListingContent } from '@/lib/micro-credential/listing-content';
import { MicroCredentialKind } from '@/lib/micro-credential/natural-key';
import { toDay } from './codec';
import type { Prisma } from './generated/client';
import type { Tx } from './tx';

export interface ListedVersion {
  id: string;
  label: string;
  validFrom: CivilDate | null;
  validTo: CivilDate | null;
  rowVersion: number;
  /** Since when it says what it says, where that was changed. */
  saidSince: CivilDate | null;
  outcomes: { id: string; text: string }[];
  /** The entry and this version, as the form of a listing says them. */
  content: ListingContent;
}

/** An entry by title and address. */
export interface CalledEntry {
  id: string;
  slug: string;
  title: string;
  language: string | null;
  provider: string;
}

/** An entry of the catalog as whoever keeps it edits it. */
export interface ListedEntry {
  id: string;
  slug: string;
  kind: MicroCredentialKind;
  title: string;
  language: string | null;
  stewardId: string;
  stewardName: string;
  isWithdrawn: boolean;
  /** Whether an institution that it names has refused it. */
  isRefused: boolean;
  rowVersion: number;
  saidSince: CivilDate | null;
  /** The entry into which it was merged, since when, and why where that was said; null where it stands. */
  mergedInto: (CalledEntry & { since: CivilDate; by: string; reason: string | null }) | null;
  /** Entries that were merged into it. */
  merged: (CalledEntry & { reason: string | null })[];
  /** Slugs, in order. */
  components: string[];
  /** The entry, as the form says it without any version. */
  content: ListingContent;
  /** The newest first. */
  versions: ListedVersion[];
}

const everything = {
  versions: {
    orderBy: [{ validFrom: { sort: 'desc', nulls: 'last' } }, { label: 'desc' }],
    include: { outcomes: { orderBy: { position: 'asc' } } },
  },
  sameAs: { select: { id: true, slug: true, title: true, language: true, provider: true } },
  mergedBy: { select: { name: true } },
  merged: {
    select: { id: true, slug: true, title: true, language: true, provider: true, sameAsReason: true },
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
    take: 100,
  },
  components: { orderBy: { position: 'asc' }, include: { part: { select: { slug: true } } } },
} satisfies Prisma.MicroCredentialInclude;
type Row = Prisma.MicroCredentialGetPayload<{ include: typeof everything }>;
type VersionRow = Row['versions'][number];

/** @refuses not_found */
export async function getListedEntry(tx: Tx, id: string): Promise<ListedEntry> {
  return (await findListedEntries(tx, [id]))[0] ?? refuse('not_found', 'catalog/no-such-entry');
}

/** Takes the entry for this transaction: nobody else publishes a change of it meanwhile. @refuses not_found */
export async function lockListedEntry(tx: Tx, id: string): Promise<ListedEntry> {
  await tx.$queryRaw`SELECT id FROM micro_credential WHERE id = ${id}::uuid AND steward_tenant_id = current_tenant() FOR UPDATE`;
  return getListedEntry(tx, id);
}

/** These entries, in the order given; an id without one is left out. */
export async function findListedEntries(tx: Tx, ids: readonly string[]): Promise<ListedEntry[]> {
  if (ids.length === 0) return [];
  const rows = await tx.microCredential.findMany({ where: { id: { in: [...ids] } }, include: everything });
  const stewards = await tx.institution.findMany({
    where: { id: { in: [...new Set(rows.map(({ stewardTenantId }) => stewardTenantId))] } },
    select: { id: true, name: true },
  });
  const named = new Map(stewards.map(({ id, name }) => [id, name]));
  const entries = new Map(rows.map((row) => [row.id, fromRow(row, named.get(row.stewardTenantId) ?? '')]));
  return ids.flatMap((id) => entries.get(id) ?? []);
}

function fromRow(row: Row, stewardName: string): ListedEntry {
  const content: ListingContent = {
    ...blankContent,
    title: row.title,
    provider: row.provider,
    platform: row.platform ?? '',
    awardingBody: row.awardingBody ?? '',
    url: row.url ?? '',
    language: row.language ?? '',
    subject: row.subject ?? '',
    iscedF: row.iscedF ?? '',
    cip: row.cip ?? '',
    skills: row.skills,
    components: row.components.map(({ part }) => part.slug),
  };
  return {
    id: row.id,
    slug: row.slug,
    kind: MicroCredentialKind.parse(row.kind),
    title: row.title,
    language: row.language,
    stewardId: row.stewardTenantId,
    stewardName,
    isWithdrawn: row.status === 'withdrawn',
    isRefused: row.refusedAt !== null,
    rowVersion: row.rowVersion,
    saidSince: toDay(row.firstDay),
    mergedInto:
      row.sameAs && row.sameAsSince && row.mergedBy
        ? { ...row.sameAs, since: toDay(row.sameAsSince), by: row.mergedBy.name, reason: row.sameAsReason }
        : null,
    merged: row.merged.map(({ sameAsReason, ...one }) => ({ ...one, reason: sameAsReason })),
    components: content.components,
    content,
    versions: row.versions.map((version) => ({
      id: version.id,
      label: version.label,
      validFrom: toDay(version.validFrom),
      validTo: toDay(version.validTo),
      rowVersion: version.rowVersion,
      saidSince: toDay(version.firstDay),
      outcomes: version.outcomes.map(({ id, text }) => ({ id, text })),
      content: { ...content, ...factsOf(version) },
    })),
  };
}

function factsOf(row: VersionRow): Partial<ListingContent> {
  return {
    label: row.label,
    validFrom: toDay(row.validFrom) ?? '',
    validTo: toDay(row.validTo) ?? '',
    outcomes: row.outcomes.map(({ text }) => text),
    workloadHours: row.workloadHours ?? '',
    effort: row.effort ?? '',
    duration: row.duration ?? '',
    creditAmount: row.creditAmount ?? '',
    creditUnit: (row.creditUnit ?? '') as ListingContent['creditUnit'],
    creditFramework: row.creditFramework ?? '',
    eqfMin: String(row.eqfMin ?? '') as ListingContent['eqfMin'],
    eqfMax: String(row.eqfMax ?? '') as ListingContent['eqfMax'],
    nationalFramework: row.nationalFramework ?? '',
    nationalMin: row.nationalMin ?? '',
    nationalMax: row.nationalMax ?? '',
    assessment: row.assessment,
    passMark: row.passMark ?? '',
    supervision: row.supervision ?? '',
    participation: row.participation ?? '',
    country: row.country ?? '',
    qualityAssurance: row.qualityAssurance ?? '',
    qualityAssuredBy: row.qualityAssuredBy ?? '',
    qualitySource: row.qualitySource ?? '',
    qualitySourceOn: toDay(row.qualitySourceOn) ?? '',
    qualityUntil: toDay(row.qualityUntil) ?? '',
    prerequisites: row.prerequisites ?? '',
    stackability: row.stackability ?? '',
    price: row.price ?? '',
    currency: row.currency ?? '',
    evidenceLinks: row.evidenceLinks,
    description: row.description ?? '',
  };
}
