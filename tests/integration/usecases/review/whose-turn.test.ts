import { expect, test } from 'vitest';
import type { StaffMember } from '@/lib/access/actor';
import { casesConcerning, pageOfOpenCases } from '@/lib/db/open-cases';
import { withTenant } from '@/lib/db/tx';
import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import { isAsk } from '@/lib/review/turn';
import type { StageConfig } from '@/lib/review/stage-config';
import { askForMore } from '@/lib/usecases/review/ask-for-more';
import { GiveDelegation, giveDelegation } from '@/lib/usecases/review/give-delegation';
import { listMyCases, openCasesFor } from '@/lib/usecases/review/list-my-cases';
import { viewCase } from '@/lib/usecases/review/view-case';
import { ViewLedStages, viewLedStages } from '@/lib/usecases/review/view-led-stages';
import { listWork } from '@/lib/usecases/rule/list-work';
import { settleConditions } from '@/lib/usecases/rule/settle-conditions';
import { viewRule } from '@/lib/usecases/rule/view-rule';
import { aPerson, aRule, type BuiltPerson, oneForOne } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import {
  aReview,
  clear,
  close,
  committee,
  department,
  judge,
  openStageOf,
  policyOf,
  recuse,
  vote,
  onConditions,
} from './arrange';

const today = '2026-11-24' as CivilDate;
const nameOf = async ({ id }: BuiltPerson) =>
  (await queryAsSuperuser<{ name: string }>('SELECT name FROM person WHERE id = $1', [id]))[0]?.name;
const others = async (person: BuiltPerson) =>
  (await listWork(ctxOf(person), { tab: 'others' })).others.lines.map(({ title: _, ...line }) => line);
const policyAskingForTwo: StageConfig = { ...department, minReviewers: 2 };

test('what waits for others says who is expected to act and which act, and how many votes policy asks for', async () => {
  const review = await aReview({ reviewers: 1, policy: policyOf(policyAskingForTwo) });
  const [reviewer] = review.reviewers as [BuiltPerson];
  const registrar = await aPerson(review.institution, 'registrar');
  const [chairName, reviewerName] = [await nameOf(review.chair), await nameOf(reviewer)];
  expect(await others(registrar)).toMatchObject([
    {
      expected: [{ act: 'declare', count: 2, names: [chairName, reviewerName].sort() }],
      votes: { voted: 0, seated: 2 },
    },
  ]);
  await clear(review.chair, review.stageId);
  await judge(reviewer, review);
  await vote(reviewer, review.stageId);
  expect(await others(registrar)).toMatchObject([
    { expected: [{ act: 'assign', names: [chairName] }], votes: { voted: 1, seated: 2 } },
  ]);
  // Its author learns what is waited for, not who is in it.
  expect(await others(review.author)).toMatchObject([{ expected: [{ act: 'assign', count: 1, names: [] }] }]);
  const { items } = await listMyCases(ctxOf(reviewer), { tab: 'all', page: 1 });
  expect(items).toMatchObject([
    { turn: 'voted', voted: 1, seated: 2, expected: [{ act: 'assign', names: [chairName] }] },
  ]);
});

test('what its author can do nothing about waits in the other list, with those who can', async () => {
  const review = await aReview({ reviewers: 1 });
  const registrar = await aPerson(review.institution, 'registrar');
  const writer = await aPerson(review.institution, 'evaluator', 'registrar');
  const definition = oneForOne(review.certificate.id, review.course.code);
  const approved = await aRule(review.institution, writer, {
    definition,
    status: 'approved',
    title: 'Ready',
  });
  const open = await aRule(review.institution, writer, {
    definition,
    status: 'conditionally_approved',
    title: 'On conditions',
  });
  const { lines, total } = (await listWork(ctxOf(writer), { tab: 'others' })).others;
  expect(total).toBe(3);
  expect(lines.slice(0, 2)).toMatchObject([
    {
      href: `/registrar/rules/${approved.id}`,
      expected: [{ act: 'publish', names: [await nameOf(registrar)] }],
    },
    { href: `/registrar/rules/${open.id}`, expected: [{ act: 'conditions' }] },
  ]);
  expect(lines[1]?.expected[0]?.names).not.toContain(await nameOf(writer));
  // The registrar publishes one, and cannot settle the other.
  const theirs = await listWork(ctxOf(registrar), { tab: 'others' });
  expect(theirs.others.lines.map(({ href }) => href)).toContain(`/registrar/rules/${open.id}`);
  expect(theirs.others.lines.map(({ href }) => href)).not.toContain(`/registrar/rules/${approved.id}`);
});

