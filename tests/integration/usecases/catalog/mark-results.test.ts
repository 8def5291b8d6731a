import { expect, test } from 'vitest';
import { newMarks } from '@/lib/catalog/kept-search';
import { everything } from '@/lib/catalog/search-query';
import { markResults } from '@/lib/usecases/catalog/mark-results';
import {
  aMicroCredential,
  anInstitution,
  aPolicyInForce,
  aRuleVersion,
} from '@/tests/support/builders/catalog';
import { ctxOf } from '@/tests/support/ctx';

test('what is listed or decided since is new to whoever keeps a search, and nothing else', async () => {
  const north = await anInstitution('north');
  await aPolicyInForce(north, { homeUnit: 'ECTS' });
  const [first, second] = [
    await aMicroCredential(north, { title: 'Python one' }),
    await aMicroCredential(north, { title: 'Python two' }),
  ];
  const listed = { ...everything, words: 'python' };
  const given = { ...listed, givenAt: ['north'] };
  const decide = ({ id }: { id: string }, code: string) =>
    aRuleVersion({
      tenantId: north,
      code,
      definition: {
        premise: { mc: id },
        outcomes: [{ lines: [{ kind: 'elective', target: 'E', credits: { amount: '3' } }] }],
      },
      names: [id],
    });
  await decide(first, 'R-1');
  const before = [await markResults(ctxOf(), listed), await markResults(ctxOf(), given)] as const;
  expect(before.map(({ total }) => total)).toEqual([2, 1]);
  await decide(second, 'R-2');
  const third = await aMicroCredential(north, { title: 'Python three' });
  const after = [await markResults(ctxOf(), listed), await markResults(ctxOf(), given)] as const;
  expect(newMarks(before[0].marks, after[0].marks)).toEqual([third.id.slice(0, 8)]);
  expect(newMarks(before[1].marks, after[1].marks)).toEqual([second.id.slice(0, 8)]);
  await expect(markResults(ctxOf(), { ...everything, institution: 'nowhere' })).rejects.toThrow(
    'catalog/bad-search',
  );
});
