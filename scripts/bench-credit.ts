/**
 * Measures the credit engine on generated cases: always the same ones, so that two runs compare.
 *   npm run bench:credit
 */
import { parseCreditCase } from '@/lib/credit/parse-case';
import { evaluate } from '@/lib/credit/evaluate';
import type { CreditCase, Rule } from '@/lib/credit/input';
import { buildRuleIndex, findRelevantRules } from '@/lib/credit/relevant-rules';
import { Refusal } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { createRandom, pick } from './bench/random';

/** Rules that all apply, over holdings that they share, under three caps. */
function crowdedCase(
  seed: number,
  ruleCount: number,
  holdingCount: number,
  trim: 'partial' | 'whole',
): CreditCase {
  const random = createRandom(seed);
  const mcs = Array.from({ length: holdingCount }, (_, index) => `mc-${index}`);
  const leaf = () => ({ mc: pick(random, mcs) });
  const rules = Array.from({ length: ruleCount }, (_, index) => {
    const form = random(10);
    const distinct = (count: number) =>
      [...mcs]
        .sort((a, b) => a.localeCompare(b))
        .map((mc) => ({ mc, at: random(1_000) }))
        .sort((a, b) => a.at - b.at)
        .slice(0, count)
        .map(({ mc }) => ({ mc }));
    const premise =
      form < 4
        ? leaf()
        : form < 6
          ? { all: distinct(2) }
          : form < 8
            ? { any: distinct(3) }
            : { atLeast: 2, of: distinct(4) };
    const outcomes = Array.from({ length: 1 + random(2) }, () => ({
      lines: Array.from({ length: 1 + random(2) }, () => ({
        kind: pick(random, ['course', 'course', 'block', 'elective', 'genEd']),
        target: `T${random(ruleCount)}`,
        level: pick(random, ['LD', 'UD']),
        credits: { amount: pick(random, ['1', '2', '3', '3', '4', '4.5', '6']) },
      })),
    }));
    return {
      id: `R${String(index).padStart(3, '0')}`,
      premise,
      outcomes,
      priority: pick(random, [40, 50, 60]),
      tags: pick(random, [['ACE'], ['area'], []]),
    };
  });
  return orRefuse(
    parseCreditCase({
      policy: { homeUnit: 'US_SEM', resolution: 'best', trim },
      catalog: {
        microCredentials: Object.fromEntries(mcs.map((mc, index) => [mc, { provider: `p${index % 3}` }])),
      },
      program: {
        code: 'BA',
        total: '120',
        limits: [
          { id: 'ALL', type: 'max', scope: { all: true }, amount: '24' },
          { id: 'ACE', type: 'max', scope: { tags: ['ACE'] }, amount: '9' },
          { id: 'P0', type: 'max', scope: { providers: ['p0'] }, amount: '7.5' },
        ],
      },
      student: {
        claimDate: '2026-11-01',
        credentials: mcs.map((mc) => ({ id: `c-${mc}`, mc, issuedOn: '2025-01-01' })),
      },
      rules,
    }),
  );
}

interface Row {
  what: string;
  runs: number;
  median: number;
  slowest: number;
  refused: number;
  target: string;
}

