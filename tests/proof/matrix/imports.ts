import { createHash, randomUUID } from 'node:crypto';
import type { PlainThing } from './tenant-shape';
import type { Put } from './put';

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** What is known of a file whose columns nobody has matched. */
const lookAt = (canary: string) => ({
  sheets: [
    {
      name: '',
      top: [
        { line: 1, cells: ['Key', canary] },
        { line: 2, cells: ['A-1', canary] },
      ],
      rows: 0,
      columns: [],
    },
  ],
});

/** Files that were handed in, in the states in which something can be done about them, and how one was matched. The decisions of the one that was applied have another author. */
export async function buildImports(
  put: Put,
  {
    tenantId,
    canary,
    registrarId,
    authorId,
  }: { tenantId: string; canary: string; registrarId: string; authorId: string },
): Promise<PlainThing[]> {
  const imports: PlainThing[] = [];
  for (const [kind, status] of [
    ['courses', 'checked'],
    ['equivalencies', 'applied'],
    ['courses', 'refused'],
    ['courses', 'matching'],
  ] as const) {
    const [id, fileName] = [randomUUID(), `${kind}-${status}-${canary}.csv`];
    const counts = {
      options: { format: 'columns', withText: false },
      new: 0,
      changed: 0,
      unchanged: 0,
      rejected: status === 'checked' ? 1 : 0,
      done: 0,
      published: 0,
      ignored: [],
      problem: '',
    };
    await put('import_batch', {
      tenant_id: tenantId,
      id,
      kind,
      file_name: fileName,
      sha256: hashOf(fileName),
      source: canary,
      on_bad_rows: 'stop',
      status,
      counts: JSON.stringify(counts),
      content: Buffer.from(`code,${canary}\n`),
      ...(status === 'matching' && { look: JSON.stringify(lookAt(canary)) }),
      created_by_id: registrarId,
    });
    await put('import_row', {
      tenant_id: tenantId,
      batch_id: id,
      line: 2,
      outcome: 'rejected',
      key: `row ${canary}`,
      reason: '',
      ...(status === 'checked' && { cells: JSON.stringify({ code: canary, title: 'A' }) }),
    });
    if (status === 'applied')
      await put('import_catalog_effect', {
        tenant_id: tenantId,
        batch_id: id,
        subject: 'recommendation',
        subject_id: id,
        entry_id: id,
        after: JSON.stringify({ row_version: 1, canary }),
      });
    if (status === 'checked')
      await put('import_cell_fix', {
        tenant_id: tenantId,
        batch_id: id,
        sheet: 0,
        line: 2,
        column_name: 'title',
        before_text: '',
        after_text: 'A',
        fixed_by_id: registrarId,
        fixed_at: '2026-09-01T09:00:00Z',
      });
    imports.push({
      tenantId,
      id,
      label: `import ${kind} ${status}`,
      rowVersion: 1,
      shown: fileName,
      importedById: registrarId,
      ...(status === 'applied' && { authorId }),
      status,
    });
  }

  await put('column_matching', {
    tenant_id: tenantId,
    kind: 'courses',
    signature: hashOf(canary),
    matching: '{}',
    saved_by_id: registrarId,
    saved_at: '2026-09-01T09:00:00Z',
  });
  return imports;
}