test('conditions wait among the reviews of whoever may settle them', async () => {
  const review = await aReview({ reviewers: 1 });
  const [reviewer] = review.reviewers as [BuiltPerson];
  await judge(reviewer, review);
  await vote(reviewer, review.stageId);
  const committee = (await openStageOf(review.caseId))?.id ?? '';
  const [head] = review.members as [BuiltPerson];
  for (const member of review.members) {
    await judge(member, { ...review, stageId: committee });
    if (member !== review.members.at(-1)) await vote(member, committee);
  }
  if ((await openStageOf(review.caseId))?.id === committee)
    await close(head, committee, onConditions('A proctored exam.'));
  const settler = await aPerson(review.institution, 'evaluator');
  expect(await listMyCases(ctxOf(settler), { tab: 'mine', page: 1 })).toMatchObject({
    counts: { mine: 1 },
    items: [{ caseId: review.caseId, turn: 'conditions' }],
  });
  expect((await listMyCases(ctxOf(review.author), { tab: 'mine', page: 1 })).counts.mine).toBe(0);
});

test('conditions are owed: whoever owes them is told so, from the day after on that they are late, and everybody else of whom it waits', async () => {
  const due = addDays(today, 1);
  for (const owner of ['person', 'role'] as const) {
    const review = await aReview({ reviewers: 1, members: 1, policy: policyOf(department, committee) });
    const [[reviewer], [head]] = [review.reviewers, review.members] as [[BuiltPerson], [BuiltPerson]];
    await judge(reviewer, review);
    await vote(reviewer, review.stageId);
    const stageId = (await openStageOf(review.caseId))?.id ?? '';
    await clear(head, stageId);
    await vote(head, stageId);
    const registrar = await aPerson(review.institution, 'registrar');
    const owes = owner === 'person' ? review.author : registrar;
    await close(head, stageId, {
      ...onConditions('A proctored exam.'),
      conditionsOwner: owner === 'person' ? `person:${owes.id}` : 'role:registrar',
      conditionsDueOn: due,
    });
    const settler = await aPerson(review.institution, 'evaluator');
    const told = async (at: CivilDate) => {
      const on = { day: at };
      const mine = await listMyCases(ctxOf(owes, on), { tab: 'mine', page: 1 });
      const work = await listWork(ctxOf(owes, on));
      const others = (await listWork(ctxOf(review.author, on), { tab: 'others' })).others;
      return {
        queue: mine.items.map((item) => [item.turn, item.due.state]),
        work: work.lines.map(({ act, dueOn }) => [act, dueOn]),
        page: (await viewCase(ctxOf(owes, on), { caseId: review.caseId })).turn,
        settles: (await listMyCases(ctxOf(settler, on), { tab: 'mine', page: 1 })).items.map((item) => [
          item.turn,
          item.due.state,
        ]),
        expected: others.lines[0]?.expected.map(({ act, names }) => [act, names.includes(owes.name)]),
      };
    };
    const turns = (turn: 'meet' | 'meetLate', state: 'today' | 'overdue') => ({
      queue: [[turn, state]],
      work: [[turn, due]],
      page: turn,
      settles: [['conditions', state]],
      expected: [
        [turn, true],
        ['conditions', false],
      ],
    });
    expect(await told(due)).toEqual(turns('meet', 'today'));
    expect(await told(addDays(due, 1))).toEqual(turns('meetLate', 'overdue'));
    // What was settled is owed by nobody.
    const { version } = await viewRule(ctxOf(settler), review.ruleVersionId);
    await settleConditions(ctxOf(settler), {
      ruleVersionId: review.ruleVersionId,
      expectedVersion: version.rowVersion,
      met: 'met',
      reason: 'Seen.',
    });
    expect((await listMyCases(ctxOf(owes), { tab: 'mine', page: 1 })).items).toEqual([]);
  }
});

