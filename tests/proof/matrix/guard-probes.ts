import type { Probe } from './probe';
import type pg from 'pg';
import type { ListingStatus } from '@/lib/micro-credential/listing-life';
import type { RuleStatus } from '@/lib/rule/rule-version';
import { claimProbes } from './claims';
import { issuerProbes } from './issuers';
import { recordProbes } from './records';
import { leadingProbes } from './leading-probes';
import { mergingProbes } from './merging-probes';
import type { World } from './row';
import type { PlainThing, RuleThing, StageThing } from './tenant-shape';

const appendOnly = [
  'vote',
  'rule_transition',
  'review_message',
  'evidence',
  'audit_event',
  'policy_contributor',
  'listing_contributor',
  'rule_contributor',
  'review_lost_seat',
  'review_reminder',
  'review_replacement',
  'review_extension',
  'review_clock_mail',
  'rule_rejection',
  'rule_version_past',
  'reaffirmation',
  'reaffirmed_rule',
  'catalog_past',
];

/** Triggers that refuse nothing: they add a row to what was entered, note that it was, link it, or leave out what is not kept. */
const notes = /^(noted_(when|as)|linked_when|kept_when)_/;
const addsOnly = [
  'add_first_version on course',
  'add_first_version on program',
  'keep_areas_of_program on program_version',
  'keep_kind_of_course on course_version',
  'keep_reason_unpublished on rule_rejection',
  'keep_how_it_stood on rule_version',
  'lead_to_institution on organization',
];

