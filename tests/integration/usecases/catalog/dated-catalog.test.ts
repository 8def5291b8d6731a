import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseEstimateQuery } from '@/lib/catalog/estimate-query';
import { tellOfCatalogChanges } from '@/lib/jobs/catalog-changes';
import { addDays, type CivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import type { Context } from '@/lib/usecases/context';
import { followChange, listChanges } from '@/lib/usecases/rule/follow-change';
import { aPerson, anInstitution, aRule, type BuiltInstitution } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { appConnection, inRolledBackTransaction, queryAsSuperuser } from '@/tests/support/db';
import { check, importAll, outcomes, totals } from '../import/import-files';

// What a change of the catalog rests on is the database's own clock: here today is today.
let today: CivilDate;
let institution: BuiltInstitution;
let author: Awaited<ReturnType<typeof aPerson>>;
let editor: Context;
let n = 0;

/** Past every guard, as if it had always been so. */
const quietly = (table: string, set: string, where: string, values: unknown[]) =>
  queryAsSuperuser(
    `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true)) UPDATE ${table} SET ${set} FROM quiet WHERE ${where}`,
    values,
  );
const certificates = (title: string, over: Record<string, string>) => {
  const cells = { level: 'Beginner', status: 'active', workload_hours: '100', ...over };
  return `title,provider,${Object.keys(cells).join(',')}\n${title},Somebody,${Object.values(cells).join(',')}\n`;
};
const advice = (title: string, amount: string, more = '') =>
  `title,provider,recommender,amount,unit,source_url${more === '' ? '' : ',valid_to'}\n${title},Somebody,Council,${amount},ECTS,https://example.test/advice${more === '' ? '' : `,${more}`}\n`;

/** A listed certificate with advice, and a published mapping that gives what is stated on it. */
async function aDecided(title: string): Promise<{ id: string; slug: string; ruleVersionId: string }> {
  expect(totals(await importAll(editor, 'micro_credentials', certificates(title, {})))).toEqual([1, 0, 0, 0]);
  expect(totals(await importAll(editor, 'recommendations', advice(title, '3')))).toEqual([1, 0, 0, 0]);
  const [found] = await queryAsSuperuser<{ id: string; slug: string }>(
    'SELECT id, slug FROM micro_credential WHERE title = $1',
    [title],
  );
  if (!found) throw new Error('nothing was listed');
  const rule = await aRule(institution, author, {
    status: 'published',
    definition: {
      premise: { mc: found.id },
      outcomes: [{ lines: [{ kind: 'elective', target: 'Elective', credits: { fromSource: true } }] }],
    },
  });
  await quietly(
    'rule_version',
    `published_at = now() - interval '300 days', created_at = now() - interval '300 days', basis = '{"kind": "ownReview"}'`,
    'id = $1',
    [rule.id],
  );
  return { ...found, ruleVersionId: rule.id };
}

/** So many days pass: whatever happened happened so much longer ago. */
async function age(id: string, days: number): Promise<void> {
  for (const [table, key] of [
    ['micro_credential', 'id'],
    ['micro_credential_version', 'micro_credential_id'],
    ['recommendation', 'micro_credential_id'],
  ] as const) {
    await quietly(
      'catalog_past',
      'first_day = first_day - $2::int, until_day = until_day - $2::int',
      `subject = '${table}' AND subject_id IN (SELECT id FROM ${table} WHERE ${key} = $1)`,
      [id, days],
    );
    await quietly(
      table,
      'first_day = first_day - $2::int, changed_at = changed_at - make_interval(days => $2::int)',
      `${key} = $1`,
      [id, days],
    );
  }
}

/** Everything that is said of a day: the certificate's page, and an estimate claimed then for a certificate that states nothing. */
async function answersOn(slug: string, day: CivilDate): Promise<unknown> {
  const ctx = ctxOf(undefined, { day: today });
  const { entry, decided } = await viewMicroCredential(ctx, { slug, asOf: day, unit: null });
  const { outcome, names } = await estimateCredit(
    ctx,
    parseEstimateQuery({ institution: institution.slug, claim: day, mc1: slug, on1: day }).query,
  );
  return {
    title: entry.title,
    level: entry.levelLabel,
    isWithdrawn: entry.isWithdrawn,
    hours: entry.version?.workloadHours,
    recommendations: entry.recommendations.map(({ amount, validTo }) => [amount, validTo]),
    offer: decided[0]?.rules.map(({ offer }) => offer.amount),
    estimate: outcome.kind === 'result' ? outcome.result.evaluation : outcome.kind,
    names: names?.microCredentials,
  };
}

beforeAll(async () => {
  const [clock] = await queryAsSuperuser<{ day: string }>(
    `SELECT (now() AT TIME ZONE 'Europe/Berlin')::date::text AS day`,
  );
  today = parseCivilDate(clock?.day ?? '');
  institution = await anInstitution();
  await quietly('institution', `time_zone = 'Europe/Berlin'`, 'id = $1', [institution.id]);
  author = await aPerson(institution, 'evaluator');
  editor = ctxOf(await aPerson(institution, 'registrar'), { day: today });
});

describe('what the catalog says of a certificate somebody has decided about', () => {
  test('changes from today on by an import, and not for the days before', async () => {
    const title = `Dated ${++n}`;
    const { slug } = await aDecided(title);
    const yesterday = addDays(today, -1);
    const before = await answersOn(slug, yesterday);
    expect(before).toMatchObject({
      level: 'Beginner',
      isWithdrawn: false,
      hours: '100',
      recommendations: [['3', null]],
      estimate: { totals: { awarded: '3' } },
    });
    await importAll(editor, 'recommendations', advice(title, '5'));
    await importAll(
      editor,
      'micro_credentials',
      certificates(title, { level: 'Advanced', status: 'withdrawn', workload_hours: '40' }),
    );
    expect(await answersOn(slug, yesterday)).toEqual(before);
    expect(await answersOn(slug, today)).toMatchObject({
      level: 'Advanced',
      isWithdrawn: true,
      hours: '40',
      recommendations: [['5', null]],
      estimate: { totals: { awarded: '5' } },
    });
  });

  test('changes once a day: a slip saved today is corrected from tomorrow on', async () => {
    const title = `Dated ${++n}`;
    const { id } = await aDecided(title);
    await importAll(editor, 'recommendations', advice(title, '30'));
    await importAll(editor, 'micro_credentials', certificates(title, { workload_hours: '1000' }));
    for (const [kind, file] of [
      ['recommendations', advice(title, '4')],
      ['micro_credentials', certificates(title, { workload_hours: '90' })],
    ] as const) {
      const { batchId } = await check(editor, kind, file);
      expect(await outcomes(editor, batchId)).toEqual([['rejected', 'version/begins-today']]);
    }
    await age(id, 1);
    expect(totals(await importAll(editor, 'recommendations', advice(title, '4')))).toEqual([0, 1, 0, 0]);
    expect(
      totals(await importAll(editor, 'micro_credentials', certificates(title, { workload_hours: '90' }))),
    ).toEqual([0, 1, 0, 0]);
  });

  test('gains advice from today on', async () => {
    const title = `Dated ${++n}`;
    const { slug } = await aDecided(title);
    const before = await answersOn(slug, addDays(today, -1));
    await importAll(
      editor,
      'recommendations',
      `title,provider,recommender,amount,unit,source_url,valid_to\n${title},Somebody,Agency,9,ECTS,https://example.test/b,2099-12-31\n`,
    );
    expect(await answersOn(slug, addDays(today, -1))).toEqual(before);
    expect(await answersOn(slug, today)).toMatchObject({
      recommendations: [
        ['3', null],
        ['9', '2099-12-31'],
      ],
    });
  });
});

test('whatever is imported on whatever days, no day before says anything else than it did', async () => {
  const title = `Dated ${++n}`;
  const { id, slug } = await aDecided(title);
  const change = fc.oneof(
    fc.record({
      amount: fc.integer({ min: 1, max: 60 }).map(String),
      until: fc.constantFrom('', '2099-01-01', '2020-01-01'),
    }),
    fc.record({
      level: fc.constantFrom('Beginner', 'Advanced'),
      status: fc.constantFrom('active', 'withdrawn'),
      workload_hours: fc.integer({ min: 1, max: 400 }).map(String),
    }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), change), { minLength: 1, maxLength: 3 }),
      async (steps) => {
        for (const [days, one] of steps) {
          await age(id, days);
          const asked = [1, 2, 3, 5, 8, 13].map((ago) => addDays(today, -ago));
          const before = [];
          for (const day of asked) before.push(await answersOn(slug, day));
          if ('amount' in one)
            await importAll(editor, 'recommendations', advice(title, one.amount, one.until));
          else await importAll(editor, 'micro_credentials', certificates(title, one));
          for (const [index, day] of asked.entries())
            expect(await answersOn(slug, day)).toEqual(before[index]);
        }
      },
    ),
    { numRuns: 4 },
  );
}, 240_000);

