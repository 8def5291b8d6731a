import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refusal } from '@/lib/kernel/refusal';
import { castVote } from '@/lib/usecases/review/cast-vote';
import { closeStage } from '@/lib/usecases/review/close-stage';
import { declareConflict } from '@/lib/usecases/review/declare-conflict';
import { GiveDelegation, giveDelegation } from '@/lib/usecases/review/give-delegation';
import { remindPerson } from '@/lib/usecases/review/remind-person';
import { replaceReviewer } from '@/lib/usecases/review/replace-reviewer';
import { withdrawDelegation } from '@/lib/usecases/review/withdraw-delegation';
import { DraftRule, draftRule } from '@/lib/usecases/rule/draft-rule';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import { reviseRule, type ReviseRule } from '@/lib/usecases/rule/revise-rule';
import { suspendRule } from '@/lib/usecases/rule/suspend-rule';
import type { BuiltInstitution, BuiltPerson } from '@/tests/support/builders';
import { openBench, useForBuilders } from './support/bench';
import { conclude } from './support/evidence';
import { pick } from './support/scale';
import { findDamage } from './support/whole';

// Two people press at the same instant: one wins, the other is told, nothing is lost. On a server with the settings of production.
const rounds = pick({ slice: 5, ci: 200, campaign: Number(process.env['PROOF_ROUNDS'] ?? 2_000) });

const bench = await openBench('proof-races');
useForBuilders(bench);
const { aCourse, aMicroCredential, anInstitution, aPerson, aRule, departmentStage, oneForOne } = await import(
  '@/tests/support/builders'
);
const { ctxOf } = await import('@/tests/support/ctx');
const { queryAsSuperuser } = await import('@/tests/support/db');
afterAll(() => bench.discard());

let here: BuiltInstitution;
let early: BuiltPerson[], late: BuiltPerson;
let author: BuiltPerson, reviewer: BuiltPerson, chair: BuiltPerson, registrars: [BuiltPerson, BuiltPerson];
let course: { code: string };
beforeAll(async () => {
  here = await anInstitution({
    review: {
      stages: [{ ...departmentStage, mode: 'quorumVote' }],
      coverageThreshold: 80,
      reReviewMonths: 36,
    },
  });
  [author, reviewer, chair] = [
    await aPerson(here, 'evaluator'),
    await aPerson(here, 'reviewer'),
    await aPerson(here, 'chair'),
  ];
  registrars = [await aPerson(here, 'registrar'), await aPerson(here, 'registrar')];
  early = [await aPerson(here, 'reviewer'), await aPerson(here, 'reviewer'), await aPerson(here, 'reviewer')];
  late = await aPerson(here, 'reviewer');
  course = await aCourse(here);
});

const once = () => ({ idempotencyKey: randomUUID() });
const definition = async () => oneForOne((await aMicroCredential(here)).id, course.code);

type Outcome = { won: true; reply: unknown } | { won: false; code: string };

/** Starts them together and waits for all. @refuses anything that is not an ordinary no: a deadlock or a crash is a finding */
async function race(...starts: (() => Promise<unknown>)[]): Promise<Outcome[]> {
  return Promise.all(
    starts.map((start) =>
      start().then(
        (reply): Outcome => ({ won: true, reply }),
        (error: unknown): Outcome => {
          if (error instanceof Refusal) return { won: false, code: error.code };
          throw error;
        },
      ),
    ),
  );
}

const winners = (outcomes: readonly Outcome[]) => outcomes.filter((outcome) => outcome.won).length;
const codes = (outcomes: readonly Outcome[]) =>
  outcomes.flatMap((outcome) => (outcome.won ? [] : [outcome.code]));

/** Every round has exactly one winner, and the loser hears one of these. */
async function exactlyOne(
  name: string,
  noes: readonly string[],
  round: (n: number) => Promise<Outcome[]>,
): Promise<void> {
  const heard: Record<string, number> = {};
  for (let n = 0; n < rounds; n += 1) {
    const outcomes = await round(n);
    expect(winners(outcomes), `round ${n} of ${name}`).toBe(1);
    for (const code of codes(outcomes)) {
      expect(noes, `round ${n} of ${name}`).toContain(code);
      heard[code] = (heard[code] ?? 0) + 1;
    }
  }
  conclude(`races-${name}`, { rounds, ...heard });
}

test('two registrars publish the same version', async () => {
  await exactlyOne('publish-publish', ['conflict', 'invalid_transition'], async () => {
    const { id } = await aRule(here, author, {
      definition: await definition(),
      status: 'approved',
      voters: [reviewer],
    });
    const input = { ruleVersionId: id, expectedVersion: 1 };
    const outcomes = await race(...registrars.map((one) => () => publishRule(ctxOf(one, once()), input)));
    expect(
      await queryAsSuperuser(
        "select 1 from rule_transition where rule_version_id = $1 and action = 'publish'",
        [id],
      ),
    ).toHaveLength(1);
    return outcomes;
  });
});

