/**
 * Suggests what to grant for courses from elsewhere, from what was decided before: reads questions, one JSON object a line, and
 * writes a suggestion for each, in the same order. Input that cannot be read ends it with its file and line, and exit code 1.
 *   npm run --silent suggest -- --precedents FILE --catalog FILE < questions.jsonl
 */
import { once } from 'node:events';
import { prepareKnowledge } from '@/lib/suggest/knowledge';
import { trainModel } from '@/lib/suggest/model';
import { readPrecedentRow, readQuestionRow, readTargetRow } from '@/lib/suggest/rows';
import { suggestTargets } from '@/lib/suggest/suggest';
import { readOptions, runCommand, UsageError } from './command-line';
import { BadInput, readRows, rowsOf } from './suggest/json-lines';

const usage = `npm run --silent suggest -- --precedents FILE --catalog FILE [--seed N] < questions.jsonl
Files hold one JSON object a line and may be packed (.gz).`;

async function suggest(precedentFile: string, catalogFile: string, seed: number): Promise<void> {
  const knowledge = prepareKnowledge(
    await readRows(precedentFile, readPrecedentRow),
    await readRows(catalogFile, readTargetRow),
  );
  const model = trainModel(knowledge, seed);
  for await (const { id, ...question } of rowsOf(process.stdin, 'stdin', readQuestionRow)) {
    const { ranked, outcome, confidence } = suggestTargets(knowledge, model, question);
    const answer = {
      id,
      ranked: ranked.map((target) => target.id),
      outcome,
      confidence: Number(confidence.toFixed(4)),
    };
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, 'drain');
  }
}

await runCommand(async () => {
  const text = { type: 'string' } as const;
  const { values } = readOptions(usage, { precedents: text, catalog: text, seed: text }, 0);
  const seed = Number(values.seed ?? 1);
  if (values.precedents === undefined || values.catalog === undefined || !Number.isSafeInteger(seed))
    throw new UsageError(usage);
  // The reader went away (head, for example): nothing more to do.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    await suggest(values.precedents, values.catalog, seed);
    return 0;
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    console.error(error.message);
    return 1;
  }
});