describe('the database, asked as the application', () => {
  const asApplication = (statements: readonly string[], values: unknown[]) =>
    inRolledBackTransaction(appConnection, async (client) => {
      await client.query("SELECT set_config('app.tenant_id', $1, true)", [institution.id]);
      let last;
      for (const sql of statements) last = await client.query(sql, values);
      return last?.rows as unknown[];
    });

  test('keeps what was said on every road, whatever first day is given, and once a day', async () => {
    const { id } = await aDecided(`Dated ${++n}`);
    for (const [table, key, column, value, again] of [
      ['micro_credential', 'id', 'title', "'Other'", "'Third'"],
      ['micro_credential', 'id', 'status', "'withdrawn'", "'active'"],
      ['micro_credential', 'id', 'components_implied', 'true', 'false'],
      ['micro_credential_version', 'micro_credential_id', 'pass_mark', "'80'", 'NULL'],
      ['micro_credential_version', 'micro_credential_id', 'valid_from', "'2020-01-01'", 'NULL'],
      ['recommendation', 'micro_credential_id', 'amount', "'60'", "'3'"],
      ['recommendation', 'micro_credential_id', 'valid_to', "'2020-01-01'", 'NULL'],
      ['recommendation', 'micro_credential_id', 'levels', "'{upper}'", "'{}'"],
    ] as const) {
      const set = `UPDATE ${table} SET ${column} = ${value}, first_day = '2020-01-01' WHERE ${key} = $1`;
      expect(
        await asApplication(
          [
            set,
            `SELECT x.first_day::text AS since, p.until_day::text AS until, p.said ? '${column}' AS says FROM ${table} x JOIN catalog_past p ON p.subject_id = x.id WHERE x.${key} = $1`,
          ],
          [id],
        ),
      ).toEqual([{ since: today, until: today, says: true }]);
      await expect(
        asApplication([set, `UPDATE ${table} SET ${column} = ${again} WHERE ${key} = $1`], [id]),
      ).rejects.toThrow('tomorrow at the earliest');
    }
  });

  test('changes nothing that is past, and adds nothing to it', async () => {
    const { id } = await aDecided(`Dated ${++n}`);
    for (const sql of [
      `INSERT INTO catalog_past (steward_tenant_id, subject, subject_id, until_day, said) SELECT steward_tenant_id, 'micro_credential', id, '2020-01-01', '{}' FROM micro_credential WHERE id = $1`,
      `UPDATE catalog_past SET said = '{}' WHERE subject_id = $1`,
      `DELETE FROM catalog_past WHERE subject_id = $1`,
    ])
      await expect(asApplication([sql], [id])).rejects.toThrow('permission denied');
    await expect(
      asApplication(
        [
          `INSERT INTO micro_credential_component (steward_tenant_id, whole_id, part_id, position) SELECT steward_tenant_id, $1, id, 1 FROM micro_credential WHERE id <> $1 AND steward_tenant_id = current_tenant() LIMIT 1`,
        ],
        [id],
      ),
    ).rejects.toThrow('is fixed once it is decided about');
    await expect(
      asApplication(
        [
          `UPDATE recommendation SET micro_credential_id = (SELECT id FROM micro_credential WHERE id <> $1 LIMIT 1) WHERE micro_credential_id = $1`,
        ],
        [id],
      ),
    ).rejects.toThrow('stays with its entry');
  });
});

