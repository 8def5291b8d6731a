import type pg from 'pg';
import type { World } from './row';
import type { RuleThing, StageThing } from './world';

/** Something the database itself must refuse, whoever asks: past row-level security and privileges, only the guard stands in the way. */
export interface Probe {
  /** `trigger on table` or `constraint on table`. */
  guard: string;
  what: string;
  sql: string;
  values: unknown[];
}

const appendOnly = ['vote', 'rule_transition', 'review_message', 'evidence', 'audit_event'];

export function guardProbes([here, elsewhere]: World): Probe[] {
  const probes: Probe[] = [];
  const add = (guard: string, what: string, sql: string, values: unknown[]) =>
    void probes.push({ guard, what, sql, values });
  const rule = (status: string, at = 0): RuleThing =>
    here.rules.filter((one) => one.status === status)[at] as RuleThing;
  const stage = (status: 'open' | 'closed', kind: string): StageThing =>
    here.stages.find((one) => one.status === status && one.stageKind === kind) as StageThing;
  const { people } = here;
  for (const table of appendOnly) {
    add(
      `append_only on ${table}`,
      'changed',
      `UPDATE ${table} SET tenant_id = tenant_id WHERE tenant_id = $1`,
      [here.id],
    );
    add(`append_only on ${table}`, 'removed', `DELETE FROM ${table} WHERE tenant_id = $1`, [here.id]);
    add(`never_truncated on ${table}`, 'emptied', `TRUNCATE ${table} CASCADE`, []);
  }
  add(
    'guard_demonstration_person on person',
    'a demonstration person in a real institution',
    'UPDATE person SET is_demonstration = true WHERE id = $1',
    [people.dean.id],
  );
  add(
    'guard_demonstration_institution on institution',
    'turned into a demonstration',
    'UPDATE institution SET is_demonstration = true WHERE id = $1',
    [here.id],
  );

  const version = (what: string, id: string, set: string, values: unknown[] = []) =>
    add(
      'guard_rule_version on rule_version',
      what,
      `UPDATE rule_version SET row_version = row_version + 1, ${set} WHERE id = $1`,
      [id, ...values],
    );
  version('another author', rule('draft').id, 'author_id = $2', [people.dean.id]);
  version('approved without a review', rule('draft').id, `status = 'approved'`);
  version('published from a draft', rule('draft').id, `status = 'published', published_by_id = $2`, [
    people.registrar2.id,
  ]);
  version('approved with a stage open', rule('in_committee').id, `status = 'approved'`);
  version('published content changed', rule('published').id, `public_note = 'changed'`);
  version(
    'published by its author',
    rule('approved').id,
    `status = 'published', published_by_id = author_id`,
  );
  version('published by nobody', rule('approved').id, `status = 'published'`);
  version(
    'published by the only voter',
    here.rules.find(({ label }) => label.endsWith('alone'))?.id ?? '',
    `status = 'published', published_by_id = $2`,
    [people.registrar2.id],
  );
  version(
    'published by whoever imported it',
    here.rules.find(({ label }) => label.endsWith('taken'))?.id ?? '',
    `status = 'published', published_by_id = $2`,
    [people.registrar.id],
  );
  add(
    'guard_rule_version on rule_version',
    'row version kept',
    'UPDATE rule_version SET internal_note = internal_note WHERE id = $1',
    [rule('draft').id],
  );
  add(
    'guard_rule_version on rule_version',
    'born published',
    `INSERT INTO rule_version (tenant_id, rule_id, version, status, definition, author_id) SELECT tenant_id, rule_id, 9, 'published', definition, author_id FROM rule_version WHERE id = $1`,
    [rule('draft').id],
  );

  const vote = (what: string, stageId: string, personId: string) =>
    add(
      'guard_vote on vote',
      what,
      `INSERT INTO vote (tenant_id, stage_id, person_id, ordinal, choice, rationale) VALUES ($1, $2, $3, 7, 'approve', 'x')`,
      [here.id, stageId, personId],
    );
  const open = stage('open', 'department');
  vote('by somebody not assigned', open.id, people.unassigned.id);
  vote('by the recused', open.id, people.recused.id);
  vote('before declaring', open.id, people.undeclared.id);
  vote('after the close', stage('closed', 'department').id, people.reviewer.id);
  add(
    'guard_review_stage on review_stage',
    'a closed stage opened again',
    `UPDATE review_stage SET status = 'open', outcome = NULL WHERE id = $1`,
    [stage('closed', 'department').id],
  );
  add(
    'guard_review_stage on review_stage',
    'rules changed while open',
    `UPDATE review_stage SET config = '{}' WHERE id = $1`,
    [open.id],
  );
  const [adopted] = here.policies;
  add(
    'guard_policy_version on policy_version',
    'an adopted policy changed',
    `UPDATE policy_version SET credit = '{}' WHERE id = $1`,
    [adopted?.id ?? ''],
  );
  add(
    'chain_audit_event on audit_event',
    'an entry in another institution’s chain',
    `INSERT INTO audit_event (tenant_id, seq, at, action, object_type, object_id, request_id, commitment, prev_hash, hash) VALUES ($1, 999, now(), 'rule.draft', 'rule_version', 'x', 'x', 'x', 'x', 'x')`,
    [elsewhere.id],
  );

  add(
    'policy_version_two_people on policy_version',
    'adopted by its author',
    `UPDATE policy_version SET status = 'adopted', adopted_by_id = author_id WHERE id = $1`,
    [here.policies[1]?.id ?? ''],
  );
  add(
    'role_grant_not_to_oneself on role_grant',
    'a role given to oneself',
    `INSERT INTO role_grant (tenant_id, person_id, role, granted_by_id) VALUES ($1, $2, 'administrator', $2)`,
    [here.id, people.dean.id],
  );
  add(
    'role_grant_department on role_grant',
    'a chair of nothing',
    `INSERT INTO role_grant (tenant_id, person_id, role) VALUES ($1, $2, 'chair')`,
    [here.id, people.dean.id],
  );
  add(
    'review_assignment_recusal on review_assignment',
    'recused without a conflict',
    'UPDATE review_assignment SET conflict_declared = false WHERE stage_id = $1 AND is_recused',
    [open.id],
  );
  add(
    'vote_has_rationale on vote',
    'a vote without a reason',
    `INSERT INTO vote (tenant_id, stage_id, person_id, ordinal, choice, rationale) VALUES ($1, $2, $3, 8, 'approve', ' ')`,
    [here.id, open.id, people.reviewer.id],
  );
  return probes;
}

/** Triggers of the database that no probe tries. Must be none. */
export async function triggersWithoutProbe(admin: pg.Pool, probes: readonly Probe[]): Promise<string[]> {
  const { rows } = await admin.query<{ guard: string }>(
    `SELECT t.tgname || ' on ' || c.relname AS guard FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace`,
  );
  return rows.map(({ guard }) => guard).filter((guard) => !probes.some((probe) => probe.guard === guard));
}

/** The probes that went through. */
export async function unguarded(admin: pg.Pool, world: World, probes: readonly Probe[]): Promise<string[]> {
  const problems: string[] = [];
  for (const { guard, what, sql, values } of probes) {
    const client = await admin.connect();
    try {
      await client.query('begin');
      await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [world[0].id]);
      const { rowCount } = await client.query(sql, values);
      problems.push(`${guard}: ${what}${rowCount === 0 ? ', which reached nothing' : ''}`);
    } catch (error) {
      const { code = '' } = error as { code?: string };
      if (!/^(23000|23514|42501)$/.test(code))
        problems.push(`${guard}: ${what}, refused for another reason: ${(error as Error).message}`);
    } finally {
      await client.query('rollback');
      client.release();
    }
  }
  return problems;
}
