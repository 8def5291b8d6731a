import { beforeAll, describe, expect, it } from 'vitest';
import { visitor } from '@/lib/access/actor';
import { viewDrift } from '@/lib/usecases/catalog/view-drift';
import {
  aCourse,
  aDepartment,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltInstitution,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';

describe('where other institutions decide differently', async () => {
  const [here, there, silent] = [await anInstitution(), await anInstitution(), await anInstitution()];
  const registrar = await aPerson(here, 'registrar');
  const reviewer = await aPerson(here, 'reviewer');
  const course = async (institution: BuiltInstitution) =>
    aCourse(institution, { code: 'INF-1', credits: '12' });
  const entries: Record<string, { id: string }> = {};
  for (const title of [
    'Same',
    'Little',
    'Much',
    'Refused there',
    'Only here',
    'Only there',
    'Suspended there',
  ])
    entries[title] = await aMicroCredential(here, { title });
  const publish = async (
    institution: BuiltInstitution,
    title: string,
    amount: string | null,
    status: 'published' | 'suspended' = 'published',
  ) => {
    const definition = oneForOne(entries[title]?.id ?? '', 'INF-1', amount ?? '1');
    await aRule(institution, await aPerson(institution, 'evaluator'), {
      title,
      status,
      definition: amount === null ? { ...definition, outcomes: [], deny: true } : definition,
      publicNote: 'Why.',
    });
  };
  beforeAll(async () => {
    await course(here);
    await course(there);
    await publish(here, 'Same', '6');
    await publish(there, 'Same', '6');
    await publish(here, 'Little', '6');
    await publish(there, 'Little', '5');
    await publish(here, 'Much', '2');
    await publish(there, 'Much', '6');
    await publish(here, 'Refused there', '10');
    await publish(there, 'Refused there', null);
    await publish(here, 'Only here', '6');
    await publish(there, 'Only there', '6');
    await publish(here, 'Suspended there', '6');
    await publish(there, 'Suspended there', '9', 'suspended');
  });

  it('tells the largest difference first, each side with what it says; what is not decided is no no', async () => {
    const { rows, total } = await viewDrift(ctxOf(registrar), 1);
    expect(
      rows.map(({ entry, difference, answers, undecided }) => [
        entry.title,
        difference,
        answers.map(({ isOwn, word, ects }) => `${isOwn ? 'here' : 'there'} ${word} ${ects}`),
        undecided,
      ]),
    ).toEqual([
      ['Refused there', '10', ['here yes 10', 'there no null'], 1],
      ['Much', '4', ['here yes 2', 'there yes 6'], 1],
      ['Little', '1', ['here yes 6', 'there yes 5'], 1],
    ]);
    expect(total).toBe(3);
  });

  it('tells every institution of its own decisions, and one that has none of nothing', async () => {
    const theirs = await viewDrift(ctxOf(await aPerson(there, 'registrar')), 1);
    expect(theirs.rows.map(({ answers }) => `${answers[0]?.isOwn} ${answers[0]?.word}`)).toEqual([
      'true no',
      'true yes',
      'true yes',
    ]);
    expect(await viewDrift(ctxOf(await aPerson(silent, 'registrar')), 1)).toMatchObject({
      rows: [],
      total: 0,
    });
    expect((await viewDrift(ctxOf(registrar), 2)).rows).toEqual([]);
  });

  it('compares departments by what each of them has in force', async () => {
    const two = await anInstitution();
    const law = await aDepartment(two, { name: 'Law' });
    const author = await aPerson(two, 'evaluator');
    await course(two);
    const [both, alike] = [
      await aMicroCredential(two, { title: 'Both' }),
      await aMicroCredential(two, { title: 'Alike' }),
    ];
    const by = (id: string, amount: string, departmentId?: string, more: object = {}) =>
      aRule(two, author, {
        status: 'published',
        definition: { ...oneForOne(id, 'INF-1', amount), ...more },
        ...(departmentId !== undefined && { departmentId }),
      });
    await by(both.id, '6');
    const other = await by(both.id, '2', law.id, { programs: ['LAW'] });
    await by(alike.id, '6');
    await by(alike.id, '6', law.id);
    const { between, isCut } = await viewDrift(ctxOf(await aPerson(two, 'registrar')), 1);
    expect(between.map(({ entry, difference }) => `${entry.title} ${difference}`)).toEqual(['Both 4']);
    expect(between[0]?.answers.find(({ by: one }) => one === law.id)).toMatchObject({
      name: 'Law',
      word: 'partly',
      ects: '2',
      ruleVersionId: other.id,
    });
    expect(isCut).toBe(false);
    expect((await viewDrift(ctxOf(registrar), 1)).between).toEqual([]);
  });

  it('offers to start from another only to whoever may map, and nothing to a visitor', async () => {
    expect([
      (await viewDrift(ctxOf(registrar), 1)).mayMap,
      (await viewDrift(ctxOf(reviewer), 1)).mayMap,
    ]).toEqual([true, false]);
    await expect(viewDrift(ctxOf(visitor), 1)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
