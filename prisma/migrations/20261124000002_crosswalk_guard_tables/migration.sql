-- The database is the last line: what the application must never do, it cannot do here either.

-- ---------------------------------------------------------------- who asks
CREATE FUNCTION "current_tenant"() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  -- nullif: after a transaction the setting is '' and not absent
  RETURN nullif(current_setting('app.tenant_id', true), '')::uuid;

-- ---------------------------------------------------------------- tenants
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'department', 'course', 'course_outcome', 'course_relation', 'program', 'policy_version', 'person', 'role_grant',
    'equivalency_rule', 'rule_version', 'rule_source', 'rule_transition', 'evidence',
    'review_case', 'review_stage', 'review_assignment', 'vote', 'coverage_mark', 'rubric_score', 'review_message',
    'audit_event', 'audit_head', 'audit_detail', 'outbox_message', 'idempotency_key', 'import_batch', 'import_row'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY "tenant" ON %I TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())', name);
  END LOOP;
END $$;

ALTER TABLE "institution" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "institution" FORCE ROW LEVEL SECURITY;
CREATE POLICY "everybody_reads" ON "institution" FOR SELECT TO app_rw, app_public USING (true);
CREATE POLICY "own_changes" ON "institution" FOR UPDATE TO app_rw USING (id = current_tenant()) WITH CHECK (id = current_tenant());
CREATE POLICY "provisioning" ON "institution" TO app_owner USING (true) WITH CHECK (true);

