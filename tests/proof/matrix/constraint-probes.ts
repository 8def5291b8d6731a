import type pg from 'pg';

/** A constraint of the database, or a column that is never empty, as its catalogs name it. */
export interface Constraint {
  kind: 'check' | 'unique' | 'exclusion' | 'foreign key' | 'not null';
  name: string;
  table: string;
  /** Those it is about, with their types. */
  columns: { name: string; type: string }[];
  /** All that a row of the table is written with. */
  written: string[];
  /** Which rows it is about, where that is not all. */
  predicate: string;
}

/**
 * What no row may say, for each check by name: another value of one column or of several. A check without a line here is a finding: whoever
 * adds one says what it refuses.
 */
const breaks: Record<string, string> = {
  'absence_days_in_order on absence': 'to_day = from_day - 1',
  'award_line_amounts_exact on award_line': `awarded = 'about 3'`,
  'award_line_answered_whole on award_line': `answer = 'accepted', answered_at = NULL`,
  'catalog_change_names_one on catalog_change': 'micro_credential_id = NULL',
  'catalog_past_days_in_order on catalog_past': 'first_day = until_day',
  'catalog_past_subject_known on catalog_past': `subject = 'person'`,
  'certificate_asker_confirmed_mailbox on certificate_asker': 'confirmed_at = now(), mailbox_key = NULL',
  'certificate_asker_in_order on certificate_asker': `first_asked_at = now(), last_asked_at = now() - interval '1 day'`,
  'certificate_asker_mailbox_key_form on certificate_asker': `mailbox_key = 'somebody@example.test'`,
  'certificate_asker_mailbox_size on certificate_asker': `mailbox = repeat('x', 255)`,
  'certificate_asker_mailbox_whole on certificate_asker': `mailbox = 'somebody@example.test', token_hash = NULL`,
  'certificate_asker_network_key_form on certificate_asker': `network_key = '192.0.2.1'`,
  'certificate_asker_token_form on certificate_asker': `token_hash = 'a token'`,
  'certificate_request_answer_fits on certificate_request': `kind = 'decide', answer = 'listed'`,
  'certificate_request_answer_names_entry on certificate_request': `kind = 'list', answer = NULL, micro_credential_id = (SELECT id FROM micro_credential LIMIT 1)`,
  'certificate_request_closed_by_somebody on certificate_request': `kind = 'list', answer = 'not_a_certificate', closed_by_id = NULL`,
  'certificate_request_decide_names_entry on certificate_request': `kind = 'decide', micro_credential_id = NULL`,
  'certificate_request_kind_known on certificate_request': `kind = 'buy'`,
  'certificate_request_list_is_named on certificate_request': `kind = 'list', title = ''`,
  'certificate_request_listing_of_list on certificate_request': `kind = 'decide', listing_id = (SELECT id FROM listing LIMIT 1)`,
  'certificate_request_settled_whole on certificate_request': `answer = 'given', settled_at = NULL`,
  'certificate_request_sizes on certificate_request': `title = repeat('x', 301)`,
  'change_notice_amounts_exact on change_notice': `earned_after = 'about 3'`,
  'change_notice_asks_for_known on change_notice': `asks_for = 'nothing'`,
  'change_notice_followed_by_somebody on change_notice': 'followed_at = now(), followed_by_id = NULL',
  'change_notice_reopened_by_a_version on change_notice': `asks_for = 'reopen', followed_at = now()`,
  'change_notice_subject_known on change_notice': `subject = 'person'`,
  'claim_decision_ground_of_reversal on claim_decision': `ground = 'whim'`,
  'claim_decision_no_by_a_person on claim_decision': `outcome = 'refused', decided_by_id = NULL`,
  'claim_decision_outcome_known on claim_decision': `outcome = 'maybe'`,
  'claim_decision_reversal_names_one on claim_decision': `outcome = 'reversed', reverses_id = NULL`,
  'claim_event_by_somebody on claim_event': `by_party = 'staff', person_id = NULL`,
  'claim_event_answer_said on claim_event': `move = 'answer', note = ' '`,
  'claim_event_note_size on claim_event': `note = repeat('x', 4001)`,
  'claim_holding_found_by_somebody on claim_holding': `finding = '{}', found_by_id = NULL`,
  'claim_holding_page_form on claim_holding': `page = 'http://issuer.example/1'`,
  'column_matching_kind_known on column_matching': `kind = 'people'`,
  'column_matching_signature_form on column_matching': `signature = 'not a hash'`,
  'course_credits_exact on course': `credits = '3,5'`,
  'course_kind_known on course': `kind = 'seminar'`,
  'course_relation_credits_exact on course_relation': `kind = 'overlap', credits = NULL`,
  'course_relation_days_in_order on course_relation': `first_day = '2026-01-02', last_day = '2026-01-01'`,
  'course_relation_kind_known on course_relation': `kind = 'similar'`,
  'course_relation_other_course on course_relation': 'other_course_id = course_id',
  'course_status_known on course': `status = 'asleep'`,
  'course_version_credits_exact on course_version': `credits = '3,5'`,
  'course_version_kind_known on course_version': `kind = 'seminar'`,
  'course_version_status_known on course_version': `status = 'asleep'`,
  'coverage_mark_known on coverage_mark': `coverage = 'mostly'`,
  'entry_in_name_answered_whole on entry_in_name': `answered_at = now()`,
  'entry_in_name_refusal_explained on entry_in_name': `reason = 'why'`,
  'entry_in_name_state_known on entry_in_name': `state = 'perhaps'`,
  'credit_claim_asked_until_a_day on credit_claim': `state = 'info_requested', asked_until = NULL`,
  'credit_claim_nothing_accepted_of_a_no on credit_claim': `state = 'accepted', outcome = 'refused'`,
  'credit_claim_outcome_of_decided on credit_claim': `state = 'decided', outcome = NULL`,
  'credit_claim_sent_whole on credit_claim': `claim_date = '2026-10-01', submitted_at = NULL`,
  'credit_claim_state_known on credit_claim': `state = 'lost'`,
  'entry_organization_role_known on entry_organization': `role = 'reseller'`,
  'evidence_file_complete on evidence': `content = 'x', sha256 = NULL, media_type = NULL`,
  'delegation_days_in_order on delegation': 'to_day = from_day - 1',
  'delegation_of_an_office on delegation': `role = 'registrar', department_id = NULL`,
  'delegation_to_another on delegation': 'delegate_id = delegator_id',
  'delegation_withdrawn_by_somebody on delegation': 'withdrawn_at = now(), withdrawn_by_id = NULL',
  'evidence_file_or_link on evidence': 'url = NULL, content = NULL',
  'evidence_file_size on evidence': `content = convert_to(repeat('x', 5242881), 'UTF8')`,
  'import_batch_kind_known on import_batch': `kind = 'people'`,
  'import_batch_matching_was_looked_over on import_batch': `status = 'matching', look = NULL`,
  'import_batch_on_bad_rows_known on import_batch': `on_bad_rows = 'guess'`,
  'import_batch_status_known on import_batch': `status = 'lost'`,
  'import_catalog_effect_subject_known on import_catalog_effect': `subject = 'person'`,
  'import_batch_undone_by_somebody on import_batch': 'undone_at = now(), undone_by_id = NULL',
  'import_row_outcome_known on import_row': `outcome = 'perhaps'`,
  'institution_home_unit_known on institution': `home_unit = 'HOURS'`,
  'institution_slug_form on institution': `slug = 'Not A Slug'`,
  'institution_suggest_from_known on institution': `suggest_from = 'hearsay'`,
  'listing_correction_names_version on listing': `kind = 'entry', version_id = (SELECT id FROM micro_credential_version LIMIT 1)`,
  'listing_kind_known on listing': `kind = 'rumour'`,
  'listing_names_what_it_changes on listing': `kind = 'version', version_id = NULL, micro_credential_id = NULL`,
  'listing_published_whole on listing': `status = 'published', published_by_id = NULL`,
  'listing_status_known on listing': `status = 'lost'`,
  'listing_two_people on listing': `status = 'published', published_by_id = author_id, published_at = now()`,
  'micro_credential_kind_known on micro_credential': `kind = 'rumour'`,
  'micro_credential_cip_form on micro_credential': `cip = '11.7'`,
  'micro_credential_isced_f_form on micro_credential': `isced_f = 'ICT'`,
  'micro_credential_slug_form on micro_credential': `slug = '../up'`,
  'micro_credential_status_known on micro_credential': `status = 'lost'`,
  'micro_credential_url_web on micro_credential': `url = 'javascript:alert(1)'`,
  'micro_credential_version_credit_exact on micro_credential_version': `credit_amount = '3,5', credit_unit = 'ECTS'`,
  'micro_credential_version_credit_has_unit on micro_credential_version': `credit_amount = '3', credit_unit = NULL`,
  'micro_credential_version_credit_unit_known on micro_credential_version': `credit_amount = '3', credit_unit = 'HOURS'`,
  'micro_credential_version_currency_form on micro_credential_version': `price = '3', currency = 'euro'`,
  'micro_credential_version_dates_in_order on micro_credential_version': `valid_from = '2026-02-01', valid_to = '2026-01-01'`,
  'micro_credential_version_eqf on micro_credential_version': 'eqf_min = 9, eqf_max = 9',
  'micro_credential_version_hours_exact on micro_credential_version': `workload_hours = 'many'`,
  'micro_credential_version_pass_mark_exact on micro_credential_version': `pass_mark = 'good'`,
  'micro_credential_version_price_exact on micro_credential_version': `price = 'free', currency = 'EUR'`,
  'micro_credential_version_price_has_currency on micro_credential_version': `price = '3', currency = NULL`,
  'micro_credential_version_quality_sourced on micro_credential_version': `quality_assured_by = 'QAA', quality_source = NULL`,
  'micro_credential_refused_by_another on micro_credential':
    'refused_by_id = steward_tenant_id, refused_at = now()',
  'micro_credential_refused_whole on micro_credential': 'refused_at = now()',
  'micro_credential_same_as_another on micro_credential':
    "same_as_id = id, same_as_since = '2026-01-01', same_as_by = steward_tenant_id",
  'micro_credential_same_as_reason_said on micro_credential': `same_as_reason = 'why'`,
  'micro_credential_same_as_whole on micro_credential': "same_as_since = '2026-01-01'",
  'micro_credential_taken_from_another on micro_credential':
    'taken_from_id = steward_tenant_id, taken_over_at = now()',
  'micro_credential_taken_whole on micro_credential': 'taken_over_at = now()',
  'organization_claimed_by_steward on organization':
    'claimed_tenant_id = (SELECT id FROM institution i WHERE i.id <> steward_tenant_id LIMIT 1), claimed_at = now()',
  'organization_claimed_whole on organization': 'claimed_at = now()',
  'organization_country_form on organization': `country = 'Poland'`,
  'organization_is_named on organization': `name = ' '`,
  'organization_merged_by_somebody on organization': 'merged_at = now()',
  'organization_merged_into_another on organization':
    'merged_into_id = id, merged_by_tenant_id = steward_tenant_id, merged_at = now()',
  'organization_slug_form on organization': `slug = '../up'`,
  'organization_stated_by_somebody on organization': 'steward_tenant_id = NULL',
  'organization_stated_whole on organization': 'stated_at = NULL',
  'organization_url_web on organization': `url = 'javascript:alert(1)'`,
  'person_email_plain on person': `email = 'a@b@example.test'`,
  'person_status_known on person': `status = 'away'`,
  'person_unclaimed_or_claimed on person': 'user_id = gen_random_uuid(), unclaimed_beside_id = id',
  'policy_version_adopted_by_somebody on policy_version': `status = 'adopted', adopted_by_id = NULL`,
  'policy_version_appeal_object on policy_version': `appeal = '[]'`,
  'policy_version_dates_in_order on policy_version': 'effective_to = effective_from - 1',
  'policy_version_status_known on policy_version': `status = 'proposed'`,
  'policy_version_two_people on policy_version': `status = 'adopted', adopted_by_id = author_id`,
  'posting_batch_counted on posting_batch': 'lines = 0',
  'posting_batch_of_these_bytes on posting_batch': `sha256 = repeat('a', 64)`,
  'posting_line_failed_for_a_reason on posting_line': `state = 'failed', reason = ' '`,
  'posting_line_key_form on posting_line': `key = 'x'`,
  'posting_line_kind_known on posting_line': `kind = 'gift'`,
  'posting_line_settled_whole on posting_line': `state = 'confirmed', settled_at = NULL`,
  'posting_line_sizes on posting_line': `student_number = ''`,
  'posting_line_state_known on posting_line': `state = 'lost'`,
  'program_status_known on program': `status = 'asleep'`,
  'program_total_exact on program': `total_credits = 'many'`,
  'program_version_areas_list on program_version': `areas = '{}'`,
  'program_version_status_known on program_version': `status = 'asleep'`,
  'program_version_total_exact on program_version': `total_credits = 'many'`,
  'reaffirmation_has_grounds on reaffirmation': `grounds = ''`,
  'reaffirmed_rule_later on reaffirmed_rule': 'due_before = due_on',
  'recommendation_amount_exact on recommendation': `amount = 'three'`,
  'recommendation_amount_has_unit on recommendation': `amount = '3', unit = NULL`,
  'recommendation_dates_in_order on recommendation': `valid_from = '2026-02-01', valid_to = '2026-01-01'`,
  'review_assignment_recusal on review_assignment': 'is_recused = true, conflict_declared = false',
  'review_case_closed_at_some_time on review_case': `status = 'closed', closed_at = NULL`,
  'review_case_status_known on review_case': `status = 'lost'`,
  'review_clock_mail_step_known on review_clock_mail': `step = 'never'`,
  'review_extension_has_reason on review_extension': `reason = ''`,
  'review_extension_later on review_extension': 'due_on = due_before',
  'review_message_kind_known on review_message': `kind = 'shout'`,
  'review_reminder_of_others on review_reminder': 'by_id = person_id',
  'review_replacement_has_reason on review_replacement': `reason = ''`,
  'review_replacement_of_others on review_replacement': 'successor_id = person_id',
  'review_stage_closed_at_some_time on review_stage': `status = 'open', outcome = NULL, closed_at = now()`,
  'review_stage_conditions_owner_known on review_stage': `conditions_owner_role = 'reviewer', conditions_owner_id = NULL, conditions_due_on = '2099-01-01', outcome = 'passed', close_note = 'x'`,
  'review_stage_conditions_whole on review_stage': `conditions_due_on = '2099-01-01', conditions_owner_id = NULL, conditions_owner_role = NULL`,
  'review_stage_kind_known on review_stage': `kind = 'rector'`,
  'review_stage_outcome_known on review_stage': `status = 'closed', outcome = NULL, closed_at = now()`,
  'review_stage_revealed_by_somebody on review_stage': 'revealed_at = now(), revealed_by_id = NULL',
  'review_stage_status_known on review_stage': `status = 'paused'`,
  'role_grant_department on role_grant': `role = 'chair', department_id = NULL`,
  'role_grant_not_to_oneself on role_grant': 'granted_by_id = person_id',
  'role_grant_role_known on role_grant': `role = 'superuser'`,
  'role_proposal_department on role_proposal': `role = 'chair', department_id = NULL`,
  'role_proposal_not_for_oneself on role_proposal': 'proposed_by_id = person_id',
  'role_proposal_outcome_known on role_proposal': `outcome = 'lost', settled_at = now(), settled_by_id = person_id`,
  'role_proposal_role_known on role_proposal': `role = 'superuser'`,
  'role_proposal_settled_whole on role_proposal': `outcome = 'withdrawn', settled_at = NULL, settled_by_id = proposed_by_id`,
  'role_proposal_two_people on role_proposal': `outcome = 'confirmed', settled_at = now(), settled_by_id = proposed_by_id`,
  'role_proposal_why_known on role_proposal': `why = 'because'`,
  'calendar_address_token_form on calendar_address': `token_hash = 'a token'`,
  'review_meeting_has_place on review_meeting': `place = ''`,
  'review_meeting_item_in_order on review_meeting_item': 'position = 31',
  'review_meeting_of_a_stage on review_meeting': `kind = 'department', department_id = NULL`,
  'review_meeting_time on review_meeting': `starts = '24:00'`,
  'rubric_score_range on rubric_score': 'score = 4',
  'rule_rejection_kind_known on rule_rejection': `kind = 'perhaps'`,
  'rule_rejection_no_waits on rule_rejection': `kind = 'no_credit', public_reason = 'x'`,
  'rule_version_change_class_known on rule_version': `change_class = 'small'`,
  'rule_version_definition_object on rule_version': `definition = '[]'`,
  'rule_version_origin_known on rule_version': `origin = 'import', import_batch_id = NULL`,
  'rule_version_past_days_in_order on rule_version_past': 'first_day = until_day',
  'rule_version_past_was_public on rule_version_past': `status = 'draft'`,
  'rule_version_windows_in_order on rule_version': `claim_from = '2026-02-01', claim_to = '2026-01-01'`,
  'saved_view_sizes on saved_view': `name = ''`,
  'signed_record_about_one on signed_record':
    'policy_version_id = NULL, student_id = NULL, decision_id = NULL, rule_version_id = NULL',
  'signed_record_document_size on signed_record': `document = ''`,
  'signed_record_place_on_list on signed_record': 'status_place = 131072',
  'signing_key_days_in_order on signing_key': `retired_at = made_at - interval '1 day'`,
  'signing_key_did_form on signing_key': `did = 'did:key:z6Mk'`,
  'signing_key_public_form on signing_key': `public_key = 'z6Mk'`,
  'student_number_form on student': `number = '=1'`,
  'student_sizes on student': `name = ''`,
  'suggestion_shown_few on suggestion_shown': `targets = '{}'`,
  'vote_ballots_of_casting on vote': `is_casting = false, on_ballots = '{x}'`,
  'vote_casting_decides on vote': `is_casting = true, choice = 'abstain'`,
  'vote_choice_known on vote': `choice = 'maybe'`,
  'vote_ground_known on vote': `ground = 'whim'`,
  'vote_has_rationale on vote': `rationale = ' '`,
  'vote_ordinal_positive on vote': 'ordinal = 0',
  'vote_rejection_known on vote': `choice = 'approve', rejection_kind = 'no_credit'`,
  'vote_round_known on vote': 'round = 3',
  'trusted_issuer_days_in_order on trusted_issuer': 'last_day = first_day - 1, ended_at = NULL',
  'trusted_issuer_decided_whole on trusted_issuer': `outcome = 'declined', decided_by_id = NULL`,
  'trusted_issuer_end_explained on trusted_issuer': `end_reason = ' '`,
  'trusted_issuer_ended_whole on trusted_issuer': 'ended_at = now(), ended_by_id = NULL',
  'trusted_issuer_identity_form on trusted_issuer': `identity = 'Guild of Welders'`,
  'trusted_issuer_is_explained on trusted_issuer': `reason = ' '`,
  'trusted_issuer_outcome_known on trusted_issuer': `outcome = 'perhaps'`,
  'trusted_issuer_source_web on trusted_issuer': `source_url = 'javascript:alert(1)'`,
  'trusted_issuer_two_people on trusted_issuer': `outcome = 'confirmed', decided_by_id = proposed_by_id`,
};

