import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '@/tests/support/app';
import { type Cell, cellsOf, mismatches, rows } from './matrix/cells';
import { changedTables, databaseDigest } from './matrix/digest';
import { Browser, type Fields } from './matrix/http';
import { type Endpoint, endpoints } from './matrix/inventory';
import { Accounts, partiesOf } from './matrix/parties';
import { mixed, spread } from './matrix/choice';
import type { Party, World } from './matrix/row';
import { type Bench, runCells, runWrites } from './matrix/run';
import { buildTenants } from './matrix/world';
import { conclude } from './support/evidence';
import { pick, report, scale, seed } from './support/scale';

const found: Endpoint[] = endpoints();
let app: TestApp;
let another: Awaited<ReturnType<TestApp['startAnother']>> | undefined;
let bench: Bench;
let parties: Party[];
let cells: Cell[];

beforeAll(async () => {
  app = await startTestApp({ demonstration: false, settings: { TRUSTED_PROXIES: '1' } });
  const pool = new pg.Pool({ connectionString: app.adminUrl, max: 4 });
  const world: World = await buildTenants(pool);
  parties = partiesOf(world);
  const accounts = new Accounts(pool);
  for (const party of parties) await accounts.open(party);
  // Rendering is what takes the time, and one instance has one thread for it; at the small size a second start would cost more than it saves.
  const addresses =
    scale === 'slice' ? [app.address] : [app.address, (another = await app.startAnother()).address];
  bench = { browser: new Browser(...addresses), accounts, pool, world };
  const all = mixed(cellsOf(world, parties, found), seed);
  cells = spread(all, pick({ slice: 450, ci: 20_500, campaign: Infinity }));
});

afterAll(async () => {
  bench?.browser.close();
  await bench?.pool.end();
  await another?.stop();
  await app?.stop();
});

