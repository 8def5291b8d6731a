import { readFileSync } from 'node:fs';
import { check } from 'recheck';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { inProject } from '@/scripts/project';
import { parse, type Source, sourcesOf } from './sources';

// Abuse 19: no text may make a regular expression work longer than in proportion to its length, so each one in the product is
// looked at by a checker of its own (recheck, which proves or attacks).

/** Regular expressions of a file as they stand there, and the places where one is built from text. */
function expressionsOf(source: Source): { literals: string[]; built: string[] } {
  const found = { literals: [] as string[], built: [] as string[] };
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.literals.push(node.text);
    if (
      (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
      /(^|\.)RegExp$/.test(node.expression.getText())
    )
      found.built.push(`${source.file} ${node.getText()}`);
    ts.forEachChild(node, visit);
  };
  visit(parse(source));
  return found;
}

/**
 * The checker counts the characters that a match reads and has limits of its own for them. Beside those it measures time, and takes a match
 * that a busy machine was slow with for an attack that succeeded: no clock is asked, so that the same expression has the same verdict everywhere.
 */
const byWorkAlone = { timeout: null, incubationTimeout: null, attackTimeout: null, seedingTimeout: null };

/** What is wrong with an expression, if anything. */
async function judged(literal: string): Promise<string | null> {
  const end = literal.lastIndexOf('/');
  const verdict = await check(literal.slice(1, end), literal.slice(end + 1), {
    ...byWorkAlone,
    // It attacks what it cannot prove with texts of chance; the same ones each time, or the same code is green today and red tomorrow.
    randomSeed: 20261128,
  });
  if (verdict.status === 'safe') return null;
  return verdict.status === 'vulnerable'
    ? `${verdict.complexity.summary}, attacked by ${verdict.attack.pattern}`
    : `not decided: ${verdict.error.kind}`;
}

const verifier: Source = {
  file: 'scripts/audit-verify.mjs',
  text: readFileSync(inProject('scripts', 'audit-verify.mjs'), 'utf8'),
};
const product = [...sourcesOf('app', 'components', 'lib', 'proxy.ts', 'instrumentation.ts'), verifier].map(
  (source) => ({ file: source.file, ...expressionsOf(source) }),
);

test('1.2.9 no regular expression of the product is made to work longer by the text it reads', async () => {
  const slow: string[] = [];
  const verdicts = new Map<string, string | null>();
  for (const { file, literals } of product) {
    for (const literal of literals) {
      if (!verdicts.has(literal)) verdicts.set(literal, await judged(literal));
      const verdict = verdicts.get(literal);
      if (verdict) slow.push(`${file} ${literal}: ${verdict}`);
    }
  }
  expect(slow).toEqual([]);
  expect(verdicts.size).toBeGreaterThan(100);
});

test('1.2.9 no regular expression is built from text', () => {
  expect(product.flatMap(({ built }) => built)).toEqual([]);
});

test('control: an expression that takes exponential or quadratic time is found, and one that is built', async () => {
  const planted =
    'const a = /^(a+)+$/; const b = /\\s+$/g; const c = new RegExp(words, "i"); const d = globalThis.RegExp(words);';
  const { literals, built } = expressionsOf({ file: 'planted.ts', text: planted });
  expect(await Promise.all(literals.map(judged))).toEqual([
    expect.stringContaining('exponential'),
    expect.stringContaining('2nd degree polynomial'),
  ]);
  expect(built).toHaveLength(2);
});
