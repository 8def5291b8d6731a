/**
 * Measures suggestions on decided rows: which part is right, with 95 % intervals (Wilson; bootstrap for F1), the same for two
 * simpler methods with a paired test (McNemar), and how long one takes.
 *   npm run bench:suggest -- --data DIR [--only rpi|assist|timing] [--parts N]
 * With --parts only so many of the five parts of colleges are left out in turn.
 * DIR holds articulation/rpi_train, rpi_dev and assist_train, and catalogs/rpi, uiuc and umd, each .jsonl.gz.
 */
import path from 'node:path';
import { ok } from '@/lib/kernel/result';
import { prepareKnowledge } from '@/lib/suggest/knowledge';
import type { Knowledge } from '@/lib/suggest/read-knowledge';
import { trainModel } from '@/lib/suggest/model';
import type { ExternalCourse, Outcome, Precedent, Target } from '@/lib/suggest/precedent';
import { seededRandom, shuffled } from '@/lib/kernel/seeded-random';
import { readPrecedentRow, readTargetRow } from '@/lib/suggest/rows';
import { suggestTargets } from '@/lib/suggest/suggest';
import { readOptions, runCommand, UsageError } from './command-line';
import { readRows } from './suggest/json-lines';
import { measures, outcomeLine, tableOf, type Item } from './suggest/measures';
import { kindsOf, methods } from './suggest/methods';
import { campusesOf, questionsOf, type RequirementRow } from './suggest/requirements';

const seed = 1;
const folds = 5;
const print = (line: string) => process.stdout.write(`${line}\n`);
const withoutDescription = (external: readonly ExternalCourse[]) =>
  external.map((course) => ({ ...course, description: '' }));
const outcomeOf = (targets: readonly string[], kinds: ReadonlyMap<string, string>): Outcome =>
  targets.some((id) => kinds.get(id) === 'course')
    ? 'course'
    : targets.some((id) => kinds.has(id))
      ? 'elective'
      : 'none';

function answered(
  knowledge: Knowledge,
  rows: readonly Precedent[],
  learned: readonly Precedent[],
  withText: boolean,
): Item[] {
  const model = trainModel(knowledge, seed);
  const kinds = kindsOf(knowledge);
  const seen = new Set(learned.flatMap(({ targets }) => targets));
  return rows.map((row) => {
    const external = withText ? row.external : withoutDescription(row.external);
    return {
      decided: { ...row, outcome: outcomeOf(row.targets, kinds) },
      isSeen: row.targets.some((target) => seen.has(target)),
      answers: {
        learned: methods.learned(knowledge, model, external),
        precedentsOnly: methods.precedentsOnly(knowledge, model, external),
        wordsOnly: methods.wordsOnly(knowledge, model, external),
      },
    };
  });
}

async function rpi(data: string): Promise<void> {
  const train = await readRows(path.join(data, 'articulation/rpi_train.jsonl.gz'), readPrecedentRow);
  const dev = await readRows(path.join(data, 'articulation/rpi_dev.jsonl.gz'), readPrecedentRow);
  const knowledge = prepareKnowledge(
    train,
    await readRows(path.join(data, 'catalogs/rpi.jsonl.gz'), readTargetRow),
  );
  const described = dev.filter(({ external }) => external.some(({ description }) => description !== ''));
  for (const [name, rows, withText] of [
    ['title only', dev, false],
    ['title, and description where there is one', dev, true],
    ['title and description, described rows alone', described, true],
  ] as const) {
    const items = answered(knowledge, rows, train, withText);
    print(`\nrpi_dev, ${train.length} precedents of other senders (rpi_train): ${name}`);
    for (const line of tableOf(items, kindsOf(knowledge))) print(line);
    print(outcomeLine(items));
  }
}

