import type { Tx } from '@/lib/db/tx';
import { addDays, parseCivilDate } from '@/lib/kernel/civil-date';
import { naturalKeyOf } from '@/lib/micro-credential/natural-key';
import type { Calendar } from './calendar';
import { components, componentsImplied } from './data/components';
import { institutions } from './data/institutions/all';
import { type Listed, listed } from './data/listed';
import { details, olderVersions, outcomes } from './data/outcomes';
import { recommendations } from './data/recommendations';
import { subjects } from './data/subjects';
import { idOf, institutionId, microCredentialId, recommendationId, versionId } from './ids';
import { actIn, insertRows } from './insert-rows';

/** The day the facts were taken over from the public listings. */
const retrievedOn = '2026-11-24';

/** The shared catalog: real micro-credentials, their components and versions, and what third parties recommend. */
export async function provisionCatalog(tx: Tx, calendar: Calendar): Promise<void> {
  const shelves = institutions.map(({ key }) => ({ tenantId: institutionId(key), entries: listed.filter((entry) => stewardOf(entry) === key) }));
  for (const { tenantId, entries } of shelves) {
    await actIn(tx, tenantId);
    await insertRows(tx, 'micro_credential', entries.map((entry) => microCredentialRow(tenantId, entry, calendar)));
    const versions = entries.flatMap((entry) => versionsOf(tenantId, entry));
    await insertRows(tx, 'micro_credential_version', versions.map((version) => version.row));
    await insertRows(tx, 'learning_outcome', versions.flatMap(({ row, texts }) => texts.map((text, position) => ({
      id: idOf('learning outcome', row.id, String(position + 1)), steward_tenant_id: tenantId, version_id: row.id, position: position + 1, text,
    }))));
    const slugs = new Set(entries.map((entry) => entry.slug));
    await insertRows(tx, 'recommendation', recommendations.filter((advice) => slugs.has(advice.about)).map((advice) => recommendationRow(tenantId, advice)));
  }
  for (const { tenantId, entries } of shelves) {
    await actIn(tx, tenantId);
    await insertRows(tx, 'micro_credential_component', entries.flatMap(({ slug }) => (components[slug] ?? []).map((part, position) => ({
      steward_tenant_id: tenantId, whole_id: microCredentialId(slug), part_id: microCredentialId(part), position: position + 1,
    }))));
  }
}

function stewardOf({ subject }: Listed): string {
  return institutions.find((institution) => subject && institution.keeps.includes(subject))?.key ?? 'northbridge';
}

function microCredentialRow(tenantId: string, entry: Listed, calendar: Calendar): Record<string, unknown> {
  return {
    id: microCredentialId(entry.slug), steward_tenant_id: tenantId, slug: entry.slug, natural_key: naturalKeyOf(entry), kind: entry.kind, title: entry.title,
    provider: entry.provider, platform: entry.platform ?? null, awarding_body: entry.provider, subject: entry.subject ? subjects[entry.subject] : null,
    language: entry.language ?? null, level_label: entry.level ?? null, url: entry.url ?? null, skills: entry.skills ?? [], status: 'active',
    components_implied: componentsImplied.includes(entry.slug),
    source: `${entry.source} (${entry.type})${outcomes[entry.slug] ? '; learning outcomes are our own summary' : ''}`,
    retrieved_on: retrievedOn, created_at: calendar.at(1400),
  };
}

function versionsOf(tenantId: string, entry: Listed) {
  const known = details[entry.slug] ?? {};
  const texts = outcomes[entry.slug] ?? [];
  const row = (label: string, validFrom: string | null, validTo: string | null) => ({
    id: versionId(entry.slug, label), steward_tenant_id: tenantId, micro_credential_id: microCredentialId(entry.slug), label, valid_from: validFrom, valid_to: validTo,
    workload_hours: entry.hours ?? null, effort: entry.effort ?? null, eqf_min: known.eqf?.[0] ?? null, eqf_max: known.eqf?.[1] ?? null, assessment: known.assessment ?? [],
    supervision: known.supervision ?? null, participation: known.participation ?? null, quality_assurance: known.qualityAssurance ?? null, pass_mark: known.passMark ?? null,
    prerequisites: known.prerequisites ?? null, country: known.country ?? null,
  });
  const older = olderVersions[entry.slug];
  if (!older) return [{ row: row(currentLabelOf(entry), null, null), texts }];
  const began = addDays(parseCivilDate(older.endedOn), 1);
  return [
    { row: row(older.label, null, older.endedOn), texts: texts.slice(0, -1) },
    { row: row(older.newer, began, null), texts },
  ];
}

/** The version that counts today; named after the listing when nothing else is known. */
export function currentLabelOf(entry: Pick<Listed, 'slug' | 'source'>): string {
  return olderVersions[entry.slug]?.newer ?? /\d{4}(?!.*\d{4})/.exec(entry.source)?.[0] ?? 'as listed';
}

function recommendationRow(tenantId: string, advice: (typeof recommendations)[number]): Record<string, unknown> {
  return {
    id: recommendationId(advice.about, advice.recommender), steward_tenant_id: tenantId, micro_credential_id: microCredentialId(advice.about),
    natural_key: `${advice.about}|${advice.recommender}`.toLowerCase(), recommender: advice.recommender, external_id: advice.externalId ?? null, amount: advice.amount ?? null,
    is_maximum: advice.isMaximum ?? false, unit: advice.unit ?? null, levels: advice.levels ?? [], subjects: advice.subjects ?? null, pass_mark: advice.passMark ?? null,
    workload_hours: advice.hours ?? null, valid_from: advice.from ?? null, valid_to: advice.to ?? null, source_url: advice.source, retrieved_on: retrievedOn,
    confidence: advice.confidence, note: advice.note,
  };
}