/** A row to try on, for tables that are empty while nobody signs in. */
const rowOf: Record<string, string> = {
  auth_account: `INSERT INTO auth_account (user_id, type, provider, provider_account_id) SELECT id, 'oidc', 'x', 'x' FROM auth_user LIMIT 1`,
  auth_link_browser: `INSERT INTO auth_link_browser (identifier, secret, expires) VALUES ('x', 'x', now())`,
  auth_session: `INSERT INTO auth_session (session_token, user_id, expires) SELECT 'x', id, now() FROM auth_user LIMIT 1`,
  auth_verification_token: `INSERT INTO auth_verification_token (identifier, token, expires) VALUES ('x', 'x', now())`,
};

/** Every check, key, exclusion, foreign key and column that is never empty, from the catalogs. */
export async function listConstraints(admin: pg.Pool): Promise<Constraint[]> {
  const { rows } = await admin.query<Constraint>(`
    WITH listed AS (
      SELECT CASE k.contype WHEN 'c' THEN 'check' WHEN 'x' THEN 'exclusion' ELSE 'foreign key' END AS kind, k.conname AS name, k.conrelid AS relation, k.conkey AS keys,
             coalesce((SELECT pg_get_expr(i.indpred, i.indrelid) FROM pg_index i WHERE i.indexrelid = k.conindid AND k.contype = 'x'), 'true') AS predicate
        FROM pg_constraint k WHERE k.connamespace = 'public'::regnamespace AND k.contype IN ('c', 'x', 'f')
      UNION ALL
      SELECT 'unique', i.relname, x.indrelid, '{}', coalesce(pg_get_expr(x.indpred, x.indrelid), 'true')
        FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid WHERE i.relnamespace = 'public'::regnamespace AND x.indisunique
      UNION ALL
      SELECT 'not null', a.attname, a.attrelid, ARRAY[a.attnum], 'true' FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND a.attgenerated = ''
    )
    SELECT l.kind, l.name, c.relname AS "table", l.predicate,
           (SELECT coalesce(json_agg(json_build_object('name', a.attname, 'type', a.atttypid::regtype::text)), '[]') FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY (l.keys)) AS columns,
           ARRAY(SELECT quote_ident(a.attname) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS written
      FROM listed l JOIN pg_class c ON c.oid = l.relation ORDER BY 1, 3, 2`);
  return rows.filter(({ table }) => table !== '_prisma_migrations');
}