async function assist(data: string, parts: number): Promise<void> {
  const rows = await readRows(path.join(data, 'articulation/assist_train.jsonl.gz'), (row) =>
    ok(row as RequirementRow),
  );
  const items: Item[] = [];
  const colleges = shuffled([...new Set(rows.map(({ college }) => college))].sort(), seededRandom(seed));
  const foldOf = new Map(colleges.map((college, at) => [college, at % folds]));
  for (const campus of campusesOf(rows)) {
    const questions = questionsOf(campus.rows);
    for (let fold = 0; fold < parts; fold++) {
      const kept = questions.filter(({ family }) => foldOf.get(family) !== fold);
      const asked = questions.filter(({ family }) => foldOf.get(family) === fold);
      items.push(...answered(prepareKnowledge(kept, campus.targets), asked, kept, true));
    }
  }
  print(
    `\nassist_train, ${campusesOf(rows).length} campuses, each with its own precedents, ${parts} of ${folds} parts of the colleges left out in turn`,
  );
  const kinds = new Map(rows.map(({ target }) => [target.code, 'course' as const]));
  for (const line of tableOf(items, kinds, measures.slice(0, 2))) print(line);
}

/** As many precedents and courses as a large institution has: real texts, their targets drawn by a seed where the data has none for this catalog. */
async function timing(data: string): Promise<void> {
  const catalogs: Target[] = [];
  for (const name of ['rpi', 'uiuc', 'umd'])
    catalogs.push(...(await readRows(path.join(data, `catalogs/${name}.jsonl.gz`), readTargetRow)));
  const catalog = catalogs.slice(0, 5_000);
  const described = catalogs.filter(({ description }) => description !== '');
  const train = await readRows(path.join(data, 'articulation/rpi_train.jsonl.gz'), readPrecedentRow);
  const dev = await readRows(path.join(data, 'articulation/rpi_dev.jsonl.gz'), readPrecedentRow);
  const rows = await readRows(path.join(data, 'articulation/assist_train.jsonl.gz'), (row) =>
    ok(row as RequirementRow),
  );
  const random = seededRandom(seed);
  const pick = <Of>(list: readonly Of[]): Of => list[Math.floor(random() * list.length)]!;
  const drawn = campusesOf(rows).flatMap((campus) =>
    questionsOf(campus.rows).map((question) => ({
      ...question,
      external: question.external.map((course) =>
        random() < 0.5 ? course : { ...course, description: pick(described).description },
      ),
      targets: [pick(catalog).id],
    })),
  );
  const repeated = Array.from({ length: 20_000 }, (_, at) => ({
    ...pick(train),
    id: `again-${at}`,
    family: `other-${at % 97}`,
  }));
  const precedents = [...train, ...drawn, ...repeated].slice(0, 20_000);
  const start = performance.now();
  const knowledge = prepareKnowledge(precedents, catalog);
  const prepared = performance.now();
  const cpu = process.cpuUsage();
  const model = trainModel(knowledge, seed);
  const spent = process.cpuUsage(cpu).user / 1e6;
  const times = [...dev, ...dev]
    .map(({ external }) => {
      const from = performance.now();
      suggestTargets(knowledge, model, { family: null, external });
      return performance.now() - from;
    })
    .slice(dev.length)
    .sort((a, b) => a - b);
  const at = (part: number) => times[Math.floor(part * times.length)]!.toFixed(1);
  print(`\ntiming, ${precedents.length} precedents, ${catalog.length} courses, ${times.length} suggestions`);
  print(`  one suggestion: median ${at(0.5)} ms, 95th of 100 ${at(0.95)} ms`);
  print(
    `  reading and indexing ${(prepared - start).toFixed(0)} ms, learning ${spent.toFixed(1)} s of CPU from ${model.rows} rows`,
  );
}

const parts = { rpi, assist, timing };

await runCommand(async () => {
  const text = { type: 'string' } as const;
  const usage = `npm run bench:suggest -- --data DIR [--only ${Object.keys(parts).join('|')}] [--parts N]`;
  const { values } = readOptions(usage, { data: text, only: text, parts: text }, 0);
  const { data, only } = values;
  const asked = Number(values.parts ?? folds);
  if (data === undefined || (only !== undefined && !(only in parts)) || !(asked >= 1 && asked <= folds))
    throw new UsageError(usage);
  print(
    'Part right, with its 95 % interval; p: the chance of such a difference between equally good methods on the same rows.',
  );
  for (const [name, measure] of Object.entries(parts))
    if (only === undefined || only === name) await measure(data, asked);
  return 0;
});
