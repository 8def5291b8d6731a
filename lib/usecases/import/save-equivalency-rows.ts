import { createHash } from 'node:crypto';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import * as micro from '@/lib/db/imported-micro-credentials';
import * as store from '@/lib/db/imported-rules';
import { type EquivalencyRow, type Source, sourceKeyOf } from '@/lib/import/equivalency-row';
import { buildDefinition, plainDenial, targetProblems } from '@/lib/import/equivalency-rule';
import { type Note, noteOf } from '@/lib/import/note';
import { slugOf } from '@/lib/micro-credential/natural-key';
import type { RuleBasis, RuleDefinition } from '@/lib/rule/rule-version';
import type { SaveRows, Verdict, ImportPass } from './import-pass';

const basis: RuleBasis = {
  kind: 'precedent',
  recommendationIds: [],
  changedBecause: '',
  precedentRuleVersionIds: [],
  microCredentialVersionIds: [],
};

/** Code of the rule that stands for a decision: the same sources, programs and period give the same code in every import. */
export function ruleCodeOf(row: EquivalencyRow): string {
  return `IMP-${createHash('sha256').update(row.key).digest('hex').slice(0, 12).toUpperCase()}`;
}

export const saveEquivalencyRows: SaveRows<EquivalencyRow> = async (pass, rows) => {
  const problems = await problemsOf(pass, rows);
  const sound = rows.filter((_, index) => problems[index]?.length === 0);
  if (pass.isApplying) await listSources(pass, sound);
  const ids = await idsOfSources(pass, sound);
  const courses = await store.coursesByCode(pass.tx, codesIn(sound));
  const known = await store.newestByCode(pass.tx, sound.map(ruleCodeOf));

  const toAdd: store.ImportedVersion[] = [];
  const toWithdraw: string[] = [];
  const verdicts = rows.map((row, index): Verdict => {
    const notes = problems[index] ?? [];
    if (notes.length > 0) return { outcome: 'rejected', notes };
    const isNamed = row.alternatives.flat().every((source) => ids.has(sourceKeyOf(source)));
    // Only in a check: a course nobody has listed yet cannot be named by any rule.
    if (!isNamed) return { outcome: 'new', notes: [] };
    const code = ruleCodeOf(row);
    const before = known.get(code);
    const verdict = verdictOn(
      row,
      before,
      (claimFrom) => buildDefinition(row, (key) => ids.get(key) ?? '', courses, claimFrom),
      pass,
    );
    if (verdict.add) {
      toAdd.push({
        ...verdict.add,
        id: pass.newId(),
        code,
        title: row.label,
        ruleId: before?.ruleId ?? pass.newId(),
        isNewRule: before === undefined,
        version: (before?.version ?? 0) + 1,
      });
    }
    if (verdict.add && before?.status === 'approved') toWithdraw.push(before.versionId);
    return verdict;
  });
  if (pass.isApplying) {
    const act = { batchId: pass.batch.id, authorId: pass.actor.personId, at: pass.at };
    if (toWithdraw.length > 0)
      await store.withdrawUnpublished(pass.tx, toWithdraw, {
        ...act,
        reason: 'Replaced by a later import before anybody published it.',
      });
    await store.addVersions(pass.tx, toAdd, basis, {
      ...act,
      reason: `Decided before; taken over from ${pass.source}.`.slice(0, 500),
    });
  }
  return verdicts;
};

type Verdicted = Verdict & { add?: { definition: RuleDefinition; publicNote: string } };

