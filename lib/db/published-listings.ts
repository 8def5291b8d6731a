import { refuse } from '@/lib/kernel/refusal';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { ListingContent } from '@/lib/micro-credential/listing-content';
import type { MicroCredentialKind } from '@/lib/micro-credential/natural-key';
import { planOutcomes } from '@/lib/micro-credential/outcome-rows';
import { fromDay } from './codec';
import type { ListedEntry, ListedVersion } from './listed-entries';
import type { Tx } from './tx';

export interface NewEntry {
  tenantId: string;
  id: string;
  slug: string;
  naturalKey: string;
  kind: MicroCredentialKind;
  source: string;
  at: string;
}

/** Lists an entry. @refuses conflict `listing/listed-meanwhile` where another one has that key or address */
export async function insertEntry(tx: Tx, entry: NewEntry, content: ListingContent): Promise<void> {
  const { tenantId, at, ...given } = entry;
  const { count } = await tx.microCredential.createMany({
    data: [{ ...given, stewardTenantId: tenantId, createdAt: new Date(at), ...identityOf(content) }],
    skipDuplicates: true,
  });
  if (count !== 1) refuse('conflict', 'listing/listed-meanwhile');
}

/** Changes what an entry of one's own says of itself; `naturalKey` where it is called otherwise. @refuses conflict `listing/listed-meanwhile` */
export async function updateEntry(
  tx: Tx,
  entry: Pick<ListedEntry, 'id' | 'rowVersion'>,
  naturalKey: string | null,
  content: ListingContent,
): Promise<void> {
  const taken =
    naturalKey !== null &&
    (await tx.microCredential.findFirst({
      where: { naturalKey, id: { not: entry.id } },
      select: { id: true },
    }));
  if (taken) refuse('conflict', 'listing/listed-meanwhile');
  const { count } = await tx.microCredential.updateMany({
    where: { id: entry.id, rowVersion: entry.rowVersion },
    data: {
      ...identityOf(content),
      ...(naturalKey !== null && { naturalKey }),
      rowVersion: { increment: 1 },
    },
  });
  if (count !== 1) refuse('conflict', 'listing/entry-changed');
}

/** Adds a version with its outcomes. */
export async function insertVersion(
  tx: Tx,
  version: { tenantId: string; id: string; microCredentialId: string },
  content: ListingContent,
): Promise<void> {
  const { tenantId: stewardTenantId, id, microCredentialId } = version;
  await tx.microCredentialVersion.create({
    data: { id, stewardTenantId, microCredentialId, label: content.label, ...factsOf(content) },
    select: { id: true },
  });
  await saveOutcomes(tx, { tenantId: stewardTenantId, id, outcomes: [] }, content.outcomes);
}

/** Corrects a version and its outcomes. @refuses conflict `listing/entry-changed` · rule_violation `listing/outcome-marked` */
export async function updateVersion(
  tx: Tx,
  tenantId: string,
  version: Pick<ListedVersion, 'id' | 'rowVersion' | 'outcomes'>,
  content: ListingContent,
): Promise<void> {
  const { count } = await tx.microCredentialVersion.updateMany({
    where: { id: version.id, rowVersion: version.rowVersion },
    data: { label: content.label, ...factsOf(content), rowVersion: { increment: 1 } },
  });
  if (count !== 1) refuse('conflict', 'listing/entry-changed');
  await saveOutcomes(tx, { tenantId, ...version }, content.outcomes);
}

/** A version ends on that day. */
export async function endVersion(tx: Tx, id: string, on: CivilDate): Promise<void> {
  await tx.microCredentialVersion.update({
    where: { id },
    data: { validTo: fromDay(on), rowVersion: { increment: 1 } },
    select: { id: true },
  });
}

/** What an entry consists of, in that order. */
export async function saveComponents(
  tx: Tx,
  tenantId: string,
  wholeId: string,
  partIds: readonly string[],
): Promise<void> {
  await tx.microCredentialComponent.deleteMany({ where: { wholeId } });
  await tx.microCredentialComponent.createMany({
    data: partIds.map((partId, at) => ({ stewardTenantId: tenantId, wholeId, partId, position: at + 1 })),
  });
}

