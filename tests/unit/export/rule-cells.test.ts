import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headOf, linesOf } from '@/lib/export/cells';
import { cellsOfRule, type ExportedRule, ruleColumns } from '@/lib/export/rule-cells';
import { buildDefinition, isSameDecision, type KnownCourse } from '@/lib/import/equivalency-rule';
import { parseEquivalencyRow } from '@/lib/import/equivalency-row';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { RuleDefinition } from '@/lib/rule/rule-version';
import { lawRuns } from '@/tests/support/law-runs';
import { randomCase } from '@/tests/unit/credit/random-case';

const courses = new Map<string, KnownCourse>(
  (
    [
      ['C1', '3', 'course'],
      ['C2', null, 'elective'],
      ['C3', null, 'course'],
      ['C++ 4', '4', 'course'],
      ['FREE', null, 'elective'],
    ] as const
  ).map(([code, credits, kind]) => [code.toLowerCase().replace(/[\s-]/g, ''), { code, credits, kind }]),
);
const own = { courses, programs: new Map([['p1', 'P-1']]) };
const today = '2026-11-25' as CivilDate;
const reading = { withText: true, takeDoubtful: false };

function aRule(definition: object, more: Partial<ExportedRule> = {}): ExportedRule {
  return {
    ruleCode: 'RPL-1',
    title: 'A mapping',
    version: 2,
    status: 'published',
    definition: RuleDefinition.parse(definition),
    publicNote: '',
    claimFrom: null,
    claimTo: null,
    departmentCode: 'INF',
    ...more,
  };
}
const facts = { today, homeUnit: 'ECTS' } as const;
const idOf = (slug: string) => `id of ${slug}`;
const entryOf = (id: string) => ({ slug: id.replace(/^id of /, ''), title: `Title of ${id}` });
const cells = (definition: object) => cellsOfRule(aRule(definition), entryOf, own, facts);

/** The row as a file holds it, read again. */
function readAgain(form: 'csv' | 'jsonl', rule: ExportedRule) {
  const text = `${headOf(form, ruleColumns)}${linesOf(form, ruleColumns, [cellsOfRule(rule, entryOf, own, facts)])}`;
  const [raw] =
    form === 'csv'
      ? parse<Record<string, unknown>>(text, { bom: true, columns: true })
      : [JSON.parse(text) as Record<string, unknown>];
  const read = parseEquivalencyRow(raw ?? {}, reading);
  if (!read.ok) throw new Error(JSON.stringify({ text, notes: read.notes }));
  return {
    row: read.row,
    definition: buildDefinition(read.row, (key) => idOf(key.replace(/^slug:/, '')), own, null),
  };
}

describe('a rule as a row', () => {
  test('says in columns what columns can say', () => {
    expect(
      cells({
        programs: ['P-1'],
        credentialWindow: { from: '2020-01-01' },
        premise: {
          any: [
            { mc: idOf('a'), minScore: '70', evidence: ['pdf'] },
            {
              all: [
                { mc: idOf('b'), minScore: '70', evidence: ['pdf'] },
                { mc: idOf('c'), minScore: '70', evidence: ['pdf'] },
              ],
            },
          ],
        },
        outcomes: [
          {
            lines: [
              { kind: 'course', target: 'C++ 4', credits: { catalog: true } },
              { kind: 'course', target: 'C1', credits: { amount: '2' } },
            ],
          },
        ],
      }),
    ).toEqual({
      ...{
        rule: 'RPL-1',
        title: 'A mapping',
        department: 'INF',
        state: 'published',
        version: 2,
        public_note: '',
      },
      credit_unit: 'ECTS',
      ...{ claim_from: null, claim_to: null, issued_from: '2020-01-01', issued_to: null },
      ...{
        certificates: ['Title of id of a', 'Title of id of b', 'Title of id of c'],
        earns: 'C++ 4 + C1 (2)',
        tags: [],
      },
      ...{ micro_credentials: 'a | b + c', targets: 'C++ 4 + C1 (2)', programs: ['P-1'] },
      ...{ min_score: '70', below_score: null, evidence: ['pdf'], versions: [] },
    });
  });

  const plain = {
    premise: { mc: idOf('a') },
    outcomes: [{ lines: [{ kind: 'course', target: 'C1', credits: { amount: '2' } }] }],
  };
  test.each([
    ['a proctored exam', { ...plain, premise: { mc: idOf('a'), proctored: true } }],
    [
      'another unit',
      {
        ...plain,
        outcomes: [{ lines: [{ kind: 'course', target: 'C1', credits: { amount: '2', unit: 'ECTS' } }] }],
      },
    ],
    ['one of two outcomes', { ...plain, outcomes: [...plain.outcomes, ...plain.outcomes] }],
    ['a last day of claim', { ...plain, claimWindow: { to: '2030-12-31' } }],
    [
      'scores that differ',
      { ...plain, premise: { all: [{ mc: idOf('a'), minScore: '1' }, { mc: idOf('b') }] } },
    ],
    ['rules that it takes the place of', { ...plain, overrides: ['RPL-2'] }],
  ])('says whole what has %s', (_, definition) => {
    const row = cells(definition);
    expect(row['definition']).toBeDefined();
    expect(row).not.toHaveProperty('targets');
  });

  test('a decided no is NONE', () => {
    expect(cells({ premise: { mc: idOf('a') }, outcomes: [], deny: true })).toMatchObject({
      targets: 'NONE',
    });
  });

  test('the law: whatever a rule says, its row read again makes the same decision, with its last day of claim', () => {
    fc.assert(
      fc.property(
        fc.oneof(randomCase(1), randomCase(6)),
        fc.constantFrom('csv' as const, 'jsonl' as const),
        (found, form) => {
          for (const { id: _, family: __, version: ___, status: ____, ...body } of found['rules'] as Record<
            string,
            unknown
          >[]) {
            const rule = aRule(body);
            const { row, definition } = readAgain(form, rule);
            const named = {
              ...rule.definition,
              premise: JSON.parse(
                JSON.stringify(rule.definition.premise).replace(/"mc":"([A-Z])"/g, '"mc":"id of $1"'),
              ) as typeof rule.definition.premise,
            };
            expect(isSameDecision(definition, named), JSON.stringify({ named, definition })).toBe(true);
            expect(definition.claimWindow?.to ?? null).toBe(named.claimWindow?.to ?? null);
            expect(row).toMatchObject({ code: 'RPL-1', title: 'A mapping', department: 'INF' });
          }
        },
      ),
      { numRuns: lawRuns(400) },
    );
  });

  test('a title that a spreadsheet would run comes back as it was', () => {
    expect(readAgain('csv', aRule(plain, { title: '-ism and +1' })).row.title).toBe('-ism and +1');
  });
});