function verdictOn(
  row: EquivalencyRow,
  before: store.KnownRule | undefined,
  build: (claimFrom: ImportPass['today'] | null) => RuleDefinition,
  pass: ImportPass,
): Verdicted {
  const isDenial = row.targets.length === 0;
  if (!before)
    return {
      outcome: 'new',
      notes: [],
      add: { definition: build(null), publicNote: row.note ?? (isDenial ? plainDenial : '') },
    };
  const sameKind = (before.definition.deny ?? false) === isDenial;
  const publicNote = row.note ?? (sameKind ? before.publicNote : isDenial ? plainDenial : '');
  const isSame =
    canonicalJson(timeless(build(null))) === canonicalJson(timeless(before.definition)) &&
    publicNote === before.publicNote;
  switch (before.status) {
    case 'published':
    case 'suspended':
    case 'revoked':
    case 'withdrawn':
    case 'rejected':
      if (isSame)
        return {
          outcome: 'unchanged',
          notes: before.status === 'published' ? [] : [noteOf(`rule/stays-${before.status}`)],
        };
      // The earlier version ends the day before; what was claimed until then keeps its decision.
      return { outcome: 'changed', notes: [], add: { definition: build(pass.today), publicNote } };
    case 'approved':
      if (isSame) return { outcome: 'unchanged', notes: [noteOf('rule/waits-for-publication')] };
      if (before.origin !== 'import') return { outcome: 'rejected', notes: [noteOf('rule/under-review')] };
      return {
        outcome: 'changed',
        notes: [noteOf('rule/replaces-unpublished')],
        add: { definition: build(before.version > 1 ? pass.today : null), publicNote },
      };
    default:
      return isSame
        ? { outcome: 'unchanged', notes: [] }
        : { outcome: 'rejected', notes: [noteOf('rule/under-review')] };
  }
}

/** A rule apart from the days on which it may be claimed, which are not the file's to say. */
function timeless({ claimWindow: _, ...definition }: RuleDefinition): Omit<RuleDefinition, 'claimWindow'> {
  return definition;
}

async function problemsOf({ tx }: ImportPass, rows: readonly EquivalencyRow[]): Promise<Note[][]> {
  const courses = await store.coursesByCode(tx, codesIn(rows));
  const programs = await store.programCodes(tx, [...new Set(rows.flatMap((row) => row.programs ?? []))]);
  const slugs = await micro.idsBySlug(tx, slugsIn(rows));
  return rows.map((row) => [
    ...row.alternatives
      .flat()
      .flatMap((source) =>
        'slug' in source && !slugs.has(source.slug)
          ? [noteOf('sources/not-listed', { slug: source.slug })]
          : [],
      ),
    ...targetProblems(row.targets, courses),
    ...(row.programs ?? [])
      .filter((code) => !programs.has(code))
      .map((code) => noteOf('programs/unknown', { code })),
  ]);
}

async function listSources({ tx, source }: ImportPass, rows: readonly EquivalencyRow[]): Promise<void> {
  const named = new Map(rows.flatMap(externalIn).map((course) => [course.key, course]));
  const listed = await micro.idsByKey(tx, [...named.keys()]);
  const missing = [...named.values()].filter(({ key }) => !listed.has(key));
  await store.listExternalCourses(
    tx,
    missing.map(({ key, institution, code, title }) => ({
      key,
      slug: [slugOf(code, institution), createHash('sha256').update(key).digest('hex').slice(0, 8)]
        .filter((part) => part !== '')
        .join('-'),
      title: title === null ? code : `${code} ${title}`.slice(0, 300),
      provider: institution,
    })),
    source,
  );
}

async function idsOfSources(
  { tx }: ImportPass,
  rows: readonly EquivalencyRow[],
): Promise<Map<string, string>> {
  const byKey = await micro.idsByKey(tx, [...new Set(rows.flatMap(externalIn).map(({ key }) => key))]);
  for (const [slug, id] of await micro.idsBySlug(tx, slugsIn(rows))) byKey.set(sourceKeyOf({ slug }), id);
  return byKey;
}

function externalIn(row: EquivalencyRow): Exclude<Source, { slug: string }>[] {
  return row.alternatives.flat().flatMap((source) => ('slug' in source ? [] : [source]));
}

function slugsIn(rows: readonly EquivalencyRow[]): string[] {
  return [
    ...new Set(
      rows.flatMap((row) =>
        row.alternatives.flat().flatMap((source) => ('slug' in source ? [source.slug] : [])),
      ),
    ),
  ];
}

function codesIn(rows: readonly EquivalencyRow[]): string[] {
  return [...new Set(rows.flatMap((row) => row.targets.map(({ code }) => code)))];
}