test('two versions of one rule with overlapping claims are published', async () => {
  await exactlyOne('publish-overlapping', ['conflict', 'invalid_transition', 'rule_violation'], async () => {
    const given = { definition: await definition(), status: 'approved' as const, voters: [reviewer] };
    const first = await aRule(here, author, given);
    const second = await aRule(here, author, {
      ...given,
      ruleId: first.ruleId,
      code: first.ruleCode,
      version: 2,
    });
    const outcomes = await race(
      () => publishRule(ctxOf(registrars[0], once()), { ruleVersionId: first.id, expectedVersion: 1 }),
      () => publishRule(ctxOf(registrars[1], once()), { ruleVersionId: second.id, expectedVersion: 1 }),
    );
    expect(
      await queryAsSuperuser("select 1 from rule_version where rule_id = $1 and status = 'published'", [
        first.ruleId,
      ]),
    ).toHaveLength(1);
    return outcomes;
  });
});

test('one suspends a version while another publishes its successor', async () => {
  const seen = { bothInTurn: 0, oneRefused: 0 };
  for (let n = 0; n < rounds; n += 1) {
    const base = await definition();
    const first = await aRule(here, author, {
      definition: base,
      status: 'published',
      publishedBy: registrars[0],
      voters: [reviewer],
    });
    const later = { ...base, claimWindow: { from: '2026-12-01' } } as typeof base;
    const second = await aRule(here, author, {
      definition: later,
      status: 'approved',
      voters: [reviewer],
      ruleId: first.ruleId,
      code: first.ruleCode,
      version: 2,
    });
    const outcomes = await race(
      () =>
        suspendRule(ctxOf(registrars[0], once()), {
          ruleVersionId: first.id,
          expectedVersion: 1,
          reason: 'A question is open.',
        }),
      () => publishRule(ctxOf(registrars[1], once()), { ruleVersionId: second.id, expectedVersion: 1 }),
    );
    // Whoever comes second meets another row version, or is right in either order; what stands is what was answered.
    expect(winners(outcomes)).toBeGreaterThanOrEqual(1);
    for (const code of codes(outcomes)) expect(['conflict', 'invalid_transition']).toContain(code);
    const rows = await queryAsSuperuser<{ id: string; status: string; claim_to: string | null }>(
      'select id, status, claim_to::text from rule_version where rule_id = $1',
      [first.ruleId],
    );
    const [old, fresh] = [rows.find((row) => row.id === first.id), rows.find((row) => row.id === second.id)];
    expect(old?.status).toBe(outcomes[0]?.won ? 'suspended' : 'published');
    expect(fresh?.status).toBe(outcomes[1]?.won ? 'published' : 'approved');
    expect(old?.claim_to).toBe(outcomes[1]?.won ? '2026-11-30' : null);
    seen[winners(outcomes) === 2 ? 'bothInTurn' : 'oneRefused'] += 1;
  }
  conclude('races-suspend-publish', { rounds, ...seen });
});

test('the same draft is saved in two tabs: the later one is told what changed, and overwrites nothing', async () => {
  await exactlyOne('stale-edit', ['conflict'], async () => {
    const input = await aDraft();
    const outcomes = await race(
      ...[0, 1].map((n) => () => reviseRule(ctxOf(author, once()), { ...input, title: `Title of ${n}` })),
    );
    const [stored] = await queryAsSuperuser<{ title: string; row_version: number }>(
      'select r.title, v.row_version from rule_version v join equivalency_rule r on r.tenant_id = v.tenant_id and r.id = v.rule_id where v.id = $1',
      [input.ruleVersionId],
    );
    expect(stored).toEqual({
      title: `Title of ${outcomes.findIndex((outcome) => outcome.won)}`,
      row_version: 2,
    });
    return outcomes;
  });
});

