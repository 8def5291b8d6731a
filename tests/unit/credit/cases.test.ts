import { describe, expect, test } from 'vitest';
import { evaluate } from '@/lib/credit/evaluate';
import { Evaluation } from '@/lib/credit/evaluation';
import { parseCreditCase } from '@/lib/credit/parse-case';
import { orRefuse } from '@/lib/kernel/result';
import file from '../../fixtures/credit-cases.json';

const sorted = (awards: Evaluation['awards']) =>
  [...awards].sort((a, b) => (`${a.rule} ${a.target}` < `${b.rule} ${b.target}` ? -1 : 1));

describe('the cases of the case file', () => {
  test.each(file.cases.map((one) => [`${one.id} ${one.title}`, one] as const))('%s', (_, one) => {
    const evaluation = evaluate(orRefuse(parseCreditCase(one)));
    expect({ ...evaluation, awards: sorted(evaluation.awards) }).toEqual({
      ...one.expected,
      awards: sorted(one.expected.awards),
    });
    expect(Evaluation.parse(evaluation)).toEqual(evaluation);
  });
});