export function guardProbes([here, elsewhere]: World): Probe[] {
  const probes: Probe[] = [];
  const add = (guard: string, what: string, sql: string, values: unknown[]) =>
    void probes.push({ guard, what, sql, values });
  const addAsApp = (guard: string, what: string, sql: string, values: unknown[]) =>
    void probes.push({ guard, what, sql, values, asApp: true });
  const rule = (status: string, at = 0): RuleThing =>
    here.rules.filter((one) => one.status === status)[at] as RuleThing;
  const stage = (status: 'open' | 'closed', kind: string): StageThing =>
    here.stages.find((one) => one.status === status && one.stageKind === kind) as StageThing;
  const { people } = here;
  for (const table of appendOnly) {
    const owner = table === 'catalog_past' ? 'steward_tenant_id' : 'tenant_id';
    add(`append_only on ${table}`, 'changed', `UPDATE ${table} SET ${owner} = ${owner} WHERE ${owner} = $1`, [
      here.id,
    ]);
    add(`append_only on ${table}`, 'removed', `DELETE FROM ${table} WHERE ${owner} = $1`, [here.id]);
    add(`never_truncated on ${table}`, 'emptied', `TRUNCATE ${table} CASCADE`, []);
  }
  add('never_changed on catalog_change', 'changed', 'UPDATE catalog_change SET at = now()', []);
  add('never_truncated on catalog_change', 'emptied', 'TRUNCATE catalog_change', []);
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

  for (const [what, set] of [
    ['a role moved to somebody else', 'person_id = $2'],
    ['a role given by somebody else', 'granted_by_id = $2'],
  ] as const)
    add(
      'guard_role_grant on role_grant',
      what,
      `UPDATE role_grant SET ${set} WHERE tenant_id = $1 AND role = 'auditor'`,
      [here.id, people.dean.id],
    );
  for (const [what, by] of [
    ['a role given by nobody', null],
    ['a role given by somebody who is no administrator', people.registrar.id],
  ] as const)
    addAsApp(
      'guard_role_grant on role_grant',
      what,
      `INSERT INTO role_grant (tenant_id, person_id, role, granted_by_id) VALUES ($1, $2, 'registrar', $3)`,
      [here.id, people.dean.id, by],
    );
  addAsApp(
    'guard_separation on role_grant',
    'administrator and dean without a second administrator',
    `INSERT INTO role_grant (tenant_id, person_id, role, granted_by_id) VALUES ($1, $2, 'administrator', $3)`,
    [here.id, people.dean.id, people.administrator.id],
  );
  const [proposal] = here.proposals;
  for (const [what, set] of [
    ['a proposal for another role', `role = 'auditor'`],
    ['a proposal confirmed by the proposer', `outcome = 'confirmed', settled_by_id = proposed_by_id`],
    ['a proposal settled by whoever it is about', `outcome = 'declined', settled_by_id = person_id`],
  ] as const)
    add(
      'guard_role_proposal on role_proposal',
      what,
      `UPDATE role_proposal SET settled_at = now(), ${set} WHERE id = $1`,
      [proposal?.id],
    );
  probes.push({
    guard: 'guard_person_tie on person',
    what: 'an address that makes dean and administrator one person',
    given: 'UPDATE person SET user_id = NULL WHERE id = $1 AND $2::text IS NOT NULL',
    sql: 'UPDATE person SET email = $2 WHERE id = $1',
    values: [people.dean.id, people.administrator.email.replace('@', '+dean@')],
    asApp: true,
  });
  add(
    'guard_last_administrator on role_grant',
    'the last administrator’s role ended',
    `UPDATE role_grant SET ended_at = now() WHERE tenant_id = $1 AND role = 'administrator' AND ended_at IS NULL`,
    [here.id],
  );
  add(
    'guard_last_to_suspend on person',
    'everybody suspended',
    `UPDATE person SET status = 'suspended' WHERE tenant_id = $1 AND status = 'active'`,
    [here.id],
  );
  for (const [what, set] of [
    ['an account of somebody else', 'user_id = gen_random_uuid()'],
    ['an address that was proved', `email = 'another@example.test'`],
  ] as const)
    addAsApp('guard_person_account on person', what, `UPDATE person SET ${set} WHERE id = $1`, [
      people.dean.id,
    ]);
  for (const [what, at] of [
    ['an entry dated back', `now() - interval '2 hours'`],
    ['an entry dated ahead', `now() + interval '2 hours'`],
  ] as const)
    addAsApp(
      'guard_audit_time on audit_event',
      what,
      `INSERT INTO audit_event (tenant_id, seq, at, action, object_type, object_id, request_id, commitment, prev_hash, hash) VALUES ($1, 0, ${at}, 'rule.draft', 'rule_version', 'x', 'x', 'x', 'x', 'x')`,
      [here.id],
    );
  addAsApp(
    'guard_evidence_open on evidence',
    'evidence for what was decided',
    `INSERT INTO evidence (tenant_id, rule_version_id, kind, title, url, added_by_id) VALUES ($1, $2, 'other', 'x', 'https://example.test/', $3)`,
    [here.id, rule('published').id, people.author.id],
  );

  const change = (guard: string, what: string, id: string, set: string, values: unknown[] = []) =>
    add(
      `${guard} on rule_version`,
      what,
      `UPDATE rule_version SET row_version = row_version + 1, ${set} WHERE id = $1`,
      [id, ...values],
    );
  const version = (what: string, id: string, set: string, values: unknown[] = []) =>
    change('guard_rule_version', what, id, set, values);
  version('another author', rule('draft').id, 'author_id = $2', [people.dean.id]);
  version('approved without a review', rule('submitted').id, `status = 'approved'`);
  version('published from a draft', rule('draft').id, `status = 'published', published_by_id = $2`, [
    people.registrar2.id,
  ]);
  version('a draft again after a stage has passed', rule('in_committee').id, `status = 'draft'`);
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

  const road = (what: string, id: string, set: string, values: unknown[] = []) =>
    change('guard_rule_road', what, id, set, values);
  road('in a stage without a case', rule('submitted').id, `status = 'in_department'`);
  road('approved with a stage open', rule('in_committee').id, `status = 'approved'`);
  road('another publisher', rule('published').id, 'published_by_id = $2', [people.registrar.id]);
  road('a publisher of what is not published', rule('approved').id, 'published_by_id = $2', [
    people.registrar2.id,
  ]);
  road('another reason for the same state', rule('published').id, `status_reason = 'changed'`);
  road('a note changed after submission', rule('submitted').id, `internal_note = 'changed'`);
  const rejected = (what: string, id: string, set: string) => change('guard_rejected', what, id, set);
  rejected('rejected without saying which no', rule('in_department').id, `status = 'rejected'`);
  rejected('a draft approved', rule('draft').id, `status = 'approved'`);
  add(
    'guard_rejection_told on rule_rejection',
    'a rejection of what was not rejected',
    `INSERT INTO rule_rejection (tenant_id, rule_version_id, kind, public_reason, rejected_at) VALUES ($1, $2, 'no_credit', 'x', now())`,
    [here.id, rule('draft').id],
  );
  add(
    'guard_rule_source on rule_source',
    'a certificate taken from what was published',
    'DELETE FROM rule_source WHERE rule_version_id = $1',
    [rule('published').id],
  );
  add(
    'guard_rule_source on rule_source',
    'another certificate in its place',
    'UPDATE rule_source SET micro_credential_id = $2 WHERE rule_version_id = $1',
    [rule('draft').id, elsewhere.microCredential.id],
  );
  add(
    'guard_rule_source on rule_source',
    'a certificate added to what was published',
    'INSERT INTO rule_source (tenant_id, rule_version_id, micro_credential_id) VALUES ($1, $2, $3)',
    [here.id, rule('published').id, elsewhere.microCredential.id],
  );
  add(
    'guard_rule_contributor on rule_contributor',
    'another author of what is frozen',
    'INSERT INTO rule_contributor (tenant_id, rule_version_id, person_id) VALUES ($1, $2, $3)',
    [here.id, rule('submitted').id, people.dean.id],
  );
  version(
    'published by whoever changed it',
    rule('approved').id,
    `status = 'published', published_by_id = $2`,
    [people.suspended.id],
  );
  const unrecorded = (what: string, status: RuleStatus, to: RuleStatus) =>
    change('guard_rule_on_record', what, rule(status).id, `status = '${to}'`);
  unrecorded('conditions settled without a record', 'conditionally_approved', 'approved');
  unrecorded('in force again without a record', 'suspended', 'published');
  const moved = (what: string, action: string, to: string, actorId: string) =>
    add(
      'guard_rule_transition on rule_transition',
      what,
      `INSERT INTO rule_transition (tenant_id, rule_version_id, action, from_status, to_status, actor_id) VALUES ($1, $2, $3, 'approved', $4, $5)`,
      [here.id, rule('published').id, action, to, actorId],
    );
  moved('a move that was not made', 'revoke', 'revoked', people.registrar2.id);
  moved('published by its author, on record', 'publish', 'published', people.author.id);
  moved('published by whoever changed it, on record', 'resume', 'published', people.suspended.id);
  moved(
    'pulled back by somebody who did not write it, on record',
    'pullBack',
    'published',
    people.registrar.id,
  );
  moved('published by somebody else, on record', 'publish', 'published', people.registrar.id);

  for (const [table, { id, tenantId }] of [
    ['course', here.courses[0] as PlainThing],
    ['program', here.programs[0] as PlainThing],
  ] as const) {
    add(
      `guard_versioned on ${table}`,
      'changed without a new version',
      `UPDATE ${table} SET title = 'changed' WHERE id = $1`,
      [id],
    );
    add(
      `guard_dated_version on ${table}_version`,
      'the past changed',
      `UPDATE ${table}_version SET title = 'changed' WHERE ${table}_id = $1`,
      [id],
    );
    const [more, values] = table === 'program' ? [', total_credits, limits', `, '180', '[]'`] : ['', ''];
    add(
      `guard_dated_version on ${table}_version`,
      'a version that begins in the past',
      `INSERT INTO ${table}_version (tenant_id, ${table}_id, first_day, title, status${more}) VALUES ($1, $2, '2020-01-01', 'x', 'active'${values})`,
      [tenantId, id],
    );
  }

  for (const table of ['micro_credential', 'micro_credential_version', 'recommendation'])
    add(
      `keep_what_was_said on ${table}`,
      'what was said of one taken for what is said of another',
      `UPDATE ${table} SET id = gen_random_uuid() WHERE steward_tenant_id = $1`,
      [here.id],
    );
  for (const table of ['micro_credential_version', 'recommendation'])
    add(
      `guard_pass_mark on ${table}`,
      'a pass mark of more than 100 percent',
      `UPDATE ${table} SET pass_mark = '201/2' WHERE steward_tenant_id = $1`,
      [here.id],
    );
  add(
    'guard_program_total on program_version',
    'a program that asks for nothing',
    `INSERT INTO program_version (tenant_id, program_id, first_day, title, status, total_credits, limits) VALUES ($1, $2, '2030-01-01', 'x', 'active', '0.0', '[]')`,
    [here.programs[0]?.tenantId, here.programs[0]?.id],
  );
  for (const [what, sql] of [
    [
      'an organization called otherwise',
      `UPDATE organization SET name = 'x', row_version = row_version + 1 WHERE steward_tenant_id = $1`,
    ],
    [
      'another word over one that somebody has not seen',
      `UPDATE organization SET country = 'FR' WHERE steward_tenant_id = $1`,
    ],
    [
      'an organization merged in the name of another institution',
      `UPDATE organization o SET merged_into_id = t.id, merged_by_tenant_id = t.steward_tenant_id, merged_at = now(), row_version = o.row_version + 1
         FROM organization t WHERE o.steward_tenant_id = $1 AND t.steward_tenant_id <> $1`,
    ],
  ] as const)
    add('guard_organization on organization', what, sql, [here.id]);
  probes.push({
    guard: 'guard_organization on organization',
    what: 'something stated of an organization of which nothing is listed here',
    given: `UPDATE organization SET country = NULL, url = NULL, steward_tenant_id = NULL WHERE steward_tenant_id = $1 AND claimed_tenant_id IS NULL AND $2::text IS NOT NULL`,
    sql: `UPDATE organization o SET country = 'FR', steward_tenant_id = $2::uuid, stated_at = now(), row_version = o.row_version + 1
            FROM entry_organization e, micro_credential m, (SELECT set_config('app.tenant_id', $2, true)) at_work
           WHERE e.organization_id = o.id AND m.id = e.micro_credential_id AND m.steward_tenant_id = $1::uuid`,
    values: [here.id, elsewhere.id],
  });
  probes.push(...mergingProbes(here, elsewhere));
  for (const [guard, sql] of [
    [
      'guard_refused_entry on micro_credential',
      `UPDATE micro_credential SET refused_by_id = $2, refused_at = now(), row_version = row_version + 1 WHERE steward_tenant_id = $1`,
    ],
    [
      'guard_refused_when_listed on micro_credential',
      `INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, title, provider, source, refused_by_id, refused_at) VALUES ($1, 'born-refused', 'born-refused', 'Born refused', 'X', 'x', $2, now())`,
    ],
    [
      'guard_taken_entry on micro_credential',
      `UPDATE micro_credential SET taken_from_id = $2, taken_over_at = now(), row_version = row_version + 1 WHERE steward_tenant_id = $1`,
    ],
    [
      'guard_taken_when_listed on micro_credential',
      `INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, title, provider, source, taken_from_id, taken_over_at) VALUES ($1, 'born-taken', 'born-taken', 'Born taken', 'X', 'x', $2, now())`,
    ],
    [
      'guard_organization on organization',
      `UPDATE organization SET claimed_tenant_id = steward_tenant_id, claimed_at = now(), row_version = row_version + 1 WHERE steward_tenant_id = $1 AND $2::uuid IS NOT NULL`,
    ],
  ] as const)
    addAsApp(guard, 'taken without what proves it', sql, [here.id, elsewhere.id]);
  const answered = `UPDATE entry_in_name SET state = 'accepted', answered_by_id = $2, answered_at = now(), row_version = row_version + 1 WHERE tenant_id = $1`;
  for (const [what, sql, by] of [
    ['an answer of whoever is no registrar', answered, here.people.evaluator.id],
    ['an answer about an entry that names somebody else', answered, here.people.registrar.id],
    [
      'an entry that never waited',
      `UPDATE entry_in_name SET since = now(), row_version = row_version + 1 WHERE tenant_id = $1 AND $2::uuid IS NOT NULL`,
      here.people.registrar.id,
    ],
    [
      'an answer over one that somebody has not seen',
      answered.replace(', row_version = row_version + 1', ''),
      here.people.registrar.id,
    ],
  ] as const)
    add('guard_entry_in_name on entry_in_name', what, sql, [here.id, by]);
  add('never_truncated on entry_in_name', 'all of them gone', 'TRUNCATE entry_in_name CASCADE', []);
  add(
    'guard_organization on organization',
    'an institution that is the organization of its name no more',
    `UPDATE organization SET claimed_tenant_id = NULL, claimed_at = NULL, row_version = row_version + 1 WHERE claimed_tenant_id = $1`,
    [here.id],
  );
  probes.push({
    guard: 'guard_organization on organization',
    what: 'a spelling taken from an institution',
    given: `WITH entry AS (INSERT INTO micro_credential (id, steward_tenant_id, slug, natural_key, title, provider, source)
              SELECT '00000000-0000-4000-8000-00000000ab03', $1::uuid, 'spelled', 'spelled', 'Spelled', 'The ' || name, 'x' FROM institution WHERE id = $1::uuid),
            called AS (INSERT INTO organization (id, slug, name, merged_into_id, merged_by_tenant_id, merged_at)
              SELECT '00000000-0000-4000-8000-00000000ab04', 'the-spelled', 'The ' || name, id, $1::uuid, now() FROM organization WHERE claimed_tenant_id = $1::uuid)
            INSERT INTO entry_organization (micro_credential_id, role, organization_id, title)
            SELECT '00000000-0000-4000-8000-00000000ab03', 'provider', id, 'Spelled' FROM organization WHERE claimed_tenant_id = $1::uuid`,
    sql: `UPDATE organization SET merged_into_id = NULL, merged_by_tenant_id = NULL, merged_at = NULL, row_version = row_version + 1
           WHERE id = '00000000-0000-4000-8000-00000000ab04' AND $1::uuid IS NOT NULL`,
    values: [here.id],
  });
  const bornMerged = `INSERT INTO micro_credential (id, steward_tenant_id, slug, natural_key, title, provider, source, same_as_id, same_as_since, same_as_by)
    VALUES ($3::uuid, $1::uuid, 'born-merged', 'born-merged', 'Born merged', 'X', 'x', $2::uuid, '2026-01-01', $1::uuid)`;
  const born = [here.id, elsewhere.microCredential.id, '00000000-0000-4000-8000-00000000ab01'];
  add('guard_merged_when_listed on micro_credential', 'an entry listed as merged', bornMerged, born);
  probes.push({
    guard: 'guard_merged_part on micro_credential_component',
    what: 'a part that was merged into another entry',
    given: `WITH whole AS (INSERT INTO micro_credential (id, steward_tenant_id, slug, natural_key, title, provider, source)
              VALUES ('00000000-0000-4000-8000-00000000ab02', $1::uuid, 'new-whole', 'new-whole', 'New whole', 'X', 'x')) ${bornMerged}`,
    sql: `INSERT INTO micro_credential_component (steward_tenant_id, whole_id, part_id, position)
          SELECT $1::uuid, '00000000-0000-4000-8000-00000000ab02', $3::uuid, 1 WHERE $2::uuid IS NOT NULL`,
    values: born,
  });
  probes.push({
    guard: 'guard_merged_source on rule_version',
    what: 'a rule in force about a certificate that was merged into another',
    given: `UPDATE micro_credential SET same_as_id = $3::uuid, same_as_since = '2026-01-01', same_as_by = steward_tenant_id WHERE id = $2::uuid AND $1::uuid IS NOT NULL`,
    sql: `UPDATE rule_version SET status = 'published' WHERE id = $1 AND $2::uuid IS NOT NULL AND $3::uuid IS NOT NULL`,
    values: [rule('approved').id, here.microCredential.id, elsewhere.microCredential.id],
  });
  add(
    'guard_composition on micro_credential_component',
    'a part taken from a certificate that is decided about',
    'DELETE FROM micro_credential_component WHERE steward_tenant_id = $1',
    [here.id],
  );
  for (const [what, sql] of [
    ['a relation of courses changed', `UPDATE course_relation SET kind = kind WHERE tenant_id = $1`],
    [
      'a relation of courses ended on a day that is over',
      `UPDATE course_relation SET last_day = '2020-01-01' WHERE tenant_id = $1`,
    ],
    ['a relation of courses taken away', 'DELETE FROM course_relation WHERE tenant_id = $1'],
  ] as const)
    add('guard_course_relation on course_relation', what, sql, [here.id]);
  const { own, other } = here.departments;
  const itsRule = 'id = (SELECT rule_id FROM rule_version WHERE id = $1)';
  probes.push({
    guard: 'guard_rule_department on equivalency_rule',
    what: 'another department while it is reviewed',
    given: `UPDATE equivalency_rule SET department_id = $2 WHERE ${itsRule} AND $3::uuid IS NOT NULL`,
    sql: `UPDATE equivalency_rule SET department_id = $3 WHERE ${itsRule} AND department_id = $2`,
    values: [rule('in_committee').id, own.id, other.id],
  });
  probes.push({
    guard: 'guard_review_day on rule_version',
    what: 'a review later than the policy says',
    given:
      'UPDATE rule_version SET review_due_on = $2::date, row_version = row_version + 1 WHERE id = $1 AND $3::date IS NOT NULL',
    sql: 'UPDATE rule_version SET row_version = row_version + 1, review_due_on = $3::date WHERE id = $1 AND review_due_on = $2::date',
    values: [rule('published').id, '2027-01-01', '9999-12-31'],
  });
  probes.push({
    guard: 'guard_review_day on rule_version',
    what: 'a review before the first day',
    given:
      'UPDATE rule_version SET review_due_on = $2::date, claim_from = $3::date, claim_to = NULL, row_version = row_version + 1 WHERE id = $1',
    sql: `UPDATE rule_version SET row_version = row_version + 1, review_due_on = $3::date - 1 WHERE id = $1 AND review_due_on = $2::date`,
    values: [rule('published').id, '2027-06-01', '2027-01-01'],
  });
  const lineOf =
    'FROM rule_version v, reaffirmation a WHERE v.id = $1 AND a.tenant_id = v.tenant_id AND a.person_id = $2';
  const line = `INSERT INTO reaffirmed_rule (tenant_id, reaffirmation_id, rule_version_id, row_version, due_before, due_on)
    SELECT v.tenant_id, a.id, v.id, v.row_version + 1, v.review_due_on`;
  add(
    'guard_reaffirmed_rule on reaffirmed_rule',
    'reaffirmed for longer than the policy says',
    `${line}, '9999-12-31' ${lineOf}`,
    [rule('published').id, people.reviewer.id],
  );
  probes.push({
    guard: 'guard_reaffirmed_done on reaffirmed_rule',
    what: 'reaffirmed on record alone',
    given: 'DELETE FROM reaffirmed_rule WHERE rule_version_id = $1 AND $2::uuid IS NOT NULL',
    sql: `${line}, current_date + 1 ${lineOf}`,
    values: [rule('published').id, people.reviewer.id],
  });
  add(
    'guard_change_notice on change_notice',
    'something else asked for than the policy did',
    `UPDATE change_notice SET asks_for = 'confirm' WHERE tenant_id = $1`,
    [here.id],
  );

  const ballot = (guard: string, what: string, stageId: string, personId: string, more = `'approve', 1`) =>
    add(
      `${guard} on vote`,
      what,
      `INSERT INTO vote (tenant_id, stage_id, person_id, ordinal, rationale, choice, round) VALUES ($1, $2, $3, 7, 'x', ${more})`,
      [here.id, stageId, personId],
    );
  const vote = (what: string, stageId: string, personId: string) =>
    ballot('guard_vote', what, stageId, personId);
  const open = stage('open', 'department');
  vote('by somebody not assigned', open.id, people.unassigned.id);
  vote('by the recused', open.id, people.recused.id);
  vote('before declaring', open.id, people.undeclared.id);
  vote('after the close', stage('closed', 'department').id, people.reviewer.id);
  const closed = stage('closed', 'department');
  // Those who sit here hold their roles in another department.
  const foreign = here.stages.find(
    ({ status, stageKind, facts }) =>
      status === 'open' && stageKind === 'department' && facts.departmentId === here.departments.other.id,
  ) as StageThing;
  ballot('guard_vote_role', 'with a role in another department', foreign.id, people.reviewer.id);
  ballot('guard_ballot', 'in a round that has not begun', open.id, people.reviewer.id, `'approve', 2`);
  ballot('guard_ballot', 'a no that does not say which', open.id, people.reviewer.id, `'reject', 1`);
  // Both sit here, and turn out to be one person afterwards.
  const oneAccount = `one AS (INSERT INTO auth_user (email) VALUES ('one-person@probe.example') RETURNING id),
     same AS (UPDATE person SET user_id = (SELECT id FROM one) WHERE id IN ($3, '${people.undeclared.id}'))`;
  const bothSit = `seats AS (UPDATE review_assignment SET is_voting = true, is_recused = false, conflict_declared = false
     WHERE stage_id = $2 AND person_id IN ($3, '${people.undeclared.id}'))`;
  const bothVote = (...ids: string[]) =>
    `ballots AS (INSERT INTO vote (tenant_id, stage_id, person_id, ordinal, rationale, choice)
     SELECT $1, $2, id, 1, 'x', 'approve' FROM unnest(ARRAY['${ids.join("', '")}']::uuid[]) AS one_of (id))`;
  probes.push(
    {
      guard: 'guard_vote_once on vote',
      what: 'a second vote of one person, under another record',
      given: `WITH ${oneAccount}, ${bothSit}, ${bothVote(people.undeclared.id)} SELECT 1`,
      sql: `INSERT INTO vote (tenant_id, stage_id, person_id, ordinal, rationale, choice) VALUES ($1, $2, $3, 7, 'x', 'approve')`,
      values: [here.id, open.id, people.reviewer.id],
    },
    {
      guard: 'guard_people_counted on review_stage',
      what: 'ended by one person on record twice, where the policy asks for two',
      given: `WITH ${oneAccount}, ${bothSit}, ${bothVote(people.undeclared.id, people.reviewer.id)}
        UPDATE review_stage SET config = config || '{"minReviewers": 2}' WHERE tenant_id = $1 AND id = $2`,
      sql: `UPDATE review_stage SET status = 'closed', outcome = 'passed', closed_at = now(), row_version = row_version + 1 WHERE tenant_id = $1 AND id = $2 AND $3::uuid IS NOT NULL`,
      values: [here.id, open.id, people.reviewer.id],
    },
  );
  const chairSits = (isVoting: boolean) =>
    `policy AS (UPDATE review_stage SET config = config || '{"mode": "quorumVote", "tie": "chairDecides"}' WHERE id = $2)
     INSERT INTO review_assignment (tenant_id, stage_id, person_id, is_voting, conflict_declared, assigned_by_id) VALUES ($1, $2, $3, ${isVoting}, false, $3)`;
  const tied = `ballots AS (INSERT INTO vote (tenant_id, stage_id, person_id, ordinal, rationale, choice, rejection_kind)
     VALUES ($1, $2, '${people.reviewer.id}', 1, 'x', 'approve', NULL), ($1, $2, '${people.undeclared.id}', 1, 'x', 'reject', 'not_as_proposed'))`;
  for (const [what, given] of [
    ['cast before the votes are tied', `WITH ${chairSits(false)}`],
    ['cast by a member before the own ballot', `WITH ${tied}, ${chairSits(true)}`],
  ] as const)
    probes.push({
      guard: 'guard_vote_casting on vote',
      what,
      given,
      sql: `INSERT INTO vote (tenant_id, stage_id, person_id, ordinal, rationale, choice, is_casting) VALUES ($1, $2, $3, 7, 'x', 'approve', true)`,
      values: [here.id, open.id, people.chair.id],
    });
  const seatOf = (personId: string, isVoting: boolean) =>
    `INSERT INTO review_assignment (tenant_id, stage_id, person_id, is_voting, conflict_declared, assigned_by_id) VALUES ($1, $2, '${personId}', ${isVoting}, ${isVoting ? 'NULL' : 'false'}, $3)`;
  const allVoted = `policy AS (UPDATE review_stage SET config = config || '{"mode": "quorumVote", "tie": "chairDecides", "quorum": 2, "minReviewers": 1}' WHERE id = $2)`;
  for (const [guard, what, then, sql] of [
    [
      'guard_vote_settled on vote',
      'a ballot cast anew once all have voted and a tie may wait',
      `SELECT $3::uuid`,
      `INSERT INTO vote (tenant_id, stage_id, person_id, ordinal, rationale, choice) VALUES ($1, $2, $3, 7, 'x', 'abstain')`,
    ],
    [
      'guard_seat_settled on review_assignment',
      'a seat given once all have voted and a tie may wait',
      `SELECT $3::uuid`,
      seatOf(people.unassigned.id, true),
    ],
    [
      'guard_seat_settled_update on review_assignment',
      'a vote given to the chair once all have voted and a tie may wait',
      seatOf(people.chair.id, false),
      `UPDATE review_assignment SET is_voting = true WHERE tenant_id = $1 AND stage_id = $2 AND person_id = '${people.chair.id}' AND $3::uuid IS NOT NULL`,
    ],
    [
      'guard_seat_settled_delete on review_assignment',
      'a seat taken back once all have voted and a tie may wait',
      seatOf(people.dean.id, true),
      `DELETE FROM review_assignment WHERE tenant_id = $1 AND stage_id = $2 AND person_id = '${people.dean.id}' AND $3::uuid IS NOT NULL`,
    ],
  ] as const)
    probes.push({
      guard,
      what,
      given: `WITH ${tied}, ${allVoted} ${then}`,
      sql,
      values: [here.id, open.id, people.reviewer.id],
    });
  const ballotOf = `INSERT INTO vote (tenant_id, stage_id, person_id, ordinal, rationale, choice) VALUES ($1, $2, $3, 7, 'x', 'approve')`;
  const lowWithoutReason = `UPDATE rubric_score SET score = 1, rationale = '' WHERE tenant_id = $1 AND stage_id = $2 AND person_id = $3`;
  const coveredNowhere = `INSERT INTO coverage_mark (tenant_id, case_id, person_id, course_outcome_id, coverage)
     SELECT $1, case_id, $3, '${open.courseOutcomeId}', 'full' FROM review_stage WHERE id = $2`;
  for (const [guard, what, given, sql] of [
    ['guard_vote_reasons on vote', 'a vote on a low score without a reason', lowWithoutReason, ballotOf],
    ['guard_vote_reasons on vote', 'an approval of what is covered nowhere', coveredNowhere, ballotOf],
    ['guard_score_reason on rubric_score', 'a reason taken from under a vote', ballotOf, lowWithoutReason],
    ['guard_mark_place on coverage_mark', 'a place taken from under an approval', ballotOf, coveredNowhere],
  ] as const)
    probes.push({ guard, what, given, sql, values: [here.id, open.id, people.reviewer.id] });
  add(
    'guard_seat_role on rubric_score',
    'scored with a role in another department',
    'UPDATE rubric_score SET score = 1 WHERE stage_id = $1',
    [foreign.id],
  );
  add(
    'guard_score_open on rubric_score',
    'a score changed after the close',
    'UPDATE rubric_score SET score = 0 WHERE stage_id = $1',
    [closed.id],
  );
  add(
    'guard_mark_open on coverage_mark',
    'a mark after the close',
    `INSERT INTO coverage_mark (tenant_id, case_id, person_id, course_outcome_id, coverage) VALUES ($1, $2, $3, $4, 'full')`,
    [here.id, closed.caseId, people.evaluator.id, closed.courseOutcomeId],
  );
  add(
    'guard_author_sits on review_assignment',
    'the author on a seat',
    'INSERT INTO review_assignment (tenant_id, stage_id, person_id, assigned_by_id) VALUES ($1, $2, $3, $4)',
    [here.id, open.id, open.authorId, people.chair.id],
  );
  add(
    'guard_author_leads on review_stage',
    'the author in the chair',
    'UPDATE review_stage SET chair_id = $2 WHERE id = $1',
    [open.id, open.authorId],
  );
  add(
    'guard_author_sits on review_assignment',
    'whoever changed the text on a seat',
    'INSERT INTO review_assignment (tenant_id, stage_id, person_id, assigned_by_id) VALUES ($1, $2, $3, $4)',
    [here.id, open.id, people.suspended.id, people.chair.id],
  );
  add(
    'guard_author_leads on review_stage',
    'whoever changed the text in the chair',
    'UPDATE review_stage SET chair_id = $2 WHERE id = $1',
    [open.id, people.suspended.id],
  );
  add(
    'guard_author_leads on review_stage',
    'passed without a vote',
    `UPDATE review_stage SET status = 'closed', outcome = 'passed', closed_at = now() WHERE id = $1`,
    [open.id],
  );
  add(
    'guard_stage_passed on review_stage',
    'passed by one ballot of two',
    `WITH ballot AS (INSERT INTO vote (tenant_id, stage_id, person_id, ordinal, rationale, choice, round) VALUES ($1, $2, $3, 7, 'x', 'approve', 1) RETURNING stage_id)
     UPDATE review_stage s SET status = 'closed', outcome = 'passed', closed_at = now() FROM ballot WHERE s.id = ballot.stage_id`,
    [here.id, open.id, people.reviewer.id],
  );
  for (const [what, set] of [
    ['a seat moved to somebody else', 'person_id = $2'],
    ['a seat given by somebody else', 'assigned_by_id = $2'],
  ] as const)
    add(
      'guard_seat_identity on review_assignment',
      what,
      `UPDATE review_assignment SET ${set} WHERE stage_id = $1`,
      [open.id, people.dean.id],
    );
  add(
    'guard_seat_identity on review_assignment',
    'a conflict declared after the close',
    'UPDATE review_assignment SET is_recused = true, conflict_declared = true WHERE stage_id = $1',
    [closed.id],
  );
  add(
    'guard_score_open on rubric_score',
    'a score added after the close',
    `INSERT INTO rubric_score (tenant_id, stage_id, person_id, criterion, score) VALUES ($1, $2, $3, 'afterwards', 3)`,
    [here.id, closed.id, people.reviewer.id],
  );
  add(
    'guard_stage_end on review_stage',
    'a committee closed without minutes',
    `UPDATE review_stage SET status = 'closed', outcome = 'failed', closed_at = now() WHERE id = $1`,
    [stage('open', 'committee').id],
  );
  add(
    'guard_assignment on review_assignment',
    'a declared conflict taken back',
    'UPDATE review_assignment SET conflict_declared = false, is_recused = false WHERE stage_id = $1 AND is_recused',
    [open.id],
  );
  add(
    'guard_assignment on review_assignment',
    'a seat taken away after the vote',
    'DELETE FROM review_assignment WHERE stage_id = $1',
    [closed.id],
  );
  add(
    'guard_seat_lost on review_assignment',
    'a seat of a committee taken away',
    'DELETE FROM review_assignment WHERE stage_id = $1 AND NOT is_recused',
    [stage('open', 'committee').id],
  );
  add(
    'guard_seat_blind on review_assignment',
    'a seat for whoever revealed the ballots',
    `WITH shown AS (UPDATE review_stage SET revealed_at = now(), revealed_by_id = $3 WHERE id = $2 RETURNING id)
     INSERT INTO review_assignment (tenant_id, stage_id, person_id, assigned_by_id) SELECT $1, shown.id, $3, $3 FROM shown`,
    [here.id, open.id, people.unassigned.id],
  );
  probes.push({
    guard: 'guard_lead on review_stage',
    what: 'another leader once the ballots are revealed',
    given:
      'UPDATE review_stage SET revealed_at = now(), revealed_by_id = $3, chair_id = $3 WHERE id = $1 AND $2::uuid IS NOT NULL',
    sql: 'UPDATE review_stage SET chair_id = $2 WHERE id = $1 AND chair_id = $3',
    values: [open.id, people.unassigned.id, people.chair.id],
  });
  add(
    'guard_reveal on review_stage',
    'ballots revealed by whoever lost a seat',
    `WITH lost AS (INSERT INTO review_lost_seat (tenant_id, stage_id, person_id) VALUES ($1, $2, $3) RETURNING stage_id)
     UPDATE review_stage s SET revealed_at = now(), revealed_by_id = $3 FROM lost WHERE s.id = lost.stage_id`,
    [here.id, open.id, people.unassigned.id],
  );
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
  add(
    'guard_review_stage on review_stage',
    'a due day moved',
    `UPDATE review_stage SET due_on = '2020-01-01' WHERE id = $1`,
    [open.id],
  );
  probes.push({
    guard: 'guard_conflict_known on review_assignment',
    what: 'a seat of somebody who stepped back in another stage',
    given: `WITH other AS (INSERT INTO review_stage (tenant_id, id, case_id, position, kind, config, status, outcome, closed_at) SELECT $1, gen_random_uuid(), case_id, 9, 'committee', config, 'closed', 'failed', now() FROM review_stage WHERE id = $2 RETURNING id)
      INSERT INTO review_assignment (tenant_id, stage_id, person_id, is_recused, conflict_declared, assigned_by_id) SELECT $1, id, $3, true, true, $3 FROM other`,
    sql: 'INSERT INTO review_assignment (tenant_id, stage_id, person_id, assigned_by_id) VALUES ($1, $2, $3, $3)',
    values: [here.id, open.id, people.chair.id],
  });
  probes.push(...leadingProbes(here, open), ...issuerProbes(here));
  probes.push(...claimProbes(here), ...recordProbes(here));
  const [adopted] = here.policies;
  add(
    'guard_policy_version on policy_version',
    'an adopted policy changed',
    `UPDATE policy_version SET credit = '{}' WHERE id = $1`,
    [adopted?.id ?? ''],
  );
  add(
    'guard_policy_version on policy_version',
    'what an adopted policy states about appeals changed',
    `UPDATE policy_version SET appeal = '{"withinDays": 1}' WHERE id = $1`,
    [adopted?.id ?? ''],
  );
  add(
    'guard_policy_amounts on policy_version',
    'a rounding step of 0',
    `UPDATE policy_version SET credit = jsonb_set(credit, '{rounding}', '{"stage": "line", "increment": "0.0"}') WHERE id = $1`,
    [here.policies[1]?.id ?? ''],
  );
  add(
    'guard_policy_amounts on policy_version',
    'a conversion factor of 0',
    `UPDATE policy_version SET credit = credit || '{"conversions": {"ECTS>US_SEM": "0/7"}}' WHERE id = $1`,
    [here.policies[1]?.id ?? ''],
  );
  add(
    'guard_policy_adoption on policy_version',
    'another author',
    'UPDATE policy_version SET author_id = $2 WHERE id = $1',
    [here.policies[1]?.id ?? '', people.dean.id],
  );
  add(
    'guard_policy_adoption on policy_version',
    'adopted by whoever changed it',
    `UPDATE policy_version SET status = 'adopted', adopted_by_id = $2, adopted_at = now() WHERE id = $1`,
    [here.policies[1]?.id ?? '', people.suspended.id],
  );
  const imported = (status: string) => here.imports.find((one) => one.status === status)?.id ?? '';
  const undoneNow = `status = 'undone', undone_at = now(), applied_at = now(), undone_by_id = $2`;
  add(
    'guard_import_undone on import_batch',
    'undone before it was applied',
    `UPDATE import_batch SET ${undoneNow} WHERE id = $1`,
    [imported('checked'), people.registrar.id],
  );
  probes.push({
    guard: 'guard_import_undone on import_batch',
    what: 'applied again after it was undone',
    given: `UPDATE import_batch SET ${undoneNow} WHERE id = $1`,
    sql: `UPDATE import_batch SET status = 'applied', undone_at = NULL, undone_by_id = nullif($2::uuid, $2::uuid) WHERE id = $1`,
    values: [imported('applied'), people.registrar.id],
  });
  add(
    'guard_import_cell_fix on import_cell_fix',
    'what the file says, rewritten',
    `UPDATE import_cell_fix SET before_text = 'something else' WHERE batch_id = $1`,
    [imported('checked')],
  );
  add(
    'guard_import_cell_fix on import_cell_fix',
    'put right after the import',
    `INSERT INTO import_cell_fix (tenant_id, batch_id, sheet, line, column_name, before_text, after_text, fixed_by_id, fixed_at)
     VALUES (current_tenant(), $1, 0, 2, 'title', 'A', 'B', $2, now())`,
    [imported('applied'), people.registrar.id],
  );
  for (const [table, what] of [
    ['micro_credential', 'an entry that no import added, removed'],
    ['micro_credential_version', 'its versions, removed'],
    ['recommendation', 'what is recommended for it, removed'],
  ] as const)
    addAsApp(
      `guard_catalog_removed on ${table}`,
      what,
      `DELETE FROM ${table} WHERE ${table === 'micro_credential' ? 'id' : 'micro_credential_id'} = $1`,
      [here.microCredential.id],
    );
  const listing = (status: ListingStatus) => here.listings.find((one) => one.status === status)?.id ?? '';
  for (const [what, status, set, values] of [
    ['another author', 'draft', 'author_id = $2', [people.dean.id]],
    ['moved on past review', 'draft', `status = 'returned'`, []],
    ['changed after it was handed in', 'submitted', `content = '{}'`, []],
    ['changed after it was given up', 'withdrawn', `content = '{}'`, []],
    ['an earlier row version', 'draft', 'row_version = row_version', []],
    [
      'published by whoever wrote it',
      'submitted',
      `status = 'published', published_by_id = $2, published_at = now(), micro_credential_id = $3`,
      [people.registrar.id, here.microCredential.id],
    ],
  ] as const)
    add(
      'guard_listing on listing',
      what,
      `UPDATE listing SET ${set.startsWith('row_version') ? '' : 'row_version = row_version + 1, '}${set} WHERE id = $1`,
      [listing(status), ...values],
    );
  add(
    'guard_listing on listing',
    'begun as something else than a draft',
    `INSERT INTO listing (tenant_id, kind, status, content, author_id) VALUES ($1, 'entry', 'submitted', '{}', $2)`,
    [here.id, people.author.id],
  );
  const [asked, wish, settled] = here.requests;
  for (const [what, id, set] of [
    ['another thing asked for', wish?.id, `title = 'Another'`],
    ['another entry to decide', asked?.id, 'micro_credential_id = gen_random_uuid()'],
    ['an earlier row version', wish?.id, 'row_version = row_version'],
    ['answered twice', settled?.id, `answer = 'listed'`],
    ['answered while who asked is kept', asked?.id, `answer = 'given', settled_at = now(), askers = 1`],
  ] as const)
    add(
      'guard_certificate_request on certificate_request',
      what,
      `UPDATE certificate_request SET ${set.startsWith('row_version') ? '' : 'row_version = row_version + 1, '}${set} WHERE id = $1`,
      [id],
    );
  add(
    'guard_certificate_request on certificate_request',
    'begun as answered',
    `INSERT INTO certificate_request (tenant_id, kind, subject_key, title, provider, answer, askers, settled_at, closed_by_id) VALUES ($1, 'list', 'x', 'x', 'x', 'not_a_certificate', 1, now(), $2)`,
    [here.id, people.author.id],
  );
  add(
    'guard_certificate_request on certificate_request',
    'removed once it is answered',
    'DELETE FROM certificate_request WHERE id = $1',
    [settled?.id],
  );
  add(
    'guard_certificate_asker on certificate_asker',
    'added to what is answered',
    `INSERT INTO certificate_asker (tenant_id, request_id, network_key) VALUES ($1, $2, repeat('a', 64))`,
    [here.id, settled?.id],
  );
  add(
    'guard_certificate_asker on certificate_asker',
    'moved to another request',
    'UPDATE certificate_asker SET request_id = $2 WHERE request_id = $1',
    [asked?.id, wish?.id],
  );
  addAsApp(
    'guard_policy_end on policy_version',
    'an adopted policy that ends without a next one',
    `UPDATE policy_version SET effective_to = '2030-01-01' WHERE id = $1`,
    [adopted?.id ?? ''],
  );
  add(
    'chain_audit_event on audit_event',
    'an entry in another institution’s chain',
    `INSERT INTO audit_event (tenant_id, seq, at, action, object_type, object_id, request_id, commitment, prev_hash, hash) VALUES ($1, 999, now(), 'rule.draft', 'rule_version', 'x', 'x', 'x', 'x', 'x')`,
    [elsewhere.id],
  );

  return probes;
}

