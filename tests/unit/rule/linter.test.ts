import { expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { findingCodes } from '@/lib/rule/lint/finding';
import { countErrors, lintRule } from '@/lib/rule/linter';
import { inProject } from '@/scripts/project';
import { anotherRule, aSubject, aWorld, told } from '@/tests/support/lint-world';

it('finds nothing in a rule that is in order', () => {
  expect(lintRule(aSubject(), aWorld())).toEqual([]);
});

it('runs every check and tells errors first', () => {
  const subject = aSubject({
    premise: { mc: 'gone', minScore: '9', belowScore: '8' },
    outcomes: [],
    overrides: ['none'],
  });
  const world = aWorld({
    others: [
      anotherRule({}, { ruleId: 'rule-1' }),
      anotherRule({ premise: { mc: 'gone' }, deny: true, outcomes: [] }),
    ],
  });
  const findings = lintRule(subject, world);
  expect(told(findings)).toEqual([
    'error score-range-empty premise',
    'error nothing-earned outcomes',
    'error versions-in-force claimWindow',
    'error override-unknown overrides',
    'warning micro-credential-withdrawn premise',
    'warning denied-elsewhere premise',
  ]);
  expect(countErrors(findings)).toBe(4);
});

it('has words for everything it can find', () => {
  const words = JSON.parse(readFileSync(inProject('messages', 'en', 'registrar.json'), 'utf8')) as {
    finding: Record<string, string>;
  };
  for (const code of findingCodes) expect(words.finding[code], code).toBeTruthy();
});
