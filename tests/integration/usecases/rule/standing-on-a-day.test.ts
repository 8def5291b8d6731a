import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { withTenant } from '@/lib/db/tx';
import { inForceNaming, listInForce } from '@/lib/db/rules-in-force';
import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import { parseManyQuery } from '@/lib/rule/many-query';
import { parseRuleQuery, standingGroups } from '@/lib/rule/list-query';
import { RuleStatus } from '@/lib/rule/rule-version';
import { standingOfVersion, versionStandings } from '@/lib/rule/version-standing';
import { exportRules } from '@/lib/usecases/export/export-rules';
import { listRules } from '@/lib/usecases/rule/list-rules';
import { listWork } from '@/lib/usecases/rule/list-work';
import { previewMany } from '@/lib/usecases/rule/preview-many';
import { aMicroCredential, anInstitution, aPerson, aRule, oneForOne } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';

const today = '2026-11-25' as CivilDate;
const near = [-1, 0, 1].map((days) => addDays(today, days));
const states = RuleStatus.options.filter((status) => status !== 'withdrawn');

it('every list, count, preview, file and queue says the same of every version on every day', async () => {
  const here = await anInstitution();
  const [author, registrar] = [await aPerson(here, 'evaluator'), await aPerson(here, 'registrar')];
  const { id } = await aMicroCredential(here);
  const built: { title: string; version: Parameters<typeof standingOfVersion>[0] }[] = [];
  const add = async (
    status: RuleStatus,
    from: CivilDate | null,
    own: CivilDate | null,
    left: CivilDate | null,
  ) => {
    const window = { ...(from && { from }), ...(own && { to: own }) };
    const definition = { ...oneForOne(id, 'INF-1'), ...((from ?? own) && { claimWindow: window }) };
    const title = `${status} ${from ?? '…'} ${own ?? '…'} ${left ?? ''}`;
    await aRule(here, author, {
      title,
      definition,
      status,
      reviewDueOn: today,
      ...(left && { claimTo: left }),
    });
    built.push({ title, version: { status, definition, claimFrom: from, claimTo: left ?? own } });
  };
  for (const status of states) {
    for (const day of near) {
      await add(status, day, null, null);
      await add(status, null, day, null);
      await add(status, null, null, day);
    }
    await add(status, null, null, null);
  }
  for (const days of [-1, 0, 1]) {
    const day = addDays(today, days);
    const ctx = { ...ctxOf(registrar), now: `${day}T12:00:00.000Z` };
    const standing = (version: (typeof built)[number]['version']) => standingOfVersion(version, day);
    const titled = (of: (version: (typeof built)[number]['version']) => boolean) =>
      built.flatMap(({ title, version }) => (of(version) ? [title] : [])).sort();
    for (const state of [
      ...versionStandings,
      ...(Object.keys(standingGroups) as (keyof typeof standingGroups)[]),
    ]) {
      const group: readonly string[] =
        state in standingGroups ? standingGroups[state as keyof typeof standingGroups] : [state];
      const expected = titled((version) => group.includes(standing(version)));
      const said = `${state} on ${day}`;
      const found = [];
      for (let page = 1; page <= 8; page++)
        found.push(...(await listRules(ctx, parseRuleQuery({ state, page: String(page) }))).rows);
      expect(found.map(({ title }) => title).sort(), said).toEqual(expected);
      const { total, counts } = await listRules(ctx, parseRuleQuery({ state }));
      expect(total, said).toBe(expected.length);
      expect(
        versionStandings.reduce((sum, one) => sum + (group.includes(one) ? (counts[one] ?? 0) : 0), 0),
        said,
      ).toBe(total);
      expect((await previewMany(ctx, parseManyQuery({ state }))).total, said).toBe(total);
      const { pieces } = await exportRules(ctx, 'csv', parseRuleQuery({ state }));
      let csv = '';
      for await (const piece of pieces) csv += Buffer.from(piece).toString();
      const cells = parse<Record<string, string>>(csv, { bom: true, columns: true });
      expect(cells.map((row) => row['title']).sort(), said).toEqual(expected);
      expect(
        cells.every((row) => group.includes(row['state'] ?? '')),
        said,
      ).toBe(true);
    }
    const { waiting } = await listWork(ctx);
    expect(waiting.find(({ queue }) => queue === 'suspended')?.total).toBe(
      titled((version) => standing(version) === 'suspended').length,
    );
    const due = waiting
      .filter(({ queue }) => queue === 'overdue' || queue === 'soon')
      .reduce((sum, { total }) => sum + total, 0);
    const held = titled((version) => ['published', 'coming'].includes(standing(version)));
    expect(due).toBe(held.length);
    const [naming, health] = await withTenant(ctx.database, { tenantId: here.id }, async (tx) => [
      await inForceNaming(tx, [id], day),
      await listInForce(tx, day, 0),
    ]);
    expect(naming).toHaveLength(held.length);
    // What a later version has been given the days of is no longer looked after.
    const own = held.filter((title) =>
      built.some(
        (one) =>
          one.title === title && one.version.claimTo === (one.version.definition.claimWindow?.to ?? null),
      ),
    );
    expect(health).toHaveLength(own.length);
    expect(health.every((one) => naming.includes(one))).toBe(true);
  }
});