/** Triggers of the database that no probe tries. Must be none. */
export async function triggersWithoutProbe(admin: pg.Pool, probes: readonly Probe[]): Promise<string[]> {
  const { rows } = await admin.query<{ guard: string }>(
    `SELECT t.tgname || ' on ' || c.relname AS guard FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace`,
  );
  return rows
    .map(({ guard }) => guard)
    .filter(
      (guard) =>
        !notes.test(guard) && !addsOnly.includes(guard) && !probes.some((probe) => probe.guard === guard),
    );
}

/** The probes that went through, or that something else than their guard refused. */
export async function unguarded(admin: pg.Pool, world: World, probes: readonly Probe[]): Promise<string[]> {
  const problems: string[] = [];
  for (const { guard, what, sql, values, given, asApp } of probes) {
    const client = await admin.connect();
    try {
      await client.query('begin');
      await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [world[0].id]);
      if (given) {
        await client.query('SET LOCAL session_replication_role = replica');
        await client.query(given, values);
        await client.query('SET LOCAL session_replication_role = origin');
      }
      if (asApp) await client.query('SET LOCAL SESSION AUTHORIZATION app_rw');
      const { rowCount } = await client.query(sql, values);
      await client.query('SET CONSTRAINTS ALL IMMEDIATE');
      problems.push(`${guard}: ${what}${rowCount === 0 ? ', which reached nothing' : ''}`);
    } catch (error) {
      await client.query('rollback');
      const { code = '', where = '', constraint = '' } = error as pg.DatabaseError;
      const [name = '', table = ''] = guard.split(' on ');
      const { rows } = await client.query<{ function: string }>(
        'SELECT p.proname AS function FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgname = $1 AND t.tgrelid = $2::regclass',
        [name, table],
      );
      const spoke = rows[0] ? where.includes(`function ${rows[0].function}()`) : constraint === name;
      if (!spoke || !/^(23000|23514|42501)$/.test(code))
        problems.push(`${guard}: ${what}, refused for another reason: ${(error as Error).message}`);
    } finally {
      await client.query('rollback');
      client.release();
    }
  }
  return problems;
}
