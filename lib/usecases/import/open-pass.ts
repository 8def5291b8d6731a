import { can } from '@/lib/access/can';
import { findFixes } from '@/lib/db/import-cells';
import type { ImportBatch } from '@/lib/db/imports';
import { getInstitution } from '@/lib/db/institutions';
import type { Tx } from '@/lib/db/tx';
import { keepEffects } from '@/lib/db/undo-catalog';
import { type Acting, todayIn } from '@/lib/usecases/context';
import { loadHouse } from '@/lib/usecases/rule/check-rule';
import type { ImportPass } from './import-pass';
import { isOfCatalog } from './undo-of-kind';
import { plannedRows } from './planned-rows';
import { WritesBehind } from './writes-behind';

/** What rows of a file are compared with, before the first of them: the institution as it is today, and the cells that were put right. */
export async function openPass(
  tx: Tx,
  ctx: Acting,
  batch: ImportBatch,
  isApplying: boolean,
): Promise<ImportPass> {
  const { id, tenantId, kind, source, fileName, hasContent, matching } = batch;
  const institution = await getInstitution(tx, tenantId);
  if (isApplying && isOfCatalog(kind)) await keepEffects(tx, id);
  return {
    tx,
    database: ctx.database,
    actor: ctx.actor,
    batch,
    isApplying,
    writes: new WritesBehind(),
    fixes: hasContent ? await findFixes(tx, id, sheetOf(matching)) : [],
    keepsCells: hasContent && !isApplying,
    source: source || fileName,
    homeUnit: institution.homeUnit,
    today: todayIn(ctx, institution.timeZone),
    at: ctx.now,
    newId: ctx.newId,
    decided: new Map(),
    listed: new Map(),
    slugs: new Set(),
    names: new Map(),
    fresh: new Set(),
    courses: new Map(),
    house: kind === 'equivalencies' ? await loadHouse(tx, ctx, tenantId) : null,
    planned: plannedRows({ asText: true }),
    mayAddDepartments: can(ctx.actor, 'department.save', { tenantId }).allowed,
  };
}

/** Of which sheet a file's rows are; a file without sheets has one. */
export function sheetOf(matching: ImportBatch['matching']): number {
  return matching?.sheet ?? 0;
}