/** Whether an entry is among the parts of these, however deep: it would contain itself. */
export async function isWithin(tx: Tx, id: string, partIds: readonly string[]): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ isWithin: boolean }[]>`
    WITH RECURSIVE parts (id) AS (
      SELECT unnest(${[...partIds]}::uuid[])
      UNION SELECT c.part_id FROM parts p JOIN micro_credential_component c ON c.whole_id = p.id)
    SELECT EXISTS (SELECT FROM parts WHERE id = ${id}::uuid) AS "isWithin"`;
  return found?.isWithin ?? false;
}

/** Whether some institution has decided about an entry: then what it consists of is fixed. @source prisma/migrations, guard_composition */
export async function isDecidedAbout(tx: Tx, ids: readonly string[]): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ isDecided: boolean }[]>`
    SELECT coalesce(bool_or(is_decided_about(id)), false) AS "isDecided" FROM unnest(${[...ids]}::uuid[]) AS id`;
  return found?.isDecided ?? false;
}

async function saveOutcomes(
  tx: Tx,
  version: { tenantId: string; id: string; outcomes: ListedVersion['outcomes'] },
  wanted: readonly string[],
): Promise<void> {
  const { kept, added, dropped } = planOutcomes(version.outcomes, wanted);
  if (dropped.length > 0) {
    const marked = await tx.coverageMark.findFirst({
      where: { learningOutcomeId: { in: dropped } },
      select: { learningOutcomeId: true },
    });
    if (marked) refuse('rule_violation', 'listing/outcome-marked');
    await tx.learningOutcome.deleteMany({ where: { id: { in: dropped } } });
  }
  // No two may have one place, not even on the way.
  await tx.learningOutcome.updateMany({
    where: { versionId: version.id },
    data: { position: { increment: 10_000 } },
  });
  for (const { id, ...row } of kept)
    await tx.learningOutcome.update({ where: { id }, data: row, select: { id: true } });
  await tx.learningOutcome.createMany({
    data: added.map((row) => ({ ...row, stewardTenantId: version.tenantId, versionId: version.id })),
  });
}

const stated = (text: string) => (text === '' ? null : text);
const statedDay = (day: CivilDate | '') => fromDay(day || null);

function identityOf(content: ListingContent) {
  return {
    title: content.title,
    provider: content.provider,
    platform: stated(content.platform),
    awardingBody: stated(content.awardingBody),
    url: stated(content.url),
    language: stated(content.language),
    subject: stated(content.subject),
    iscedF: stated(content.iscedF),
    cip: stated(content.cip),
    skills: content.skills,
  };
}

function factsOf(content: ListingContent) {
  // The database keeps a span of levels; one end given stands for both.
  const [eqfMin, eqfMax] = [content.eqfMin || content.eqfMax, content.eqfMax || content.eqfMin];
  return {
    validFrom: statedDay(content.validFrom),
    validTo: statedDay(content.validTo),
    workloadHours: stated(content.workloadHours),
    effort: stated(content.effort),
    duration: stated(content.duration),
    creditAmount: stated(content.creditAmount),
    creditUnit: stated(content.creditUnit),
    creditFramework: stated(content.creditFramework),
    eqfMin: eqfMin === '' ? null : Number(eqfMin),
    eqfMax: eqfMax === '' ? null : Number(eqfMax),
    nationalFramework: stated(content.nationalFramework),
    nationalMin: stated(content.nationalMin),
    nationalMax: stated(content.nationalMax),
    assessment: content.assessment,
    passMark: stated(content.passMark),
    supervision: stated(content.supervision),
    participation: stated(content.participation),
    country: stated(content.country),
    qualityAssurance: stated(content.qualityAssurance),
    qualityAssuredBy: stated(content.qualityAssuredBy),
    qualitySource: stated(content.qualitySource),
    qualitySourceOn: statedDay(content.qualitySourceOn),
    qualityUntil: statedDay(content.qualityUntil),
    prerequisites: stated(content.prerequisites),
    stackability: stated(content.stackability),
    price: stated(content.price),
    currency: stated(content.currency),
    evidenceLinks: content.evidenceLinks,
    description: stated(content.description),
  };
}
