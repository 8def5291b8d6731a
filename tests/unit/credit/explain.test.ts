import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { notInForceKeys } from '@/lib/catalog/not-in-force';
import { evaluate } from '@/lib/credit/evaluate';
import { explain, explanationKeys } from '@/lib/credit/explain';
import type { Sentence } from '@/lib/credit/explain-leaf';
import { parseCreditCase } from '@/lib/credit/parse-case';
import { orRefuse } from '@/lib/kernel/result';
import messages from '@/messages/en/credit.json';
import file from '../../fixtures/credit-cases.json';
import { randomCase } from './random-case';

const messageOf = (key: string): unknown =>
  key
    .split('.')
    .reduce<unknown>(
      (inner, part) => (inner as Record<string, unknown> | undefined)?.[part],
      messages.reasons,
    );
const named = (id: string) => file.cases.find((one) => one.id === id);
const explained = (value: unknown) => {
  const input = orRefuse(parseCreditCase(value));
  return explain(input, evaluate(input));
};

function sentences(value: unknown): Sentence[] {
  return explained(value).flatMap((one) => [one, ...(one.parts ?? [])]);
}

describe('explain', () => {
  test('every key it can return has a message, and every message is one that it can return', () => {
    for (const key of explanationKeys) expect(messageOf(key), key).toBeTypeOf('string');
    const leaves = (value: unknown, path: string): string[] =>
      typeof value === 'string'
        ? [path]
        : Object.entries(value as object).flatMap(([key, inner]) =>
            leaves(inner, path ? `${path}.${key}` : key),
          );
    expect(
      leaves(messages.reasons, '').filter((key) => ![...explanationKeys, ...notInForceKeys].includes(key)),
    ).toEqual([]);
  });

  test('every sentence has its message, and a value for each name in it', () => {
    const check = ({ key, values }: { key: string; values: object }) => {
      expect(explanationKeys).toContain(key);
      for (const [, name] of String(messageOf(key)).matchAll(/\{(\w+)[,}]/g)) {
        expect(values, key).toHaveProperty(name ?? '');
        expect((values as Record<string, unknown>)[name ?? ''], `${key} ${name}`).not.toBe('');
      }
    };
    const all = (value: unknown) =>
      sentences(value).forEach((one) => [one, ...(one.change ? [one.change] : [])].forEach(check));
    file.cases.forEach(all);
    fc.assert(fc.property(randomCase(1), all), { numRuns: 300, seed: 11 });
  });

  test.each([
    [
      'CC-45',
      'R2',
      'leaf.SCORE_BELOW_MIN',
      { score: '79.99', minimum: '80' },
      'change.score',
      { minimum: '80' },
    ],
    ['CC-03', 'R1', 'leaf.TOO_OLD', { dayIssued: '2022-03-15', dayLast: '2025-03-15' }, 'change.newer', {}],
    [
      'CC-29',
      'R1',
      'leaf.CREDENTIAL_WINDOW',
      { dayIssued: '2022-11-01' },
      'change.completeBetween',
      { dayFrom: '2019-11-01', dayTo: '2022-10-31' },
    ],
    ['CC-43', 'R1', 'TERM_WINDOW', { dayTerm: '2024-01-15' }, 'change.termFrom', { day: '2024-08-26' }],
    [
      'CC-49',
      'R1',
      'PENDING_CONDITION',
      { assessments: 'CHAL-IT-101', count: 1 },
      'change.passAll',
      { assessments: 'CHAL-IT-101' },
    ],
    ['CC-25', 'R1', 'leaf.VERSION_MISMATCH', { version: '1' }, 'change.versions', { versions: '2' }],
    ['CC-52', 'R1', 'leaf.EVIDENCE_NOT_ACCEPTED', {}, 'change.evidence', { evidence: 'credly_transcript' }],
  ])('%s: %s says %s and what would change it', (id, ruleId, key, values, change, changeValues) => {
    const found = explained(named(id)).find((one) => one.ruleId === ruleId);
    expect(found).toMatchObject({ key, values, change: { key: change, values: changeValues } });
  });

  test('a day that nobody entered is told as assumed, and decides as one that was', () => {
    const stated = named('CC-29') as { student: { credentials: object[] } };
    const assumed = {
      ...stated,
      student: {
        ...stated.student,
        credentials: stated.student.credentials.map((one) => ({ ...one, issuedOnAssumed: true })),
      },
    };
    const keysOf = (value: unknown) => explained(value).map(({ ruleId, key }) => [ruleId, key]);
    expect(keysOf(stated)).toContainEqual(['R1', 'leaf.CREDENTIAL_WINDOW']);
    expect(keysOf(assumed)).toEqual(
      keysOf(stated).map(([rule, key]) => [
        rule,
        key?.startsWith('leaf.CREDENTIAL_WINDOW') ? `${key}_ASSUMED` : key,
      ]),
    );
  });

  test('says when less counts than is awarded, and when nothing does', () => {
    expect(explained(named('CC-65'))).toMatchObject([
      { outcome: 'awarded', key: 'awardedPartly', values: { amountAwarded: '12', amountCounted: '6' } },
    ]);
    expect(explained(named('CC-70'))).toMatchObject([
      { key: 'awardedNotCounted', values: { amountAwarded: '4', amountCounted: '0' } },
    ]);
    expect(explained(named('CC-75'))).toMatchObject([
      { key: 'awardedWithoutCredit' },
      { key: 'awardedWithoutCredit' },
    ]);
  });

  test('names what is missing of several conditions, and what was dropped', () => {
    expect(explained(named('CC-11')).find(({ ruleId }) => ruleId === 'R-SET')).toMatchObject({
      key: 'PREMISE_UNMET',
      values: { count: 1 },
      parts: [{ key: 'leaf.MISSING_CREDENTIAL', values: { mc: 'ph-413' } }],
    });
    expect(explained(named('CC-61'))).toMatchObject([
      { outcome: 'NO_NEW_CREDIT', parts: [{ key: 'drop.DUPLICATE_COURSE', values: { target: 'MATH 114' } }] },
    ]);
  });

  test('a denial has no entry of its own', () => {
    expect(explained(named('CC-56')).map(({ ruleId, outcome }) => [ruleId, outcome])).toEqual([
      ['R-GEN', 'DENIED'],
    ]);
  });
});
