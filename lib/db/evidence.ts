import { refuse } from '@/lib/kernel/refusal';
import { toInstant } from './codec';
import type { Tx } from './tx';

/** What supports a rule version; the content of a file is read apart. */
export interface Evidence {
  id: string;
  ruleVersionId: string;
  kind: string;
  title: string;
  url: string | null;
  fileName: string | null;
  mediaType: string | null;
  sha256: string | null;
  addedById: string;
  addedByName: string;
  addedAt: string;
}

const described = {
  id: true,
  ruleVersionId: true,
  kind: true,
  title: true,
  url: true,
  fileName: true,
  mediaType: true,
  sha256: true,
  addedById: true,
  addedAt: true,
  addedBy: { select: { name: true } },
} as const;

export async function list(tx: Tx, ruleVersionId: string): Promise<Evidence[]> {
  const rows = await tx.evidence.findMany({
    where: { ruleVersionId },
    select: described,
    orderBy: [{ addedAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ addedBy, addedAt, ...rest }) => ({
    ...rest,
    addedByName: addedBy.name,
    addedAt: toInstant(addedAt),
  }));
}

export async function count(tx: Tx, ruleVersionId: string): Promise<number> {
  return tx.evidence.count({ where: { ruleVersionId } });
}

/** How many files of how many bytes a person has added since then. Two additions of one person go one after the other from here on. */
export async function lockUse(
  tx: Tx,
  personId: string,
  since: Date,
): Promise<{ files: number; bytes: number }> {
  await tx.$queryRaw`SELECT id FROM person WHERE id = ${personId}::uuid FOR NO KEY UPDATE`;
  const [row] = await tx.$queryRaw<{ files: number; bytes: number }[]>`
    SELECT count(*)::integer AS files, coalesce(sum(octet_length(content)), 0)::float8 AS bytes
    FROM evidence WHERE added_by_id = ${personId}::uuid AND content IS NOT NULL AND added_at > ${since}`;
  return row ?? { files: 0, bytes: 0 };
}

/** @refuses not_found */
export async function getContent(
  tx: Tx,
  id: string,
): Promise<{ ruleVersionId: string; fileName: string; mediaType: string; content: Uint8Array }> {
  const row = await tx.evidence.findFirst({
    where: { id },
    select: { ruleVersionId: true, fileName: true, mediaType: true, content: true },
  });
  if (!row?.content || !row.mediaType) refuse('not_found', 'evidence/not-found');
  return {
    ruleVersionId: row.ruleVersionId,
    fileName: row.fileName ?? 'evidence',
    mediaType: row.mediaType,
    content: row.content,
  };
}

export type NewEvidence = {
  tenantId: string;
  id: string;
  ruleVersionId: string;
  kind: string;
  title: string;
  addedById: string;
  at: string;
} & (
  | { url: string }
  | { fileName: string; mediaType: string; sha256: string; content: Uint8Array<ArrayBuffer> }
);

export async function add(tx: Tx, evidence: NewEvidence): Promise<void> {
  const { at, ...rest } = evidence;
  await tx.evidence.create({ data: { ...rest, addedAt: new Date(at) }, select: { id: true } });
}

/** Takes the evidence of one version over to the next. */
export async function copy(
  tx: Tx,
  from: string,
  to: { ruleVersionId: string; newId: () => string },
): Promise<void> {
  const rows = await tx.evidence.findMany({ where: { ruleVersionId: from } });
  for (const row of rows)
    await tx.evidence.create({
      data: { ...row, id: to.newId(), ruleVersionId: to.ruleVersionId },
      select: { id: true },
    });
}
