import type { MicroCredentialRow, VersionCells } from '@/lib/import/micro-credential-row';
import { refuse } from '@/lib/kernel/refusal';
import { columnList, entryColumns, givenList, savedColumns, typed } from './micro-credential-columns';
import { plannedAnew } from './planned-anew';
import { isTaken, type Tx } from './tx';
import type { Write } from './write';

/** An entry that is new, under the id that it gets; so nothing that belongs to it has to be looked for. */
export interface AddedEntry {
  id: string;
  row: MicroCredentialRow;
  version: { id: string; cells: VersionCells } | null;
}

/**
 * Lists new entries under the institution at work, each with the version and the outcomes that its row gives, a statement for each.
 * @refuses conflict `import/changed-meanwhile` when somebody else was faster
 */
export function addingEntries(tx: Tx, added: readonly AddedEntry[], { source }: { source: string }): Write[] {
  const versions = added.flatMap(({ id, version }) =>
    version === null ? [] : [{ entryId: id, ...version }],
  );
  const outcomes = versions.flatMap(({ id, cells }) =>
    (cells.outcomes ?? []).map((text, at) => ({ versionId: id, position: at + 1, text })),
  );
  return [
    ...(added.length === 0 ? [] : [addingAlone(tx, added, source)]),
    ...(versions.length === 0 ? [] : [addingVersions(tx, versions)]),
    ...(outcomes.length === 0 ? [] : [addingOutcomes(tx, outcomes)]),
  ];
}

function addingAlone(tx: Tx, added: readonly AddedEntry[], source: string): Write {
  const json = JSON.stringify(added.map(entryCells));
  return async () => {
    try {
      await tx.$executeRaw`
        INSERT INTO micro_credential (id, steward_tenant_id, slug, natural_key, kind, ${columnList(entryColumns)})
        SELECT r.id, current_tenant(), r.slug, r.key, r.kind, ${givenList(entryColumns, 'r', { status: "'active'", source: 'x.source' })}
          FROM json_to_recordset(${json}::json) AS r("id" uuid, "key" text, "slug" text, "kind" text, ${typed(entryColumns)})
         CROSS JOIN (SELECT ${source}::text AS source) x`;
    } catch (error) {
      if (isTaken(error)) refuse('conflict', 'import/changed-meanwhile');
      throw error;
    }
  };
}

type AddedVersion = { id: string; entryId: string; cells: VersionCells };

function addingVersions(tx: Tx, versions: readonly AddedVersion[]): Write {
  const json = JSON.stringify(versions.map(versionCells));
  return () => tx.$executeRaw`
    INSERT INTO micro_credential_version (id, steward_tenant_id, micro_credential_id, label, ${columnList(savedColumns)})
    SELECT r."versionId", current_tenant(), r."entryId", coalesce(r.label, '1'), ${givenList(savedColumns, 'r')}
      FROM json_to_recordset(${json}::json) AS r("versionId" uuid, "entryId" uuid, "label" text, ${typed(savedColumns)})`;
}

function addingOutcomes(
  tx: Tx,
  outcomes: readonly { versionId: string; position: number; text: string }[],
): Write {
  const [versions, positions, texts] = [
    outcomes.map(({ versionId }) => versionId),
    outcomes.map(({ position }) => position),
    outcomes.map(({ text }) => text),
  ];
  return () => tx.$executeRaw`
    INSERT INTO learning_outcome (steward_tenant_id, version_id, position, text)
    SELECT current_tenant(), o.version_id, o.position, o.text
      FROM unnest(${versions}::uuid[], ${positions}::int[], ${texts}::text[]) AS o(version_id, position, text)`;
}

/** Reading an empty cell costs as much as reading a full one, and most are empty. */
function entryCells({ id, row: { key, slug, kind, ...row } }: AddedEntry): Record<string, unknown> {
  return { id, key, slug, kind, ...filled(row, entryColumns) };
}

function versionCells({ id, entryId, cells }: AddedVersion): Record<string, unknown> {
  return { versionId: id, entryId, label: cells.label ?? undefined, ...filled(cells, savedColumns) };
}

function filled(row: object, columns: typeof entryColumns): Record<string, unknown> {
  const cells: Record<string, unknown> = {};
  for (const [cell] of columns) {
    const value = (row as Record<string, unknown>)[cell];
    if (value !== null) cells[cell] = value;
  }
  return cells;
}

/** What new entries consist of, by the keys of the parts. @refuses conflict `import/changed-meanwhile` when somebody else changed them */
export async function addParts(
  tx: Tx,
  wholes: readonly { key: string; parts: readonly string[] }[],
): Promise<void> {
  const parts = wholes.reduce((sum, { parts: own }) => sum + own.length, 0);
  if (parts === 0) return;
  const stored = await tx.$executeRaw`
    INSERT ${plannedAnew} INTO micro_credential_component (steward_tenant_id, whole_id, part_id, position)
    SELECT current_tenant(), m.id, p.id, part.position
      FROM json_to_recordset(${JSON.stringify(wholes)}::json) AS r("key" text, "parts" text[])
      JOIN micro_credential m ON m.natural_key = r.key AND m.steward_tenant_id = current_tenant()
      CROSS JOIN LATERAL unnest(r.parts) WITH ORDINALITY AS part(key, position)
      JOIN micro_credential p ON p.natural_key = part.key`;
  if (stored < parts) refuse('conflict', 'import/changed-meanwhile');
}
