import { describe, expect, test } from 'vitest';
import { inOwnSpelling } from '@/lib/rule/own-spelling';
import { RuleDefinition } from '@/lib/rule/rule-version';

const definition = (targets: readonly [kind: string, target: string][], programs?: readonly string[]) =>
  RuleDefinition.parse({
    premise: { mc: 'a' },
    outcomes: targets.map(([kind, target]) => ({ lines: [{ kind, target, credits: { amount: '3' } }] })),
    ...(programs && { programs }),
  });
const institution = { courses: ['STAT 210', 'stat.210', 'IT 101'], programs: ['BS-IT', 'BA'] };
const spelled = (targets: readonly [string, string][], programs?: readonly string[]) =>
  inOwnSpelling(definition(targets, programs), institution);

describe('a definition in the spelling of the institution', () => {
  test.each([
    ['stat-210', 'STAT 210'],
    ['stat.210', 'stat.210'],
    ['it101', 'IT 101'],
    ['NONE 1', 'NONE 1'],
  ])('the course %s is stored as %s', (written, stored) =>
    expect(spelled([['course', written]])).toEqual(definition([['course', stored]])),
  );

  test('areas and requirements are no codes, and stay as written', () =>
    expect(spelled([['genEd', 'it-101']])).toEqual(definition([['genEd', 'it-101']])));

  test('programs, each once, and what holds for every program stays', () => {
    expect(spelled([['course', 'it 101']], ['bs it', 'BS-IT', 'NONE']).programs).toEqual(['BS-IT', 'NONE']);
    expect(spelled([['course', 'it 101']], ['*']).programs).toEqual(['*']);
    expect(spelled([['course', 'it 101']])).not.toHaveProperty('programs');
  });
});
