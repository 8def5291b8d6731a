import { exportedRules } from '@/lib/db/exported-rows';
import { coursesByCode, programCodes } from '@/lib/db/imported-rules';
import { findTitles } from '@/lib/db/micro-credentials';
import { idsInOrder } from '@/lib/db/rule-list';
import type { Tx } from '@/lib/db/tx';
import type { Cells, FileForm } from '@/lib/export/cells';
import { cellsOfRule, ruleColumns } from '@/lib/export/rule-cells';
import type { RuleQuery } from '@/lib/rule/list-query';
import { curriculumCodesIn, microCredentialIdsIn } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { readOnRecord } from '../command';
import type { Context } from '../context';
import { searchOf } from '../rule/list-rules';
import { todayAt } from '../today-at';
import { type ExportedFile, type FileFacts, recordExport, fileOf, partsOf } from './exported-file';

/** The rules that the list shows under the same filters, all pages of it, as a file that an import reads again. @refuses unauthenticated · forbidden */
export async function exportRules(ctx: Context, form: FileForm, wanted: RuleQuery): Promise<ExportedFile> {
  const { facts, ids } = await readOnRecord(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'rule.list', { tenantId: actor.tenantId });
    const { page: _, ...filters } = wanted;
    const ids = await idsInOrder(
      tx,
      searchOf(wanted, actor.personId, await todayAt(tx, ctx, actor.tenantId)),
    );
    return {
      ids,
      facts: await recordExport(tx, actor, ctx, { what: 'rules', form, filters, count: ids.length }),
    };
  });
  return fileOf(
    form,
    ruleColumns,
    facts,
    partsOf(ctx, ids, (tx, some) => cellsOf(tx, some, facts)),
  );
}

async function cellsOf(
  tx: Tx,
  ids: readonly string[],
  { asOf: today, homeUnit }: FileFacts,
): Promise<Cells[]> {
  const rules = await exportedRules(tx, ids);
  const definitions = rules.map(({ definition }) => definition);
  const titles = await findTitles(
    tx,
    definitions.flatMap(({ premise }) => microCredentialIdsIn(premise)),
  );
  const entries = new Map(titles.map((entry) => [entry.id, entry]));
  const own = {
    courses: await coursesByCode(tx, definitions.flatMap(curriculumCodesIn), today),
    programs: await programCodes(
      tx,
      definitions.flatMap(({ programs }) => programs ?? []),
    ),
  };
  return rules.map((rule) =>
    cellsOfRule(rule, (id) => entries.get(id) ?? { slug: id, title: id }, own, { today, homeUnit }),
  );
}
