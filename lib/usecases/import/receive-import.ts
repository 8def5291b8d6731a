import * as z from 'zod';
import { createBatch } from '@/lib/db/imports';
import { mostKept } from '@/lib/import/handed-file';
import {
  ImportCounts,
  ImportKind,
  ImportOptions,
  OnBadRows,
  formatsOf,
  permissionOf,
} from '@/lib/import/kind';
import { shown } from '@/lib/import/note';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '@/lib/usecases/authorize';
import { command } from '@/lib/usecases/command';
import type { Context } from '@/lib/usecases/context';
import { recordAudit } from '@/lib/usecases/record-audit';

export const ReceiveImport = z.strictObject({
  kind: ImportKind,
  fileName: z.string().max(1_000),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  source: z.string().max(300).default(''),
  onBadRows: OnBadRows.default('stop'),
  options: ImportOptions,
  /** The file itself; null when whoever checks and applies it has it at hand. */
  content: z.instanceof(Uint8Array).nullable(),
});
export type ReceiveImport = z.infer<typeof ReceiveImport>;

/** Takes in a file; nothing of it is read yet. @refuses forbidden · invalid_input `import/too-large`, `import/format-of-other-kind` */
export async function receiveImport(ctx: Context, input: ReceiveImport): Promise<{ batchId: string }> {
  return command(ctx, 'import.check', input, async (tx, actor, ctx) => {
    authorize(ctx, 'import.check', { tenantId: actor.tenantId });
    authorize(ctx, permissionOf[input.kind], { tenantId: actor.tenantId });
    if ((input.content?.byteLength ?? 0) > mostKept) refuse('invalid_input', 'import/too-large');
    if (!formatsOf[input.kind].includes(input.options.format))
      refuse('invalid_input', 'import/format-of-other-kind');
    const batchId = ctx.newId();
    await createBatch(tx, {
      tenantId: actor.tenantId,
      id: batchId,
      kind: input.kind,
      fileName: plainName(input.fileName),
      sha256: input.sha256,
      source: shown(input.source.trim()),
      onBadRows: input.onBadRows,
      counts: ImportCounts.parse({ options: input.options }),
      createdById: actor.personId,
      at: ctx.now,
      content: input.content && new Uint8Array(input.content),
    });
    await recordAudit(tx, ctx, 'import.check', {
      objectType: 'import_batch',
      objectId: batchId,
      summary: input.kind.replaceAll('_', ' '),
      after: { kind: input.kind, sha256: input.sha256 },
    });
    return { batchId };
  });
}

/** Only the last part of a path, and nothing invisible. */
function plainName(name: string): string {
  return shown(name.split(/[\\/]/).at(-1)?.trim() ?? '') || '—';
}
