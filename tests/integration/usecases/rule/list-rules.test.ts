import { describe, expect, it } from 'vitest';
import { parseRuleQuery, ruleSorts } from '@/lib/rule/list-query';
import { listRules } from '@/lib/usecases/rule/list-rules';
import { listWork, type WorkList } from '@/lib/usecases/rule/list-work';
import { importAll } from '../import/import-files';
import {
  aCourse,
  aDepartment,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';

/** The titles of what waits, by what is to be done with it. */
function titlesByAct({ lines }: WorkList): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { act, title } of lines) (found[act] ??= []).push(title);
  return found;
}

describe('the lists of the registrar', async () => {
  const here = await anInstitution();
  const [author, other, registrar] = [
    await aPerson(here, 'evaluator'),
    await aPerson(here, 'evaluator'),
    await aPerson(here, 'registrar'),
  ];
  const law = await aDepartment(here, { name: 'Law' });
  const [a, b] = [
    await aMicroCredential(here, { title: 'Alpha 100%', provider: 'One' }),
    await aMicroCredential(here, { title: 'Beta', provider: 'Two' }),
  ];
  await aRule(here, author, { title: 'Draft of alpha', definition: oneForOne(a.id, 'INF-1') });
  await aRule(here, other, {
    title: 'Other draft',
    definition: oneForOne(b.id, 'INF-2'),
    departmentId: law.id,
  });
  await aRule(here, author, {
    title: 'Handed in',
    definition: oneForOne(a.id, 'INF-3'),
    status: 'submitted',
  });
  await aRule(here, author, { title: 'Approved', definition: oneForOne(a.id, 'INF-4'), status: 'approved' });
  await aRule(here, author, {
    title: 'Overdue',
    definition: oneForOne(b.id, 'INF-5'),
    status: 'published',
    reviewDueOn: '2026-11-24',
  });
  await aRule(here, author, {
    title: 'Soon',
    definition: oneForOne(b.id, 'INF-6'),
    status: 'published',
    reviewDueOn: '2026-11-25',
  });
  await aRule(here, author, {
    title: 'Later',
    definition: oneForOne(b.id, 'INF-7'),
    status: 'published',
    reviewDueOn: '2027-02-26',
  });
  const elsewhere = await anInstitution();
  await aRule(elsewhere, await aPerson(elsewhere), {
    title: 'Not ours',
    definition: oneForOne(a.id, 'INF-1'),
  });
  const titles = async (params: Record<string, string>) =>
    (await listRules(ctxOf(author), parseRuleQuery({ sort: 'title', ...params }))).rows.map(
      ({ title }) => title,
    );

  it.each([
    [{}, ['Approved', 'Draft of alpha', 'Handed in', 'Later', 'Other draft', 'Overdue', 'Soon']],
    [{ state: 'draft' }, ['Draft of alpha', 'Other draft']],
    [{ state: 'force' }, ['Later', 'Overdue', 'Soon']],
    [{ mine: 'on', state: 'work' }, ['Draft of alpha']],
    [{ department: law.id }, ['Other draft']],
    [{ provider: 'One' }, ['Approved', 'Draft of alpha', 'Handed in']],
    [{ words: 'alpha 100%' }, ['Approved', 'Draft of alpha', 'Handed in']],
    [{ words: 'inf-7' }, ['Later']],
    [{ words: '_' }, []],
    [{ due: 'overdue' }, ['Overdue']],
    [{ due: 'soon' }, ['Soon']],
    [{ sort: 'due', direction: 'ascending', state: 'published' }, ['Overdue', 'Soon', 'Later']],
  ])('shows for %j', async (params, expected) => {
    expect(await titles(params)).toEqual(expected);
  });

  it('finds a mapping by all that it says: its department, its course, its conditions and its notes', async () => {
    const there = await anInstitution();
    const writer = await aPerson(there, 'evaluator');
    const chemistry = await aDepartment(there, { name: 'Chemistry and dyes' });
    await aCourse(there, { code: 'CHE-204', title: 'Fermentation of cocoa' });
    const leaf = (more: object) => ({ premise: { mc: a.id, ...more }, outcomes: [] }) as never;
    const make = (title: string, more: object) =>
      aRule(there, writer, { title, definition: leaf({}), ...more });
    await make('One', { departmentId: chemistry.id });
    await make('Two', { definition: oneForOne(b.id, 'CHE-204') });
    await make('Three', { definition: leaf({ minScore: '87.625', proctored: true }) });
    await make('Four', { publicNote: 'Only with the laboratory récit.' });
    await make('Five', {
      definition: {
        premise: { assessment: 'Portfolio of dyes', minScore: '1' },
        outcomes: [],
        programs: ['BSC-77'],
      },
    });
    const found = async (words: string) =>
      (await listRules(ctxOf(writer), parseRuleQuery({ words, sort: 'title' }))).rows.map(
        ({ title }) => title,
      );
    expect(await found('dyes')).toEqual(['Five', 'One']);
    expect(await found('chemistry one')).toEqual(['One']);
    expect(await found('che 204')).toEqual(['Two']);
    expect(await found('cocoa')).toEqual(['Two']);
    expect(await found('cocoa beta')).toEqual(['Two']);
    expect(await found('proctored')).toEqual(['Three']);
    expect(await found('87.625')).toEqual(['Three']);
    expect(await found('recit laboratory')).toEqual(['Four']);
    expect(await found('bsc 77')).toEqual(['Five']);
    expect(await found('cocoa recit')).toEqual([]);
    const { counts, total } = await listRules(
      ctxOf(writer),
      parseRuleQuery({ words: 'dyes', state: 'draft' }),
    );
    expect([counts, total]).toEqual([{ draft: 2 }, 2]);
  });

  it('is in the order of any of its columns', async () => {
    for (const sort of ruleSorts)
      for (const direction of ['ascending', 'descending'])
        expect(
          (await listRules(ctxOf(registrar), parseRuleQuery({ sort, direction }))).total,
        ).toBeGreaterThan(5);
    const { rows } = await listRules(ctxOf(registrar), parseRuleQuery({ sort: 'state' }));
    const states = rows.map(({ status }) => status);
    expect(states).toEqual([...states].sort());
  });

  it('counts every state under the same filters, whichever is shown', async () => {
    const view = await listRules(ctxOf(author), parseRuleQuery({ provider: 'One', state: 'draft' }));
    expect(view).toMatchObject({ total: 1, counts: { draft: 1, submitted: 1, approved: 1 } });
    expect(view.providers).toEqual(['One', 'Two']);
  });

  it('pages', async () => {
    expect((await listRules(ctxOf(author), parseRuleQuery({ page: '2' }))).rows).toEqual([]);
  });

  it('is for staff of the institution alone', async () => {
    await expect(listRules(ctxOf(), parseRuleQuery({}))).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(
      (await listRules(ctxOf(await aPerson(elsewhere, 'registrar')), parseRuleQuery({}))).rows.map(
        ({ title }) => title,
      ),
    ).toEqual(['Not ours']);
  });

  it('waits for each by role: what can be moved on, and nothing else', async () => {
    const waiting = async (who: typeof author) => titlesByAct(await listWork(ctxOf(who)));
    expect(await waiting(registrar)).toEqual({
      publish: ['Approved'],
      route: ['Handed in'],
      overdue: ['Overdue'],
      soon: ['Soon'],
    });
    expect(await waiting(author)).toEqual({
      route: ['Handed in'],
      drafts: ['Draft of alpha'],
      overdue: ['Overdue'],
      soon: ['Soon'],
    });
    expect(await waiting(await aPerson(here, 'dean'))).toEqual({});
  });

  it('is one list of work by urgency, a page at a time, with the day by which each is to be done', async () => {
    const { lines, total, pages, others } = await listWork(ctxOf(registrar));
    expect([lines.length, total, pages, others.total]).toEqual([4, 4, 1, 0]);
    expect(lines.map(({ act, title, due }) => `${act}: ${title}, ${due.state}`)).toEqual([
      'overdue: Overdue, overdue',
      'soon: Soon, today',
      'publish: Approved, due',
      'route: Handed in, due',
    ]);
    const busy = await anInstitution();
    const writer = await aPerson(busy, 'evaluator');
    for (let at = 0; at < 30; at += 1)
      await aRule(busy, writer, { title: `Draft ${at}`, definition: oneForOne(a.id, 'INF-1') });
    const seen = [1, 2, 3].map(async (page) => listWork(ctxOf(writer), { page }));
    const titles = (await Promise.all(seen)).map((list) => list.lines.map(({ title }) => title));
    expect(titles.map(({ length }) => length)).toEqual([25, 5, 5]);
    expect(new Set(titles.flat()).size).toBe(30);
  });

  it('waits with open conditions for everybody who may settle them', async () => {
    const there = await anInstitution();
    const writer = await aPerson(there, 'evaluator', 'registrar');
    await aRule(there, writer, {
      title: 'On conditions',
      definition: oneForOne(a.id, 'INF-1'),
      status: 'conditionally_approved',
    });
    const waiting = async (person: Awaited<ReturnType<typeof aPerson>>) => {
      const work = await listWork(ctxOf(person));
      const isAsked = work.waiting.some(({ queue }) => queue === 'conditions');
      return isAsked ? (titlesByAct(work)['conditions'] ?? []) : null;
    };
    for (const role of ['evaluator', 'committee_chair'] as const)
      expect(await waiting(await aPerson(there, role)), role).toEqual(['On conditions']);
    expect(await waiting(writer)).toEqual([]);
    for (const role of ['registrar', 'dean'] as const)
      expect(await waiting(await aPerson(there, role)), role).toBeNull();
  });

  it('offers for publishing only what this person may publish: nothing of one’s own, and nothing that one imported', async () => {
    const there = await anInstitution();
    const [importer, second, writer] = [
      await aPerson(there, 'registrar'),
      await aPerson(there, 'registrar'),
      await aPerson(there, 'evaluator'),
    ];
    await aCourse(there, { code: 'T-1' });
    const file = 'institution,courses,targets\nCollege,A 1,T-1\nCollege,A 2,T-1\n';
    await importAll(ctxOf(importer), 'equivalencies', file);
    const approved = { definition: oneForOne(a.id, 'T-1'), status: 'approved' } as const;
    await aRule(there, importer, { ...approved, title: 'Own', voters: [writer] });
    await aRule(there, writer, { ...approved, title: 'Voted on alone', voters: [importer] });
    await aRule(there, writer, { ...approved, title: 'Voted on by others', voters: [importer, second] });
    const offered = async (who: typeof importer) => {
      const { rows, atOnce } = await listRules(ctxOf(who), parseRuleQuery({ state: 'approved' }));
      const work = await listWork(ctxOf(who));
      const queue = work.waiting.find((one) => one.queue === 'publish');
      const titles = rows.filter(({ id }) => atOnce?.among.has(id) === true).map(({ title }) => title);
      expect([queue?.total ?? 0, (titlesByAct(work)['publish'] ?? []).sort()]).toEqual([
        titles.length,
        [...titles].sort(),
      ]);
      return titles.sort();
    };
    expect(await offered(importer)).toEqual(['Voted on by others']);
    expect(await offered(second)).toEqual([
      'A 1, College',
      'A 2, College',
      'Own',
      'Voted on alone',
      'Voted on by others',
    ]);
    expect((await listRules(ctxOf(writer), parseRuleQuery({ state: 'approved' }))).atOnce).toBeNull();
  });

  it('asks nothing more of what can no longer be claimed: a superseded version is neither overdue nor waiting to be resumed', async () => {
    const until = (day: string) => ({ ...oneForOne(b.id, 'INF-8'), claimWindow: { to: day } }) as never;
    await aRule(here, author, {
      title: 'Superseded',
      definition: until('2026-11-24'),
      status: 'published',
      reviewDueOn: '2026-11-24',
    });
    await aRule(here, author, {
      title: 'Last day',
      definition: until('2026-11-25'),
      status: 'published',
      reviewDueOn: '2026-11-24',
    });
    await aRule(here, author, {
      title: 'Suspended before',
      definition: until('2026-11-24'),
      status: 'suspended',
    });
    expect(await titles({ due: 'overdue' })).toEqual(['Last day', 'Overdue']);
    const work = await listWork(ctxOf(registrar));
    expect(titlesByAct(work)['overdue']?.sort()).toEqual(['Last day', 'Overdue']);
    expect(work.waiting.find(({ queue }) => queue === 'suspended')?.total ?? 0).toBe(0);
    // Half past eleven in the evening of the 25th in UTC is the 26th at an institution in Amsterdam.
    const later = await listWork({ ...ctxOf(registrar), now: '2026-11-25T23:30:00.000Z' });
    expect([later.today, titlesByAct(later)['overdue']?.sort()]).toEqual(['2026-11-26', ['Overdue', 'Soon']]);
  });
});