function measure(what: string, cases: readonly CreditCase[], target: string): Row {
  const times: number[] = [];
  let refused = 0;
  for (const input of cases) {
    const start = performance.now();
    try {
      evaluate(input);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused += 1;
    }
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return {
    what,
    runs: cases.length,
    median: times[Math.floor(times.length / 2)] ?? 0,
    slowest: times.at(-1) ?? 0,
    refused,
    target,
  };
}

const seeds = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

function publishedRules(count: number): Rule[] {
  const random = createRandom(7);
  return Array.from({ length: count }, (_, index) => ({
    id: `R${index}`,
    premise:
      random(3) === 0
        ? { all: [{ mc: `mc-${random(20_000)}` }, { mc: `mc-${random(20_000)}` }] }
        : { mc: `mc-${random(20_000)}` },
    outcomes: [{ lines: [{ kind: 'course' as const, target: `C${index}`, credits: { amount: '3' } }] }],
  }));
}

function print(rows: readonly Row[]): void {
  const cells = rows.map(({ what, runs, median, slowest, refused, target }) => [
    what,
    String(runs),
    `${median.toFixed(1)} ms`,
    `${slowest.toFixed(1)} ms`,
    String(refused),
    target,
  ]);
  const head = ['case', 'runs', 'median', 'slowest', 'refused', 'target (median)'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of [head, ...cells])
    console.log(
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    );
}

function pathological(): CreditCase[] {
  const many = Array.from({ length: 50 }, (_, index) => `m${index}`);
  const base = (rules: unknown[], extra: object = {}) =>
    orRefuse(
      parseCreditCase({
        policy: { homeUnit: 'ECTS', trim: 'whole' },
        program: {
          code: 'P',
          total: '180',
          limits: [
            { id: 'A', type: 'max', scope: { all: true }, amount: '60' },
            { id: 'B', type: 'max', scope: { tags: ['t'] }, amount: '31.1' },
          ],
        },
        student: {
          claimDate: '2026-11-01',
          credentials: many.map((mc) => ({ id: mc, mc, issuedOn: '2025-01-01' })),
        },
        rules,
        ...extra,
      }),
    );
  const line = (target: string, amount: string) => ({
    lines: [{ kind: 'elective', target, credits: { amount } }],
  });
  return [
    base([
      { id: 'R', premise: { atLeast: 25, of: many.map((mc) => ({ mc })) }, outcomes: [line('X', '30')] },
    ]),
    base(
      many.map((mc, index) => ({
        id: `R${index}`,
        premise: { mc },
        outcomes: [line('X', `${2 + index * 0.37}`.slice(0, 5))],
        tags: index % 2 === 0 ? ['t'] : [],
      })),
    ),
    base(
      Array.from({ length: 30 }, (_, index) => ({
        id: `R${index}`,
        premise: { any: many.map((mc) => ({ mc })) },
        outcomes: [line(`X${index}`, `${1 + (index % 7)}`)],
      })),
    ),
    base(
      Array.from({ length: 12 }, (_, index) => ({
        id: `R${index}`,
        premise: { atLeast: 3, of: many.slice(0, 20).map((mc) => ({ mc })) },
        outcomes: [line(`X${index}`, '3')],
      })),
    ),
  ];
}

const warm = seeds(30).map((seed) => crowdedCase(seed + 900, 12, 8, 'partial'));
measure('warm-up', warm, '');
print([
  measure(
    '15 applicable rules, 10 holdings, 3 caps',
    seeds(40).map((seed) => crowdedCase(seed, 15, 10, 'partial')),
    '< 50 ms',
  ),
  measure(
    '15 applicable rules, whole lines',
    seeds(40).map((seed) => crowdedCase(seed, 15, 10, 'whole')),
    '< 50 ms',
  ),
  measure(
    '30 applicable rules, 15 holdings, 3 caps',
    seeds(12).map((seed) => crowdedCase(seed, 30, 15, 'partial')),
    '< 1000 ms',
  ),
  measure(
    '30 applicable rules, whole lines',
    seeds(12).map((seed) => crowdedCase(seed, 30, 15, 'whole')),
    '< 1000 ms',
  ),
  ...pathological().map((input, index) =>
    measure(
      [
        '25 of 50, all held',
        '50 rules, two tight caps, whole lines',
        '30 rules, any of 50',
        '12 rules, 3 of 20 each',
      ][index] ?? '',
      [input],
      'answers or refuses',
    ),
  ),
]);

const started = performance.now();
const index = buildRuleIndex(publishedRules(100_000));
const built = performance.now();
const holdings = Array.from({ length: 10 }, (_, number) => ({
  id: `h${number}`,
  mc: `mc-${number * 1_997}`,
  issuedOn: '2025-01-01',
}));
const { student } = orRefuse(
  parseCreditCase({
    policy: { homeUnit: 'ECTS' },
    student: { claimDate: '2026-11-01', credentials: holdings },
    rules: [],
  }),
);
const asked = performance.now();
const rules = findRelevantRules(index, student, undefined);
const found = performance.now();
evaluate({ policy: { homeUnit: 'ECTS' }, student, rules });
const done = performance.now();
console.log(
  `\n100000 published rules: index ${(built - started).toFixed(0)} ms, once; 10 holdings touch ${rules.length} rules, found in ${(found - asked).toFixed(2)} ms, evaluated in ${(done - found).toFixed(1)} ms`,
);
