import { describe, expect, test } from 'vitest';
import { useOfLimits } from '@/lib/catalog/limit-use';
import { evaluateWithTrace } from '@/lib/credit/evaluate';
import { CreditCase } from '@/lib/credit/input';

const credit = (limits: object[], rules = ['A', 'B']) =>
  CreditCase.parse({
    policy: { homeUnit: 'US_SEM' },
    catalog: { microCredentials: { a: { provider: 'Google' }, b: { provider: 'IBM' } } },
    program: { code: 'BS', total: '120', limits },
    student: {
      claimDate: '2026-11-25',
      program: 'BS',
      credentials: [
        { id: '1', mc: 'a', issuedOn: '2026-01-01' },
        { id: '2', mc: 'b', issuedOn: '2026-01-01' },
      ],
    },
    rules: rules.map((id) => ({
      id,
      premise: { mc: id.toLowerCase() },
      tags: id === 'A' ? ['ACE'] : [],
      outcomes: [
        {
          lines: [
            { kind: 'course', target: `${id}-1`, credits: { amount: '3' } },
            { kind: 'elective', target: 'any', credits: { amount: '3' } },
          ],
        },
      ],
    })),
  });
const use = (input: CreditCase) => useOfLimits(input, evaluateWithTrace(input));

describe('useOfLimits', () => {
  test('names the limit by which a line counts for less, and only that one', () => {
    const { lines, limits } = use(
      credit([
        { id: 'all-60', type: 'max', scope: { all: true }, amount: '60' },
        { id: 'ace-4', type: 'max', scope: { tags: ['ACE'] }, amount: '4' },
      ]),
    );
    expect(
      lines.map(({ target, awarded, counted, cappedBy }) => [target, awarded, counted, cappedBy]),
    ).toEqual([
      ['A-1', '3', '3', []],
      ['any', '3', '1', ['ace-4']],
      ['B-1', '3', '3', []],
      ['any', '3', '3', []],
    ]);
    expect(limits.map(({ room, used, isFull }) => [room, used, isFull])).toEqual([
      ['60', '10', false],
      ['4', '4', true],
    ]);
  });

  test('a limit that would have had just enough room is not blamed for what another one took', () => {
    const { lines, limits } = use(
      credit([
        { id: 'all-12', type: 'max', scope: { all: true }, amount: '12' },
        { id: 'ace-4', type: 'max', scope: { tags: ['ACE'] }, amount: '4' },
      ]),
    );
    expect(lines.map(({ cappedBy }) => cappedBy)).toEqual([[], ['ace-4'], [], []]);
    expect(limits.map(({ used }) => used)).toEqual(['10', '4']);
  });

  test('two lines of one rule with one target are each their own', () => {
    const input = credit([{ id: 'ld-1', type: 'max', scope: { levels: ['LD'] }, amount: '1' }], ['A']);
    const [rule] = input.rules;
    const lines = (['UD', 'LD'] as const).map((level, index) => ({
      kind: 'elective' as const,
      target: 'any',
      level,
      credits: { amount: index === 0 ? '2' : '3' },
    }));
    const found = use({ ...input, rules: [{ ...rule!, outcomes: [{ lines: [] }, { lines }] }] });
    expect(
      found.lines.map(({ line, awarded, counted, cappedBy }) => [line.level, awarded, counted, cappedBy]),
    ).toEqual([
      ['UD', '2', '2', []],
      ['LD', '3', '1', ['ld-1']],
    ]);
  });

  test('a limit by provider covers the lines that use a certificate of that provider', () => {
    const { limits } = use(
      credit([{ id: 'google-9', type: 'max', scope: { providers: ['Google'] }, amount: '9' }]),
    );
    expect(limits[0]).toMatchObject({ used: '6', room: '9', isFull: false });
  });

  test('says which certificates each line comes from, and keeps an upper-division minimum out of the caps', () => {
    const { lines, limits } = use(credit([{ id: 'upper', type: 'minUpperDivision', amount: '40' }]));
    expect(lines.map(({ credentials }) => credentials)).toEqual([['1'], ['1'], ['2'], ['2']]);
    expect(limits).toEqual([]);
  });
});
