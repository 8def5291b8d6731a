import { importBasesOf } from '@/lib/db/import-bases';
import type { Tx } from '@/lib/db/tx';
import { type ImportBasis, restsOnImport } from '@/lib/rule/import-basis';
import type { RuleVersion } from '@/lib/rule/rule-version';

/** The import that a version may rest on, since it asks and grants what that decided; null where it needs evidence of its own. */
export async function importItRestsOn(
  tx: Tx,
  { ruleId, definition }: Pick<RuleVersion, 'ruleId' | 'definition'>,
): Promise<ImportBasis | null> {
  const basis = (await importBasesOf(tx, [ruleId])).get(ruleId) ?? null;
  return restsOnImport(basis, definition) ? basis : null;
}
