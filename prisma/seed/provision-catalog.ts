import { fromDay } from '@/lib/db/codec';
import type { Tx } from '@/lib/db/tx';
import { addDays, type CivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
import { naturalKeyOf } from '@/lib/micro-credential/natural-key';
import type { Calendar } from './calendar';
import { components, componentsImplied } from './data/components';
import { institutions } from './data/institutions/all';
import { listed } from './data/listed';
import type { Listed } from '@/prisma/seed/data/listed-entry';
import { details, olderVersions, outcomes } from './data/outcomes';
import { type Advice, recommendations } from './data/recommendations';
import { organizations } from './data/organizations';
import { subjects } from './data/subjects';
import { idOf, institutionId, microCredentialId, recommendationId, versionId } from './ids';
import { actIn } from './act-in';

/** The day the facts were taken over from the public listings. */
const retrievedOn = fromDay(parseCivilDate('2026-11-24'));

/** The shared catalog: real micro-credentials, their components and versions, and what third parties recommend. */
export async function provisionCatalog(tx: Tx, calendar: Calendar): Promise<void> {
  const shelves = institutions.map(({ key }) => ({
    tenantId: institutionId(key),
    entries: listed.filter((entry) => stewardOf(entry) === key),
  }));
  for (const { tenantId, entries } of shelves) {
    await actIn(tx, tenantId);
    await tx.microCredential.createMany({
      data: entries.map((entry) => microCredentialRow(tenantId, entry, calendar)),
    });
    const versions = entries.flatMap((entry) => versionsOf(tenantId, entry));
    await tx.microCredentialVersion.createMany({ data: versions.map((version) => version.row) });
    await tx.learningOutcome.createMany({
      data: versions.flatMap(({ row, texts }) =>
        texts.map((text, position) => ({
          id: idOf('learning outcome', row.id, String(position + 1)),
          stewardTenantId: tenantId,
          versionId: row.id,
          position: position + 1,
          text,
        })),
      ),
    });
    const slugs = new Set(entries.map((entry) => entry.slug));
    await tx.recommendation.createMany({
      data: recommendations
        .filter((advice) => slugs.has(advice.about))
        .map((advice) => recommendationRow(tenantId, advice)),
    });
  }
  for (const { tenantId, entries } of shelves) {
    await actIn(tx, tenantId);
    // Each is described by the first that lists something of it.
    await tx.$executeRaw`
      UPDATE organization o SET country = d.country, url = d.url, steward_tenant_id = ${tenantId}::uuid, stated_at = ${calendar.at(1400)}::timestamptz, row_version = o.row_version + 1
        FROM json_to_recordset(${JSON.stringify(organizations)}::json) AS d("name" text, "country" text, "url" text)
       WHERE o.folded = folded_name(d.name) AND o.steward_tenant_id IS NULL AND has_to_do_with(o.id)`;
    await tx.microCredentialComponent.createMany({
      data: entries.flatMap(({ slug }) =>
        (components[slug] ?? []).map((part, position) => ({
          stewardTenantId: tenantId,
          wholeId: microCredentialId(slug),
          partId: microCredentialId(part),
          position: position + 1,
        })),
      ),
    });
  }
}

function stewardOf({ subject }: Listed): string {
  return (
    institutions.find((institution) => subject && institution.keeps.includes(subject))?.key ?? 'northbridge'
  );
}

function microCredentialRow(tenantId: string, entry: Listed, calendar: Calendar) {
  return {
    id: microCredentialId(entry.slug),
    stewardTenantId: tenantId,
    slug: entry.slug,
    naturalKey: naturalKeyOf(entry),
    kind: entry.kind,
    title: entry.title,
    provider: entry.provider,
    platform: entry.platform ?? null,
    awardingBody: entry.provider,
    subject: entry.subject ? subjects[entry.subject].words : null,
    iscedF: entry.subject ? subjects[entry.subject].iscedF : null,
    language: entry.language ?? null,
    levelLabel: entry.level ?? null,
    url: entry.url ?? null,
    skills: [...(entry.skills ?? [])],
    status: 'active',
    componentsImplied: componentsImplied.includes(entry.slug),
    source: `${entry.source} (${entry.type})${outcomes[entry.slug] ? '; learning outcomes are our own summary' : ''}`,
    retrievedOn,
    createdAt: calendar.at(1400),
  };
}

function versionsOf(tenantId: string, entry: Listed) {
  const known = details[entry.slug] ?? {};
  const texts = outcomes[entry.slug] ?? [];
  const row = (label: string, validFrom: CivilDate | null, validTo: CivilDate | null) => ({
    id: versionId(entry.slug, label),
    stewardTenantId: tenantId,
    microCredentialId: microCredentialId(entry.slug),
    label,
    validFrom: fromDay(validFrom),
    validTo: fromDay(validTo),
    workloadHours: entry.hours ?? null,
    effort: entry.effort ?? null,
    eqfMin: known.eqf?.[0] ?? null,
    eqfMax: known.eqf?.[1] ?? null,
    assessment: [...(known.assessment ?? [])],
    supervision: known.supervision ?? null,
    participation: known.participation ?? null,
    qualityAssurance: known.qualityAssurance ?? null,
    passMark: known.passMark ?? null,
    prerequisites: known.prerequisites ?? null,
    country: known.country ?? null,
  });
  const older = olderVersions[entry.slug];
  if (!older) return [{ row: row(currentLabelOf(entry), null, null), texts }];
  const ended = parseCivilDate(older.endedOn);
  return [
    { row: row(older.label, null, ended), texts: texts.slice(0, -1) },
    { row: row(older.newer, addDays(ended, 1), null), texts },
  ];
}

/** The version that counts today; named after the listing when nothing else is known. */
export function currentLabelOf(entry: Pick<Listed, 'slug' | 'source'>): string {
  return olderVersions[entry.slug]?.newer ?? /\d{4}(?!.*\d{4})/.exec(entry.source)?.[0] ?? 'as listed';
}

function recommendationRow(tenantId: string, advice: Advice) {
  return {
    id: recommendationId(advice.about, advice.recommender),
    stewardTenantId: tenantId,
    microCredentialId: microCredentialId(advice.about),
    naturalKey: `${advice.about}|${advice.recommender}`.toLowerCase(),
    recommender: advice.recommender,
    externalId: advice.externalId ?? null,
    amount: advice.amount ?? null,
    isMaximum: advice.isMaximum ?? false,
    unit: advice.unit ?? null,
    levels: advice.levels ?? [],
    ...(advice.subjects && { subjects: advice.subjects }),
    passMark: advice.passMark ?? null,
    workloadHours: advice.hours ?? null,
    validFrom: advice.from ? fromDay(parseCivilDate(advice.from)) : null,
    validTo: advice.to ? fromDay(parseCivilDate(advice.to)) : null,
    sourceUrl: advice.source,
    retrievedOn,
    confidence: advice.confidence,
    note: advice.note,
  };
}