export const nameOf = ({ kind, name, table }: Constraint) =>
  kind === 'not null' ? `${table}.${name} not empty` : `${name} on ${table}`;

/** Lines of the list above that no check of the database answers to. Must be none. */
export function breaksOfNothing(constraints: readonly Constraint[]): string[] {
  const known = new Set(constraints.map(nameOf));
  return Object.keys(breaks).filter((name) => !known.has(name));
}

/**
 * Tries what one constraint refuses, with every other constraint of its table and every trigger away, so that nothing else can refuse it.
 * Answers with what is wrong, and null when the constraint itself refused. `removed`: without the constraint, which must be noticed.
 */
export async function tryConstraint(
  admin: pg.Pool,
  constraint: Constraint,
  { removed = false }: { removed?: boolean } = {},
): Promise<string | null> {
  const what = nameOf(constraint);
  const attempt = attemptOn(constraint);
  if (attempt === undefined) return `${what}: nobody says what it refuses`;
  const client = await admin.connect();
  try {
    await client.query('begin');
    await client.query(`SET LOCAL session_replication_role = replica`);
    const row = rowOf[constraint.table];
    if (row) await client.query(row);
    await isolate(client, constraint, removed);
    const { rowCount } = await client.query(attempt);
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    return `${what} ${rowCount === 0 ? 'has no row to be tried on' : 'refuses nothing'}`;
  } catch (error) {
    const { code, constraint: by, column, message } = error as pg.DatabaseError;
    const spoke =
      constraint.kind === 'not null'
        ? code === '23502' && column === constraint.name
        : by === constraint.name;
    return spoke ? null : `${what}: refused for another reason: ${message}`;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

function attemptOn({ kind, name, table, columns, written, predicate }: Constraint): string | undefined {
  const one = `ctid = (SELECT ctid FROM "${table}" WHERE ${predicate} LIMIT 1)`;
  switch (kind) {
    case 'check': {
      const set = breaks[`${name} on ${table}`];
      return set && `UPDATE "${table}" SET ${set} WHERE ${one}`;
    }
    case 'not null':
      return `UPDATE "${table}" SET "${name}" = NULL WHERE ${one}`;
    case 'foreign key': {
      const own = columns.filter((column) => !/^(steward_)?tenant_id$/.test(column.name));
      const set = (own.length > 0 ? own : columns).map(
        (column) => `"${column.name}" = ${nothing(column.type)}`,
      );
      return `UPDATE "${table}" SET ${set.join(', ')} WHERE ${one}`;
    }
    default:
      return `INSERT INTO "${table}" (${written.join(', ')}) SELECT ${written.join(', ')} FROM "${table}" WHERE ${one}`;
  }
}

/** What no row is called. */
function nothing(type: string): string {
  if (type === 'uuid') return 'gen_random_uuid()';
  return type === 'text' ? `'nothing'` : '9999999';
}

/** Leaves the one constraint alone among its like; with `removed` not even that. All of it goes back with the transaction. */
async function isolate(
  client: pg.PoolClient,
  { kind, name, table }: Constraint,
  removed: boolean,
): Promise<void> {
  if (kind === 'not null') {
    if (removed) await client.query(`ALTER TABLE "${table}" ALTER COLUMN "${name}" DROP NOT NULL`);
    return;
  }
  if (kind === 'foreign key')
    await client.query(
      `SET LOCAL session_replication_role = origin; ALTER TABLE "${table}" DISABLE TRIGGER USER`,
    );
  const like = {
    check: ['c'],
    'foreign key': ['f', 'c'],
    unique: ['u', 'p', 'x'],
    exclusion: ['u', 'p', 'x'],
  }[kind];
  const { rows } = await client.query<{ sql: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I CASCADE', conrelid::regclass, conname) AS sql FROM pg_constraint
      WHERE contype::text = ANY ($1) AND (conrelid = $2::regclass OR ('f' = ANY ($1) AND confrelid = $2::regclass)) AND (conname <> $3 OR conrelid <> $2::regclass OR $4)
     UNION ALL
     SELECT format('DROP INDEX IF EXISTS %s CASCADE', indexrelid::regclass) FROM pg_index x
      WHERE 'u' = ANY ($1) AND indrelid = $2::regclass AND indisunique AND (indexrelid <> coalesce(to_regclass(quote_ident($3)), 0) OR $4)
        AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.conrelid = $2::regclass)`,
    [like, table, name, removed],
  );
  await client.query(rows.map(({ sql }) => sql).join('; '));
}