describe('mappings that rest on a certificate', () => {
  test('are counted by the check, and their owners at every institution told once, with what they give before and after', async () => {
    const title = `Dated ${++n}`;
    const { id, ruleVersionId } = await aDecided(title);
    const elsewhere = await anInstitution();
    const colleague = await aPerson(elsewhere, 'evaluator');
    const clerk = ctxOf(await aPerson(elsewhere, 'registrar'), { day: today });
    const theirs = await aRule(elsewhere, colleague, {
      status: 'published',
      definition: {
        premise: { mc: id },
        outcomes: [{ lines: [{ kind: 'elective', target: 'Elective', credits: { fromSource: true } }] }],
      },
    });
    const { batchId } = await check(editor, 'recommendations', advice(title, '2'));
    expect(await outcomes(editor, batchId)).toEqual([['changed', 'change/touches\nchange/cell']]);
    await importAll(editor, 'recommendations', advice(title, '2'));
    const tell = () => tellOfCatalogChanges(editor.database);
    await tell();
    await tell();
    for (const [ctx, rule] of [
      [editor, ruleVersionId],
      [clerk, theirs.id],
    ] as const) {
      const { rows } = await listChanges(ctx, 1);
      expect(rows.filter((row) => row.ruleVersionId === rule)).toMatchObject([
        {
          subject: 'recommendation',
          code: `Council: ${title}`,
          firstDay: today,
          earnedBefore: '3',
          earnedAfter: '2',
          changedBy: null,
        },
      ]);
    }
    const mails = await queryAsSuperuser<{ payload: { to: string; subject: string } }>(
      `SELECT payload FROM outbox_message WHERE tenant_id = $1 AND kind = 'rule.ground-changed'`,
      [elsewhere.id],
    );
    expect(mails.map(({ payload }) => payload.subject)).toEqual([`Changed: Council: ${title}`]);
    const { rows } = await listChanges(clerk, 1);
    await followChange(clerk, { noticeId: rows[0]?.id ?? '' });
    await tell();
    expect((await listChanges(clerk, 1)).total).toBe(0);
  });
});
