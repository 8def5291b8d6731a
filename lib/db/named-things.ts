import { isId } from '@/lib/kernel/id';
import { StageKind } from '@/lib/review/stage-config';
import { StoredContent } from '@/lib/micro-credential/listing-content';
import type { Tx } from './tx';

/** What an id that stands on record leads to, as far as it can be called by name. */
export type NamedThing =
  | {
      kind:
        | 'person'
        | 'department'
        | 'rule'
        | 'course'
        | 'program'
        | 'import_batch'
        | 'micro_credential'
        | 'organization'
        | 'listing'
        | 'certificate_request';
      id: string;
      name: string;
      slug?: string;
    }
  | { kind: 'policy_version'; id: string; version: number }
  | { kind: 'rule_version'; id: string; name: string; version: number }
  | { kind: 'review_case'; id: string; name: string; version: number }
  | { kind: 'review_stage'; id: string; stage: StageKind; caseId: string };

const ofVersion = { version: true, rule: { select: { title: true } } } as const;

/** The things of the institution, and the certificates, that have one of these ids; what is not an id, or leads nowhere, is left out. */
export async function findNamedThings(tx: Tx, texts: readonly string[]): Promise<NamedThing[]> {
  const ids = [...new Set(texts.filter(isId))];
  if (ids.length === 0) return [];
  const where = { id: { in: ids } };
  const named = { where, select: { id: true, name: true } };
  const coded = { where, select: { id: true, code: true, title: true } };
  const codedOf =
    (kind: 'course' | 'program' | 'rule') => (row: { id: string; code: string; title: string }) =>
      ({ kind, id: row.id, name: `${row.code} ${row.title}` }) as const;
  // One after the other: a transaction is one connection.
  const people = await tx.person.findMany(named);
  const departments = await tx.department.findMany(named);
  const versions = await tx.ruleVersion.findMany({ where, select: { id: true, ...ofVersion } });
  const rules = await tx.equivalencyRule.findMany(coded);
  const cases = await tx.reviewCase.findMany({
    where,
    select: { id: true, ruleVersion: { select: ofVersion } },
  });
  const stages = await tx.reviewStage.findMany({ where, select: { id: true, kind: true, caseId: true } });
  const policies = await tx.policyVersion.findMany({ where, select: { id: true, version: true } });
  const courses = await tx.course.findMany(coded);
  const programs = await tx.program.findMany(coded);
  const imports = await tx.importBatch.findMany({ where, select: { id: true, fileName: true } });
  const listings = await tx.listing.findMany({ where, select: { id: true, content: true } });
  const requests = await tx.certificateRequest.findMany({
    where,
    select: { id: true, title: true, microCredential: { select: { title: true } } },
  });
  const certificates = await tx.microCredential.findMany({
    where,
    select: { id: true, title: true, slug: true },
  });
  const organizations = await tx.organization.findMany({
    where,
    select: { id: true, name: true, slug: true },
  });
  return [
    ...people.map((row) => ({ kind: 'person' as const, ...row })),
    ...departments.map((row) => ({ kind: 'department' as const, ...row })),
    ...versions.map(({ id, version, rule }) => ({
      kind: 'rule_version' as const,
      id,
      version,
      name: rule.title,
    })),
    ...rules.map(codedOf('rule')),
    ...cases.map(({ id, ruleVersion: { version, rule } }) => ({
      kind: 'review_case' as const,
      id,
      version,
      name: rule.title,
    })),
    ...stages.map(({ id, kind, caseId }) => ({
      kind: 'review_stage' as const,
      id,
      caseId,
      stage: StageKind.parse(kind),
    })),
    ...policies.map((row) => ({ kind: 'policy_version' as const, ...row })),
    ...courses.map(codedOf('course')),
    ...programs.map(codedOf('program')),
    ...imports.map(({ id, fileName }) => ({ kind: 'import_batch' as const, id, name: fileName })),
    ...listings.map(({ id, content }) => ({
      kind: 'listing' as const,
      id,
      name: StoredContent.parse(content).title,
    })),
    ...requests.map(({ id, title, microCredential }) => ({
      kind: 'certificate_request' as const,
      id,
      name: title || (microCredential?.title ?? ''),
    })),
    ...certificates.map(({ id, title, slug }) => ({
      kind: 'micro_credential' as const,
      id,
      slug,
      name: title,
    })),
    ...organizations.map((row) => ({ kind: 'organization' as const, ...row })),
  ];
}