test('the chair closes a stage while a vote arrives: the vote counts or is refused, never neither', async () => {
  const seen = { voteFirst: 0, closedFirst: 0 };
  for (let n = 0; n < rounds; n += 1) {
    const { stageId, rowVersion } = await aStageToClose();
    const voting = () =>
      castVote(ctxOf(reviewer, once()), {
        stageId,
        choice: 'reject',
        rationale: 'It does not reach the level.',
        rejection: 'not_as_proposed',
        publicReason: 'It does not reach the level.',
      });
    const closing = () =>
      closeStage(ctxOf(chair, once()), { stageId, expectedVersion: rowVersion, minutesRef: '', note: '' });
    // The one that is sent first has a head start of a blink; each has it half of the time.
    const [vote, close] = n % 2 === 0 ? await race(voting, closing) : (await race(closing, voting)).reverse();
    const [stage] = await queryAsSuperuser<{ status: string; outcome: string | null; votes: number }>(
      `select status, outcome, (select count(*)::int from vote v where v.tenant_id = s.tenant_id and v.stage_id = s.id and v.choice = 'reject') as votes from review_stage s where id = $1`,
      [stageId],
    );
    // The vote counts and the chair is told of it, or the stage was closed as the chair had seen it and the vote comes too late.
    expect([vote?.won, close?.won].filter(Boolean)).toHaveLength(1);
    expect(vote?.won ? close : vote).toEqual({
      won: false,
      code: vote?.won ? 'conflict' : 'invalid_transition',
    });
    expect(stage).toEqual(
      vote?.won
        ? { status: 'open', outcome: null, votes: 2 }
        : { status: 'closed', outcome: 'returned', votes: 1 },
    );
    seen[vote?.won ? 'voteFirst' : 'closedFirst'] += 1;
  }
  conclude('races-vote-close', { rounds, ...seen });
});

test('a chair gives a seat to somebody else while its reviewer votes', async () => {
  const spare = await aPerson(here, 'reviewer');
  const noes = ['rule_violation', 'forbidden'];
  await exactlyOne('replace-vote', noes, async (n) => {
    const rule = await aRule(here, author, {
      definition: await definition(),
      status: 'in_department',
      mode: 'quorumVote',
      voters: [reviewer, late],
      chair,
    });
    const stageId = rule.stageId ?? '';
    for (const person of [reviewer, chair])
      await declareConflict(ctxOf(person, once()), { stageId, conflict: 'none', note: '' });
    const voting = () =>
      castVote(ctxOf(reviewer, once()), { stageId, choice: 'abstain', rationale: 'Not my field.' });
    const replacing = () =>
      replaceReviewer(ctxOf(chair, once()), {
        stageId,
        personId: reviewer.id,
        successorId: spare.id,
        reason: 'Away.',
      });
    const outcomes = await (n % 2 === 0 ? race(voting, replacing) : race(replacing, voting));
    const [found] = await queryAsSuperuser<{ votes: number; seats: number; spare: number; acts: number }>(
      `select (select count(*)::int from vote where stage_id = $1 and person_id = $2) as votes,
              (select count(*)::int from review_assignment where stage_id = $1 and person_id = $2 and is_voting) as seats,
              (select count(*)::int from review_assignment where stage_id = $1 and person_id = $3 and is_voting) as spare,
              (select count(*)::int from review_replacement where stage_id = $1) as acts`,
      [stageId, reviewer.id, spare.id],
    );
    // The vote counts and the seat stays, or the seat has gone, with its record, before there was a vote.
    expect([
      { votes: 1, seats: 1, spare: 0, acts: 0 },
      { votes: 0, seats: 0, spare: 1, acts: 1 },
    ]).toContainEqual(found);
    return outcomes;
  });
});

test('a delegation is taken back while its delegate acts by it', async () => {
  const seen = { actedFirst: 0, tooLate: 0 };
  const delegate = await aPerson(here, 'reviewer');
  for (let n = 0; n < rounds; n += 1) {
    const rule = await aRule(here, author, {
      definition: await definition(),
      status: 'in_department',
      mode: 'quorumVote',
      voters: [reviewer],
      chair,
    });
    const stageId = rule.stageId ?? '';
    const { id } = await giveDelegation(
      ctxOf(chair, once()),
      GiveDelegation.parse({
        office: `chair|${here.departmentId}`,
        delegateId: delegate.id,
        fromDay: '2020-01-01',
        toDay: '2099-12-31',
      }),
    );
    await declareConflict(ctxOf(delegate, once()), { stageId, conflict: 'none', note: '' });
    const acting = () => remindPerson(ctxOf(delegate, once()), { stageId, personId: reviewer.id });
    const ending = () => withdrawDelegation(ctxOf(chair, once()), { delegationId: id });
    const [act, end] = n % 2 === 0 ? await race(acting, ending) : (await race(ending, acting)).reverse();
    expect(end?.won, `round ${n}`).toBe(true);
    if (!act?.won) expect(act, `round ${n}`).toEqual({ won: false, code: 'forbidden' });
    // The trail never tells of an act after the end of what it rested on.
    const order = await queryAsSuperuser<{ action: string }>(
      `select action from audit_event where tenant_id = $1 and action in ('review.remind', 'delegation.withdraw') order by seq desc limit 2`,
      [here.id],
    );
    if (act?.won) expect(order.map(({ action }) => action)).toEqual(['delegation.withdraw', 'review.remind']);
    seen[act?.won ? 'actedFirst' : 'tooLate'] += 1;
  }
  conclude('races-delegate-withdraw', { rounds, ...seen });
});

