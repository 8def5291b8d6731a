import { expect, test } from 'vitest';
import { reasonsOf } from '@/lib/claim/reasons';
import { takeSnapshot } from '@/lib/claim/snapshot';
import { parseCreditCase } from '@/lib/credit/parse-case';
import { orRefuse } from '@/lib/kernel/result';
import file from '../../fixtures/credit-cases.json';

test('every rule that gave nothing has a reason, unless it gave way to another version', () => {
  const told = file.cases.flatMap((one) => {
    const asked = orRefuse(parseCreditCase(one));
    const { trace } = takeSnapshot(asked);
    const { rejected, denied } = reasonsOf(asked, trace);
    expect(denied).toEqual(trace.denials);
    for (const { id } of rejected) expect(trace.evaluation.rejected).toHaveProperty([id]);
    return rejected.map(({ reason }) => reason.key);
  });
  expect(told).toContain('leaf.TOO_OLD');
});