test('the reviews that are read for a person are all in which it can be their turn', async () => {
  const here = await aReview({ reviewers: 2, policy: policyOf({ ...department, tie: 'chairDecides' }) });
  const { institution } = here;
  const more = await Promise.all(
    ['reviewer', 'chair', 'committee_chair', 'dean', 'registrar', 'evaluator'].map((role) =>
      aPerson(institution, role as 'reviewer'),
    ),
  );
  const people = [here.author, here.chair, here.dean, ...here.reviewers, ...here.members, ...more];
  const same = async () => {
    for (const person of people) {
      const staff = ctxOf(person).actor as StaffMember;
      const [all, concerned] = await withTenant(
        ctxOf(person).database,
        { tenantId: institution.id },
        async (tx) => [
          await openCasesFor(tx, staff, today, await pageOfOpenCases(tx, 0, 100)),
          await casesConcerning(tx, staff),
        ],
      );
      const asked = all.filter(({ turn }) => isAsk(turn)).map(({ caseId }) => caseId);
      expect(asked.filter((id) => !concerned.includes(id))).toEqual([]);
    }
  };
  const [first, second] = here.reviewers as [BuiltPerson, BuiltPerson];
  await same();
  await judge(first, here);
  await askForMore(ctxOf(first), { stageId: here.stageId, kind: 'question', body: 'Where?' });
  await same();
  await vote(first, here.stageId);
  await recuse(here.chair, here.stageId);
  await same();
  await judge(second, here);
  await vote(second, here.stageId, 'reject');
  await same();
  await queryAsSuperuser('UPDATE role_grant SET ended_at = now() WHERE person_id = $1', [here.chair.id]);
  await queryAsSuperuser(
    "UPDATE role_grant SET ended_at = now() WHERE role = 'chair' AND tenant_id = $1 AND ended_at IS NULL",
    [institution.id],
  );
  await same();
});

test('who leads for a chair finds the work on the start page, in the queue and among what is to assign, and everybody else is told', async () => {
  const review = await aReview({ reviewers: 0 });
  const { institution, chair, stageId, caseId } = review;
  const delegate = await aPerson(institution, 'reviewer');
  const registrar = await aPerson(institution, 'registrar');
  await giveDelegation(
    ctxOf(chair),
    GiveDelegation.parse({
      office: `chair|${institution.departmentId}`,
      delegateId: delegate.id,
      fromDay: '2020-01-01',
      toDay: '2099-12-31',
    }),
  );
  const asked = async (person: BuiltPerson, act: string) => {
    const mine = await listMyCases(ctxOf(person), { tab: 'mine', page: 1 });
    const toAssign = await listMyCases(ctxOf(person), { tab: 'assign', page: 1 });
    const start = await listWork(ctxOf(person), { tab: 'mine' });
    const led = await viewLedStages(ctxOf(person), ViewLedStages.parse({ page: 1 }));
    expect(mine.items.map((item) => [item.caseId, item.turn])).toEqual([[caseId, act]]);
    expect(toAssign.items.map((item) => item.caseId)).toEqual([caseId]);
    expect(start.total).toBe(1);
    expect(led.stages.map(({ ownAsk }) => ownAsk)).toEqual([act]);
  };
  const name = await nameOf(delegate);
  await asked(delegate, 'declare');
  expect(await others(registrar)).toMatchObject([{ expected: [{ act: 'declare', names: [name] }] }]);
  expect((await listMyCases(ctxOf(chair), { page: 1 })).items).toEqual([]);
  expect(await others(chair)).toMatchObject([{ expected: [{ act: 'declare' }] }]);
  await clear(delegate, stageId);
  await asked(delegate, 'assign');
  expect(await others(registrar)).toMatchObject([{ expected: [{ act: 'assign', names: [name] }] }]);
});

test('how many have voted of how many is one count on every page, also once a reviewer’s role has ended', async () => {
  const review = await aReview({ reviewers: 2, policy: policyOf(policyAskingForTwo), chairAsked: true });
  const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
  await clear(second, review.stageId);
  const registrar = await aPerson(review.institution, 'registrar');
  const told = async () => {
    const { items } = await listMyCases(ctxOf(second), { tab: 'all', page: 1 });
    const { stages } = await viewLedStages(ctxOf(review.chair), ViewLedStages.parse({ page: 1 }));
    const { deliberation } = await viewCase(ctxOf(second), { caseId: review.caseId });
    const [line] = await others(registrar);
    return [
      { voted: items[0]?.voted, seated: items[0]?.seated },
      stages[0]?.votes,
      deliberation?.stages[0]?.votes,
      line?.votes,
    ];
  };
  expect(await told()).toEqual(Array(4).fill({ voted: 0, seated: 2 }));
  await queryAsSuperuser('UPDATE role_grant SET ended_at = now() WHERE person_id = $1', [first.id]);
  expect(await told()).toEqual(Array(4).fill({ voted: 0, seated: 2 }));
});

test('whose vote is the last one that is missing is not told that others of the stage follow', async () => {
  const review = await aReview({ reviewers: 2 });
  const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
  const isLast = async (person: BuiltPerson) => (await listWork(ctxOf(person))).lines[0]?.isLastVote;
  await clear(first, review.stageId);
  expect([await isLast(first), await isLast(second)]).toEqual([false, false]);
  await vote(first, review.stageId, 'abstain');
  await clear(second, review.stageId);
  expect(await isLast(second)).toBe(true);
});