test('the same form is sent twice at once: one effect, the same answer', async () => {
  for (let n = 0; n < rounds; n += 1) {
    const title = randomUUID();
    const input = DraftRule.parse({ microCredentialId: (await aMicroCredential(here)).id, title });
    const key = once();
    const outcomes = await race(
      ...Array.from({ length: 3 }, () => () => draftRule(ctxOf(author, key), input)),
    );
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(winners(outcomes)).toBe(3);
    expect(await queryAsSuperuser('select 1 from equivalency_rule where title = $1', [title])).toHaveLength(
      1,
    );
  }
  conclude('races-double-submit', { rounds });
});

test('one vote is sent ten times at once: it is one vote, and ten times the same answer', async () => {
  const rule = await aRule(here, author, {
    definition: await definition(),
    status: 'in_department',
    voters: [reviewer, ...early],
    chair,
  });
  const stageId = rule.stageId ?? '';
  await declareConflict(ctxOf(reviewer, once()), { stageId, conflict: 'none', note: '' });
  for (let n = 0; n < Math.ceil(rounds / 5); n += 1) {
    const ctx = ctxOf(reviewer, once());
    const outcomes = await race(
      ...Array.from(
        { length: 10 },
        () => () => castVote(ctx, { stageId, choice: 'abstain', rationale: `Not my field (${n}).` }),
      ),
    );
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(winners(outcomes)).toBe(10);
    expect(await queryAsSuperuser('select 1 from vote where stage_id = $1', [stageId])).toHaveLength(n + 1);
  }
  conclude('races-double-vote', { rounds: Math.ceil(rounds / 5), sentAtOnce: 10 });
});

test('after all of it: one version in force, no vote by an author, the audit chain whole', async () => {
  const { broken } = await findDamage(bench.admin, []);
  expect(broken).toEqual([]);
});

test('control: without the check of the version, the same race loses an edit, and the proof sees it', async () => {
  // What reviseRule does, less the expected version: each saves over whatever is there.
  const overwrite = (input: ReviseRule, title: string) =>
    queryAsSuperuser(
      `with v as (update rule_version set row_version = row_version + 1 where id = $1 returning rule_id, tenant_id)
     update equivalency_rule r set title = $2 from v where r.id = v.rule_id and r.tenant_id = v.tenant_id`,
      [input.ruleVersionId, title],
    );
  const input = await aDraft();
  const outcomes = await race(
    () => overwrite(input, 'Title of 0'),
    () => overwrite(input, 'Title of 1'),
  );
  expect(() => expect(winners(outcomes)).toBe(1)).toThrow();
});

test('control: with a key of its own for each sending, the same form has several effects, and the proof sees them', async () => {
  const title = randomUUID();
  const input = DraftRule.parse({ microCredentialId: (await aMicroCredential(here)).id, title });
  for (let n = 0; n < 2; n += 1) await draftRule(ctxOf(author, once()), input);
  const rows = await queryAsSuperuser('select 1 from equivalency_rule where title = $1', [title]);
  expect(() => expect(rows).toHaveLength(1)).toThrow();
});

async function aDraft(): Promise<ReviseRule> {
  const content = await definition();
  const { id } = await aRule(here, author, { definition: content });
  const basis = {
    kind: 'ownReview' as const,
    recommendationIds: [],
    changedBecause: '',
    otherwiseBecause: '',
    precedentRuleVersionIds: [],
    microCredentialVersionIds: [],
  };
  return {
    ruleVersionId: id,
    expectedVersion: 1,
    title: 'Title',
    departmentId: here.departmentId,
    definition: content,
    basis,
    publicNote: '',
    internalNote: '',
  };
}

/** Three of five have voted and none of it can pass any more; how it ends is still open, so that the chair may close and the fourth may vote. */
async function aStageToClose(): Promise<{ stageId: string; rowVersion: number }> {
  const rule = await aRule(here, author, {
    definition: await definition(),
    status: 'in_department',
    // Where all must vote, a chair could not close before the last one has.
    mode: 'quorumVote',
    voters: [...early, reviewer, late],
    chair,
  });
  const stageId = rule.stageId ?? '';
  for (const person of [...early, reviewer, chair])
    await declareConflict(ctxOf(person, once()), { stageId, conflict: 'none', note: '' });
  for (const [n, person] of early.entries())
    await castVote(ctxOf(person, once()), {
      stageId,
      choice: n === 1 ? 'reject' : 'return',
      rationale: 'Outcomes are missing.',
      ...(n === 1 && { rejection: 'not_as_proposed' as const, publicReason: 'Outcomes are missing.' }),
    });
  const [stage] = await queryAsSuperuser<{ row_version: number }>(
    'select row_version from review_stage where id = $1',
    [stageId],
  );
  return { stageId, rowVersion: stage?.row_version ?? 0 };
}