describe('who may do what, over HTTP', () => {
  it('knows every page, route and action that the build has, and no others', () => {
    expect(mismatches(found)).toEqual({ withoutRow: [], withoutEndpoint: [] });
  });

  it('answers everybody as the policy says, keeps what is kept, and changes nothing where it refuses', async () => {
    const [reading, writing] = [cells.filter(({ writes }) => !writes), cells.filter(({ writes }) => writes)];
    const problems = [...(await runCells(bench, reading)), ...(await runWrites(bench, writing))];
    conclude('matrix', {
      cells: cells.length,
      endpoints: new Set(cells.map(({ row }) => row.endpoint)).size,
      of: rows.length,
      actors: new Set(cells.map(({ party }) => party.name)).size,
      objects: new Set(cells.map(({ thing }) => thing.id)).size,
      denied: cells.filter(({ expected }) => !expected.allowed).length,
      allowed: cells.filter(({ expected }) => expected.allowed).length,
      writes: writing.length,
      problems: problems.length,
    });
    expect(problems.slice(0, 40)).toEqual([]);
  }, 3_600_000);

  it('takes no field that it did not ask for', async () => {
    const [, elsewhere] = bench.world;
    const unasked = {
      tenantId: elsewhere.id,
      status: 'published',
      authorId: elsewhere.people.author.id,
      publishedById: '',
      rowVersion: '9',
      role: 'administrator',
      isDemonstration: 'on',
    };
    const before = await databaseDigest(bench.pool);
    let asked = 0;
    const actions = one(
      cellsOf(bench.world, parties, found).filter(
        ({ endpoint: { kind }, expected }) => kind === 'action' && expected.allowed,
      ),
    );
    // At the small size each action is sent some of the fields, in turns, so that each field is sent to many.
    const every = pick({ slice: 3, ci: 1, campaign: 1 });
    for (const [at, { row, endpoint, party, thing }] of actions.entries()) {
      for (const [turn, [name, value]] of Object.entries(unasked).entries()) {
        if ((at + turn) % every !== 0) continue;
        if (
          (name === 'status' && /suspendPerson|saveCourse|saveProgram/.test(row.endpoint)) ||
          (name === 'role' && /#(?:giveRole|addPerson)Action$/.test(row.endpoint)) ||
          (name === 'tenantId' && row.endpoint.endsWith('#chooseInstitutionAction'))
        )
          continue;
        await bench.accounts.refresh(party, 1);
        bench.accounts.countWrite(party);
        const place = { actionId: endpoint.actionId ?? '', page: endpoint.page ?? '' };
        const reply = await row.call(bench.browser, bench.accounts.cookie(party), {
          party,
          thing,
          isAllowed: false,
          place,
          extra: { [name]: value },
        });
        expect(`${reply.code} ${reply.reason}`, `${row.endpoint} with ${name}`).toBe(
          'invalid_input form/invalid',
        );
        asked += 1;
      }
    }
    expect(
      changedTables(before, await databaseDigest(bench.pool)).filter(
        (table) => !['auth_user', 'auth_session', 'person'].includes(table),
      ),
    ).toEqual([]);
    report('matrix-unasked', { asked });
  });

  it('finds nothing by an id of another institution that stands inside a form', async () => {
    const [here, elsewhere] = bench.world;
    const {
      rules: [draft],
      people,
    } = here;
    const foreign = {
      department: elsewhere.departments.own.id,
      person: elsewhere.people.reviewer.id,
      rule: elsewhere.rules[0]?.id ?? '',
    };
    const submitted = here.rules.find(({ status }) => status === 'submitted');
    const open = here.stages.find(({ status, stageKind }) => status === 'open' && stageKind === 'department');
    const otherStage = elsewhere.stages[0];
    const certificate = { microCredentialId: here.microCredential.id, title: 'A new mapping' };
    const calls: [string, string, Fields][] = [
      ['author', 'draftRuleAction', { ...certificate, departmentId: foreign.department }],
      ['author', 'draftRuleAction', { ...certificate, start: 'precedent', precedentId: foreign.rule }],
      [
        'author',
        'reviseRuleAction',
        {
          ruleVersionId: draft?.id ?? '',
          expectedVersion: '1',
          title: 'Mine',
          departmentId: foreign.department,
          'definition.premise.branches.0.mc': here.microCredential.id,
          'basis.kind': 'ownReview',
        },
      ],
      [
        'evaluator',
        'routeRuleAction',
        { ruleVersionId: submitted?.id ?? '', expectedVersion: '1', departmentId: foreign.department },
      ],
      [
        'evaluator',
        'routeRuleAction',
        { ruleVersionId: submitted?.id ?? '', expectedVersion: '1', 'reviewerIds[]': [foreign.person] },
      ],
      ['chair', 'assignReviewersAction', { stageId: open?.id ?? '', 'personIds[]': [foreign.person] }],
      [
        'reviewer',
        'castVoteAction',
        {
          stageId: open?.id ?? '',
          save: 'yes',
          'marks.0.courseOutcomeId': otherStage?.courseOutcomeId ?? '',
          'marks.0.coverage': 'full',
        },
      ],
      [
        'administrator',
        'giveRoleAction',
        { personId: people.dean.id, role: 'chair', departmentId: foreign.department },
      ],
      [
        'evaluator',
        'answerQuestionAction',
        { caseId: open?.caseId ?? '', replyToId: otherStage?.questionId ?? '', body: 'Here.' },
      ],
      ['registrar2', 'publishRulesAction', { 'chosen[]': [`${foreign.rule}:1`] }],
    ];
    const before = await databaseDigest(bench.pool);
    for (const [name, action, fields] of calls) {
      const endpoint = found.find((one) => one.name.endsWith(`#${action}`)) as Endpoint;
      const party = parties.find((one) => one.name === name) as Party;
      const reply = await bench.browser.action(
        (endpoint.page ?? '').replace(/\[\w+\]/g, draft?.id ?? ''),
        endpoint.actionId ?? '',
        bench.accounts.cookie(party),
        fields,
      );
      expect(reply.reason, action).not.toMatch(/bug|form\/invalid/);
      if (action !== 'publishRulesAction') expect(reply.outcome, action).toBe('refused');
      expect(reply.body, action).not.toContain(elsewhere.canary);
    }
    expect(changedTables(before, await databaseDigest(bench.pool))).toEqual([]);
  });

  it('ends a role at once, in the middle of a session', async () => {
    const [{ people, rules }] = bench.world;
    const party = parties.find(({ name }) => name === 'registrar2') as Party;
    const approved = rules.find(({ status }) => status === 'approved');
    const ask = () => bench.browser.page('/registrar/rules/new', bench.accounts.cookie(party));
    const title = 'name="words"';
    expect((await ask()).body).toContain(title);
    await bench.pool.query('UPDATE role_grant SET ended_at = now() WHERE person_id = $1', [
      people.registrar2.id,
    ]);
    expect((await ask()).body).not.toContain(title);
    const publish = found.find(({ name }) => name.endsWith('#publishRuleAction'));
    const reply = await bench.browser.action(
      '/registrar/rules',
      publish?.actionId ?? '',
      bench.accounts.cookie(party),
      { ruleVersionId: approved?.id ?? '', expectedVersion: '1' },
    );
    expect(reply).toMatchObject({ code: 'forbidden', reason: 'access/role-missing' });
  });

  it('answers a forged or outdated action as one that is not there', async () => {
    const party = parties.find(({ name }) => name === 'registrar') as Party;
    const { actionId = '' } = found.find(({ kind }) => kind === 'action') as Endpoint;
    for (const id of ['0'.repeat(42), actionId.replace(/^../, 'ff'), `${actionId.slice(0, -4)}0000`]) {
      expect(
        (await bench.browser.action('/registrar/rules', id, bench.accounts.cookie(party), {})).status,
        id,
      ).toBe(409);
    }
  });
});

/** One cell of each endpoint. */
function one(all: readonly Cell[]): Cell[] {
  return [...new Map(all.map((cell) => [cell.row.endpoint, cell])).values()];
}
