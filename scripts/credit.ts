/**
 * Reads cases, one JSON object per line, and writes what the engine decides, one JSON object per line, in the same order.
 * A line that is not a case gives {"error":{"line":n,"message":…}}, and the rest goes on. The exit code is 0 when all input was
 * read, whatever the lines were. See docs/credit-rules.md.
 *   npm run --silent credit < cases.ndjson
 */
import { once } from 'node:events';
import { evaluate } from '@/lib/credit/evaluate';
import { describeIssues, parseCreditCase, type CaseIssue } from '@/lib/credit/parse-case';
import { Refusal } from '@/lib/kernel/refusal';
import { linesOf } from './lines';

const tooComplex =
  'credit/too-complex: the case needs more work than one evaluation may take; ask for fewer alternatives in a premise, or fewer rules at once';

function answer(text: string): unknown {
  const parsed = parseCreditCase(JSON.parse(text));
  if (!parsed.ok) throw new Error(describeIssues((parsed.details as { issues: CaseIssue[] }).issues));
  return evaluate(parsed.value);
}

function messageOf(error: unknown): string {
  if (error instanceof Refusal && error.reason === 'credit/too-complex') return tooComplex;
  if (error instanceof SyntaxError) return `must be one JSON object: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

async function run(): Promise<void> {
  // The reader went away (head, for example): nothing more to do.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  let line = 0;
  for await (const text of linesOf(process.stdin)) {
    line += 1;
    let result: unknown;
    try {
      result = answer(line === 1 ? text.replace(/^\uFEFF/, '') : text);
    } catch (error) {
      result = { error: { line, message: messageOf(error) } };
    }
    if (!process.stdout.write(`${JSON.stringify(result)}\n`)) await once(process.stdout, 'drain');
  }
}

await run();