-- The catalog is shared: everybody reads, only the institution that listed an entry changes it.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['micro_credential', 'micro_credential_version', 'learning_outcome', 'micro_credential_component', 'recommendation'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY "everybody_reads" ON %I FOR SELECT TO app_rw, app_public, app_owner USING (true)', name);
    EXECUTE format('CREATE POLICY "steward_adds" ON %I FOR INSERT TO app_rw, app_owner WITH CHECK (steward_tenant_id = current_tenant())', name);
    EXECUTE format('CREATE POLICY "steward_changes" ON %I FOR UPDATE TO app_rw, app_owner USING (steward_tenant_id = current_tenant()) WITH CHECK (steward_tenant_id = current_tenant())', name);
    EXECUTE format('CREATE POLICY "steward_removes" ON %I FOR DELETE TO app_rw, app_owner USING (steward_tenant_id = current_tenant())', name);
  END LOOP;
END $$;

-- ---------------------------------------------------------------- what the public role sees
CREATE POLICY "public" ON "department" FOR SELECT TO app_public USING (NOT is_archived);
CREATE POLICY "public" ON "course" FOR SELECT TO app_public USING (true);
CREATE POLICY "public" ON "course_relation" FOR SELECT TO app_public USING (true);
CREATE POLICY "public" ON "program" FOR SELECT TO app_public USING (true);
CREATE POLICY "public" ON "policy_version" FOR SELECT TO app_public USING (status = 'adopted');
CREATE POLICY "public" ON "rule_version" FOR SELECT TO app_public USING (status IN ('published', 'suspended'));
CREATE POLICY "public" ON "rule_source" FOR SELECT TO app_public
  USING (EXISTS (SELECT FROM rule_version v WHERE v.tenant_id = rule_source.tenant_id AND v.id = rule_source.rule_version_id));
CREATE POLICY "public" ON "equivalency_rule" FOR SELECT TO app_public
  USING (EXISTS (SELECT FROM rule_version v WHERE v.tenant_id = equivalency_rule.tenant_id AND v.rule_id = equivalency_rule.id));

GRANT USAGE ON SCHEMA public TO app_rw, app_public;
GRANT SELECT ON "institution", "micro_credential", "micro_credential_version", "learning_outcome", "micro_credential_component", "recommendation" TO app_public;
GRANT SELECT (tenant_id, id, code, name, is_archived) ON "department" TO app_public;
GRANT SELECT (tenant_id, id, department_id, code, title, credits, level, status) ON "course" TO app_public;
GRANT SELECT ON "course_relation" TO app_public;
GRANT SELECT (tenant_id, id, department_id, code, title, level, total_credits, limits, requirements, status) ON "program" TO app_public;
GRANT SELECT (tenant_id, id, version, status, credit, effective_from, effective_to) ON "policy_version" TO app_public;
GRANT SELECT (tenant_id, id, code, title, department_id) ON "equivalency_rule" TO app_public;
GRANT SELECT (tenant_id, id, rule_id, version, status, origin, definition, basis, public_note, claim_from, claim_to,
              credential_from, credential_to, review_due_on, published_at, status_reason) ON "rule_version" TO app_public;
GRANT SELECT ON "rule_source" TO app_public;

-- ---------------------------------------------------------------- what the application may do
GRANT SELECT, UPDATE ON "institution" TO app_rw;
GRANT SELECT, INSERT, UPDATE ON
  "department", "course", "program", "policy_version", "person", "role_grant",
  "micro_credential", "micro_credential_version", "recommendation",
  "equivalency_rule", "rule_version", "review_case", "review_stage", "review_assignment", "rubric_score",
  "import_batch", "outbox_message", "idempotency_key" TO app_rw;
GRANT SELECT, INSERT, UPDATE, DELETE ON
  "course_outcome", "course_relation", "learning_outcome", "micro_credential_component", "rule_source", "coverage_mark", "import_row",
  "auth_user", "auth_account", "auth_session", "auth_verification_token" TO app_rw;
GRANT DELETE ON "idempotency_key", "outbox_message" TO app_rw;
GRANT SELECT, INSERT ON "rule_transition", "evidence", "vote", "review_message", "audit_event", "audit_detail" TO app_rw;
GRANT SELECT ON "audit_head" TO app_rw;

-- ---------------------------------------------------------------- values
ALTER TABLE "institution" ADD CONSTRAINT "institution_slug_form" CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT "institution_home_unit_known" CHECK (home_unit IN ('ECTS', 'US_SEM', 'US_QTR', 'UK_CATS', 'NZ_CREDIT', 'AU_CP'));
-- Amounts are exact: a plain decimal or n/d, as text (credit-cases.json, "amounts").
CREATE FUNCTION "is_amount"("text" text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN "text" IS NULL OR "text" ~ '^[0-9]{1,9}(\.[0-9]{1,6}|/[1-9][0-9]{0,8})?$';
ALTER TABLE "course" ADD CONSTRAINT "course_credits_exact" CHECK (is_amount(credits)),
  ADD CONSTRAINT "course_status_known" CHECK (status IN ('active', 'inactive'));
ALTER TABLE "course_relation" ADD CONSTRAINT "course_relation_kind_known" CHECK (kind IN ('equivalent', 'outranks', 'overlap')),
  ADD CONSTRAINT "course_relation_other_course" CHECK (course_id <> other_course_id),
  ADD CONSTRAINT "course_relation_credits_exact" CHECK (is_amount(credits) AND (kind = 'overlap') = (credits IS NOT NULL));
ALTER TABLE "program" ADD CONSTRAINT "program_total_exact" CHECK (is_amount(total_credits)),
  ADD CONSTRAINT "program_status_known" CHECK (status IN ('active', 'inactive'));
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_status_known" CHECK (status IN ('draft', 'adopted')),
  ADD CONSTRAINT "policy_version_dates_in_order" CHECK (effective_to IS NULL OR effective_from <= effective_to),
  ADD CONSTRAINT "policy_version_two_people" CHECK (adopted_by_id IS NULL OR adopted_by_id <> author_id),
  ADD CONSTRAINT "policy_version_adopted_by_somebody" CHECK ((status = 'adopted') = (adopted_by_id IS NOT NULL)),
  ADD CONSTRAINT "policy_version_one_in_force" EXCLUDE USING gist
    (tenant_id WITH =, daterange(effective_from, effective_to, '[]') WITH &&) WHERE (status = 'adopted');
ALTER TABLE "person" ADD CONSTRAINT "person_status_known" CHECK (status IN ('active', 'suspended')),
  ADD CONSTRAINT "person_email_plain" CHECK (email = lower(email) AND email ~ '^[!-~]+@[a-z0-9.-]+$' AND email !~ '@.*@');
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_role_known" CHECK (role IN
    ('catalog_editor', 'evaluator', 'reviewer', 'chair', 'committee_member', 'committee_chair', 'dean', 'registrar', 'administrator', 'auditor')),
  ADD CONSTRAINT "role_grant_not_to_oneself" CHECK (granted_by_id IS NULL OR granted_by_id <> person_id),
  ADD CONSTRAINT "role_grant_department" CHECK (role NOT IN ('reviewer', 'chair') OR department_id IS NOT NULL);
CREATE UNIQUE INDEX "role_grant_once" ON "role_grant" (tenant_id, person_id, role, department_id) NULLS NOT DISTINCT WHERE ended_at IS NULL;
ALTER TABLE "micro_credential" ADD CONSTRAINT "micro_credential_kind_known" CHECK (kind IN ('certificate', 'course', 'exam', 'external_course')),
  ADD CONSTRAINT "micro_credential_status_known" CHECK (status IN ('active', 'withdrawn')),
  ADD CONSTRAINT "micro_credential_slug_form" CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT "micro_credential_url_web" CHECK (url IS NULL OR url ~ '^https?://');
ALTER TABLE "micro_credential_version" ADD CONSTRAINT "micro_credential_version_hours_exact" CHECK (is_amount(workload_hours)),
  ADD CONSTRAINT "micro_credential_version_pass_mark_exact" CHECK (is_amount(pass_mark)),
  ADD CONSTRAINT "micro_credential_version_eqf" CHECK (eqf_min BETWEEN 1 AND 8 AND eqf_max BETWEEN 1 AND 8 AND eqf_min <= eqf_max),
  ADD CONSTRAINT "micro_credential_version_dates_in_order" CHECK (valid_from <= valid_to);
ALTER TABLE "recommendation" ADD CONSTRAINT "recommendation_amount_exact" CHECK (is_amount(amount) AND is_amount(pass_mark) AND is_amount(workload_hours)),
  ADD CONSTRAINT "recommendation_amount_has_unit" CHECK ((amount IS NULL) OR (unit IS NOT NULL)),
  ADD CONSTRAINT "recommendation_dates_in_order" CHECK (valid_from <= valid_to);
ALTER TABLE "rule_version" ADD CONSTRAINT "rule_version_origin_known" CHECK (origin IN ('review', 'import') AND (origin = 'import') = (import_batch_id IS NOT NULL)),
  ADD CONSTRAINT "rule_version_change_class_known" CHECK (change_class IN ('editorial', 'dates', 'substantive')),
  ADD CONSTRAINT "rule_version_windows_in_order" CHECK (claim_from <= claim_to AND credential_from <= credential_to),
  ADD CONSTRAINT "rule_version_definition_object" CHECK (jsonb_typeof(definition) = 'object'),
  ADD CONSTRAINT "rule_version_one_in_force" EXCLUDE USING gist
    (tenant_id WITH =, rule_id WITH =, daterange(claim_from, claim_to, '[]') WITH &&, daterange(credential_from, credential_to, '[]') WITH &&)
    WHERE (status IN ('published', 'suspended'));
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_file_or_link" CHECK ((url IS NOT NULL) <> (content IS NOT NULL)),
  ADD CONSTRAINT "evidence_file_complete" CHECK ((content IS NULL) = (sha256 IS NULL) AND (content IS NULL) = (media_type IS NULL)),
  ADD CONSTRAINT "evidence_file_size" CHECK (octet_length(content) <= 5242880);
ALTER TABLE "review_case" ADD CONSTRAINT "review_case_status_known" CHECK (status IN ('open', 'closed'));
ALTER TABLE "review_stage" ADD CONSTRAINT "review_stage_kind_known" CHECK (kind IN ('department', 'committee', 'dean')),
  ADD CONSTRAINT "review_stage_status_known" CHECK (status IN ('open', 'closed')),
  ADD CONSTRAINT "review_stage_outcome_known" CHECK ((status = 'closed') = (outcome IS NOT NULL) AND (outcome IS NULL OR outcome IN ('passed', 'failed', 'returned', 'withdrawn')));
CREATE UNIQUE INDEX "review_stage_one_open" ON "review_stage" (tenant_id, case_id) WHERE status = 'open';
ALTER TABLE "review_assignment" ADD CONSTRAINT "review_assignment_recusal" CHECK (NOT is_recused OR conflict_declared);
ALTER TABLE "vote" ADD CONSTRAINT "vote_choice_known" CHECK (choice IN ('approve', 'reject', 'return', 'abstain')),
  ADD CONSTRAINT "vote_has_rationale" CHECK (length(btrim(rationale)) > 0),
  ADD CONSTRAINT "vote_ordinal_positive" CHECK (ordinal > 0);
ALTER TABLE "coverage_mark" ADD CONSTRAINT "coverage_mark_known" CHECK (coverage IN ('full', 'partial', 'none'));
ALTER TABLE "rubric_score" ADD CONSTRAINT "rubric_score_range" CHECK (score BETWEEN 0 AND 3);
ALTER TABLE "review_message" ADD CONSTRAINT "review_message_kind_known" CHECK (kind IN ('question', 'answer', 'comment', 'return'));
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_kind_known" CHECK (kind IN ('micro_credentials', 'courses', 'programs', 'recommendations', 'equivalencies')),
  ADD CONSTRAINT "import_batch_on_bad_rows_known" CHECK (on_bad_rows IN ('stop', 'skip')),
  ADD CONSTRAINT "import_batch_status_known" CHECK (status IN ('checking', 'checked', 'applying', 'applied', 'refused'));
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_outcome_known" CHECK (outcome IN ('new', 'changed', 'unchanged', 'rejected'));

-- ---------------------------------------------------------------- append-only
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['vote', 'rule_transition', 'review_message', 'evidence', 'audit_event'] LOOP
    EXECUTE format('CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;

-- ---------------------------------------------------------------- demonstration people stay in demonstration institutions
CREATE FUNCTION "guard_demonstration_person"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.is_demonstration AND NOT (SELECT i.is_demonstration FROM institution i WHERE i.id = NEW.tenant_id) THEN
    RAISE EXCEPTION 'a demonstration person belongs to a demonstration institution' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_demonstration_person" BEFORE INSERT OR UPDATE ON "person" FOR EACH ROW EXECUTE FUNCTION guard_demonstration_person();

CREATE FUNCTION "guard_demonstration_institution"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.is_demonstration <> OLD.is_demonstration THEN
    RAISE EXCEPTION 'an institution is a demonstration or it is not, from the first day on' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_demonstration_institution" BEFORE UPDATE ON "institution" FOR EACH ROW EXECUTE FUNCTION guard_demonstration_institution();

-- ---------------------------------------------------------------- rule versions: allowed moves, frozen content, separated duties
CREATE TABLE "rule_status_move" ("from_status" text NOT NULL, "to_status" text NOT NULL, PRIMARY KEY ("from_status", "to_status"));
INSERT INTO "rule_status_move" VALUES
  ('draft', 'submitted'), ('returned', 'submitted'), ('draft', 'withdrawn'), ('returned', 'withdrawn'),
  ('submitted', 'in_department'), ('submitted', 'returned'), ('submitted', 'withdrawn'),
  ('in_department', 'in_committee'), ('in_department', 'in_dean'), ('in_department', 'approved'), ('in_department', 'conditionally_approved'),
  ('in_department', 'returned'), ('in_department', 'rejected'), ('in_department', 'withdrawn'),
  ('in_committee', 'in_dean'), ('in_committee', 'approved'), ('in_committee', 'conditionally_approved'),
  ('in_committee', 'returned'), ('in_committee', 'rejected'), ('in_committee', 'withdrawn'),
  ('in_dean', 'approved'), ('in_dean', 'returned'), ('in_dean', 'rejected'), ('in_dean', 'withdrawn'),
  ('conditionally_approved', 'approved'), ('conditionally_approved', 'rejected'),
  ('approved', 'published'), ('approved', 'returned'),
  ('published', 'suspended'), ('suspended', 'published'), ('published', 'revoked'), ('suspended', 'revoked');
GRANT SELECT ON "rule_status_move" TO app_rw;

CREATE FUNCTION "guard_rule_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'draft' AND NOT (NEW.origin = 'import' AND NEW.status = 'approved') THEN
      RAISE EXCEPTION 'a rule version starts as a draft' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;

  IF NEW.tenant_id <> OLD.tenant_id OR NEW.id <> OLD.id OR NEW.rule_id <> OLD.rule_id OR NEW.version <> OLD.version
     OR NEW.author_id <> OLD.author_id OR NEW.origin <> OLD.origin OR NEW.import_batch_id IS DISTINCT FROM OLD.import_batch_id THEN
    RAISE EXCEPTION 'identity, author and origin of a rule version never change' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.row_version <= OLD.row_version THEN
    RAISE EXCEPTION 'row_version must grow' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status <> OLD.status AND NOT EXISTS (
       SELECT FROM rule_status_move m WHERE m.from_status = OLD.status AND m.to_status = NEW.status) THEN
    RAISE EXCEPTION 'a rule version does not go from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  -- A submitted version is frozen; a change is a new version. Only the end of its claim window may come nearer.
  IF OLD.status NOT IN ('draft', 'returned') AND (
       NEW.definition <> OLD.definition OR NEW.basis <> OLD.basis OR NEW.public_note <> OLD.public_note
       OR NEW.claim_from IS DISTINCT FROM OLD.claim_from OR NEW.credential_from IS DISTINCT FROM OLD.credential_from
       OR NEW.credential_to IS DISTINCT FROM OLD.credential_to) THEN
    RAISE EXCEPTION 'a % rule version is frozen', OLD.status USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status NOT IN ('draft', 'returned') AND NEW.claim_to IS DISTINCT FROM OLD.claim_to
     AND (NEW.claim_to IS NULL OR NEW.claim_to > OLD.claim_to) THEN
    RAISE EXCEPTION 'the claim window of a % rule version can only be shortened', OLD.status USING ERRCODE = 'check_violation';
  END IF;

  IF NEW.status = 'approved' AND OLD.status LIKE 'in\_%' AND NOT EXISTS (
       SELECT FROM review_case c JOIN review_stage s ON s.tenant_id = c.tenant_id AND s.case_id = c.id
        WHERE c.tenant_id = NEW.tenant_id AND c.rule_version_id = NEW.id AND s.status = 'closed' AND s.outcome = 'passed'
          AND s.position = (SELECT max(t.position) FROM review_stage t WHERE t.tenant_id = c.tenant_id AND t.case_id = c.id)) THEN
    RAISE EXCEPTION 'approval needs a review whose last stage has passed' USING ERRCODE = 'check_violation';
  END IF;

  IF NEW.status = 'published' AND OLD.status = 'approved' THEN
    IF NEW.published_by_id IS NULL OR NEW.published_by_id = NEW.author_id THEN
      RAISE EXCEPTION 'the author does not publish' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.origin = 'review' AND NOT EXISTS (
         SELECT FROM review_case c JOIN review_stage s ON s.tenant_id = c.tenant_id AND s.case_id = c.id
                                   JOIN vote v ON v.tenant_id = s.tenant_id AND v.stage_id = s.id
          WHERE c.tenant_id = NEW.tenant_id AND c.rule_version_id = NEW.id
            AND v.person_id <> NEW.published_by_id AND v.person_id <> NEW.author_id) THEN
      RAISE EXCEPTION 'the sole reviewer does not publish' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.origin = 'import' AND NEW.published_by_id = (
         SELECT b.created_by_id FROM import_batch b WHERE b.tenant_id = NEW.tenant_id AND b.id = NEW.import_batch_id) THEN
      RAISE EXCEPTION 'who imported does not publish' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_rule_version" BEFORE INSERT OR UPDATE ON "rule_version" FOR EACH ROW EXECUTE FUNCTION guard_rule_version();

-- ---------------------------------------------------------------- votes: only assigned, unrecused, undelayed, never the author
CREATE FUNCTION "guard_vote"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found record;
BEGIN
  SELECT s.status, a.is_voting, a.is_recused, a.conflict_declared, r.author_id INTO found
    FROM review_stage s
    JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
    JOIN rule_version r ON r.tenant_id = c.tenant_id AND r.id = c.rule_version_id
    LEFT JOIN review_assignment a ON a.tenant_id = s.tenant_id AND a.stage_id = s.id AND a.person_id = NEW.person_id
   WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id
     FOR SHARE OF s;
  IF found.status IS DISTINCT FROM 'open' THEN
    RAISE EXCEPTION 'the stage is closed' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT coalesce(found.is_voting, false) OR found.is_recused OR found.conflict_declared IS DISTINCT FROM false THEN
    RAISE EXCEPTION 'only an assigned reviewer who declared no conflict votes' USING ERRCODE = 'check_violation';
  END IF;
  IF found.author_id = NEW.person_id THEN
    RAISE EXCEPTION 'the author does not vote' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_vote" BEFORE INSERT ON "vote" FOR EACH ROW EXECUTE FUNCTION guard_vote();

-- ---------------------------------------------------------------- a closed stage stays closed; an adopted policy stays as it is
CREATE FUNCTION "guard_review_stage"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'closed' THEN
    RAISE EXCEPTION 'a closed stage does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.config <> OLD.config OR NEW.kind <> OLD.kind OR NEW.case_id <> OLD.case_id OR NEW.position <> OLD.position THEN
    RAISE EXCEPTION 'a stage keeps the policy it was opened under' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_review_stage" BEFORE UPDATE ON "review_stage" FOR EACH ROW EXECUTE FUNCTION guard_review_stage();

CREATE FUNCTION "guard_policy_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'adopted' AND (NEW.credit <> OLD.credit OR NEW.review <> OLD.review OR NEW.effective_from <> OLD.effective_from
     OR NEW.status <> OLD.status OR NEW.author_id <> OLD.author_id OR NEW.adopted_by_id IS DISTINCT FROM OLD.adopted_by_id) THEN
    RAISE EXCEPTION 'an adopted policy version is frozen' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_policy_version" BEFORE UPDATE ON "policy_version" FOR EACH ROW EXECUTE FUNCTION guard_policy_version();

-- ---------------------------------------------------------------- audit: one chain per tenant, without gaps
-- Canonical form: a JSON array of texts, as json_build_array prints it; lib/audit/chain.ts builds the same bytes.
CREATE FUNCTION "chain_audit_event"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE head audit_head%ROWTYPE;
BEGIN
  IF NEW.tenant_id IS DISTINCT FROM current_tenant() THEN
    RAISE EXCEPTION 'an audit entry belongs to the tenant at work' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO audit_head (tenant_id, seq, hash) VALUES (NEW.tenant_id, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM audit_head WHERE tenant_id = NEW.tenant_id FOR UPDATE;
  NEW.seq := head.seq + 1;
  NEW.prev_hash := head.hash;
  NEW.hash := encode(sha256(convert_to(json_build_array(
    NEW.tenant_id::text, NEW.seq::text, to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), coalesce(NEW.actor_id::text, ''),
    NEW.action, NEW.object_type, NEW.object_id, NEW.summary, NEW.request_id, NEW.commitment, NEW.prev_hash)::text, 'UTF8')), 'hex');
  UPDATE audit_head SET seq = NEW.seq, hash = NEW.hash WHERE tenant_id = NEW.tenant_id;
  RETURN NEW;
END $$;
CREATE TRIGGER "chain_audit_event" BEFORE INSERT ON "audit_event" FOR EACH ROW EXECUTE FUNCTION chain_audit_event();

-- ---------------------------------------------------------------- sign-in finds its people across institutions, through two named doors
CREATE POLICY "sign_in" ON "person" TO app_owner USING (true);
CREATE POLICY "sign_in" ON "role_grant" FOR SELECT TO app_owner USING (true);

-- Every institution in which a signed-in user works.
CREATE FUNCTION "memberships_of"(wanted_user uuid) RETURNS TABLE (tenant_id uuid, person_id uuid, is_demonstration boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT p.tenant_id, p.id, p.is_demonstration FROM person p WHERE p.user_id = wanted_user AND p.status = 'active' ORDER BY p.created_at, p.id
$$;
-- Ties staff records to the account whose e-mail address has just been proved; only records nobody has claimed.
CREATE FUNCTION "claim_memberships"(proved_user uuid, proved_email text) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE n integer;
BEGIN
  UPDATE person SET user_id = proved_user WHERE user_id IS NULL AND NOT is_demonstration AND status = 'active' AND email = lower(proved_email);
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;
REVOKE EXECUTE ON FUNCTION "memberships_of"(uuid), "claim_memberships"(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "memberships_of"(uuid), "claim_memberships"(uuid, text) TO app_rw;
