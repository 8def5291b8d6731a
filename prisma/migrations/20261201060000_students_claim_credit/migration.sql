-- A student asks one institution for credit. Everything of a claim names its student, so that whoever acts as one of them sees no other's.
CREATE TABLE "student" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mailbox" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "student_pkey" PRIMARY KEY ("tenant_id", "id")
);
CREATE TABLE "credit_claim" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "student_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "asked" JSONB NOT NULL,
    "policy_version_id" UUID,
    "claim_date" DATE,
    "submitted_at" TIMESTAMPTZ(3),
    "asked_until" DATE,
    "outcome" TEXT,
    "appeal_until" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "credit_claim_pkey" PRIMARY KEY ("tenant_id", "id")
);
CREATE TABLE "claim_holding" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "claim_id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "micro_credential_id" UUID NOT NULL,
    "stated" JSONB NOT NULL,
    "badge" JSONB,
    "page" TEXT,
    "finding" JSONB,
    "found_by_id" UUID,
    "is_open" BOOLEAN NOT NULL DEFAULT true,
    CONSTRAINT "claim_holding_pkey" PRIMARY KEY ("tenant_id", "id")
);
CREATE TABLE "claim_event" (
    "tenant_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "student_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "move" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,
    "by_party" TEXT NOT NULL,
    "person_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "claim_event_pkey" PRIMARY KEY ("tenant_id", "claim_id", "seq")
);
CREATE TABLE "claim_snapshot" (
    "tenant_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "student_id" UUID NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "engine_version" TEXT NOT NULL,
    "credit_case" TEXT NOT NULL,
    "evaluation" TEXT NOT NULL,
    CONSTRAINT "claim_snapshot_pkey" PRIMARY KEY ("tenant_id", "claim_id", "seq")
);
CREATE TABLE "claim_decision" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "claim_id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "snapshot_seq" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "reverses_id" UUID,
    CONSTRAINT "claim_decision_pkey" PRIMARY KEY ("tenant_id", "id")
);
CREATE TABLE "award_line" (
    "tenant_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "student_id" UUID NOT NULL,
    "rule_version_id" UUID NOT NULL,
    "target" TEXT NOT NULL,
    "awarded" TEXT NOT NULL,
    "counted" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    CONSTRAINT "award_line_pkey" PRIMARY KEY ("tenant_id", "decision_id", "line")
);
CREATE TABLE "learning_use" (
    "tenant_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "micro_credential_id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "rule_version_id" UUID NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    CONSTRAINT "learning_use_pkey" PRIMARY KEY ("tenant_id", "decision_id", "micro_credential_id")
);

CREATE UNIQUE INDEX "student_tenant_id_user_id_key" ON "student" ("tenant_id", "user_id");
CREATE UNIQUE INDEX "credit_claim_tenant_id_id_student_id_key" ON "credit_claim" ("tenant_id", "id", "student_id");
CREATE INDEX "credit_claim_tenant_id_student_id_idx" ON "credit_claim" ("tenant_id", "student_id");
CREATE INDEX "credit_claim_tenant_id_state_submitted_at_idx" ON "credit_claim" ("tenant_id", "state", "submitted_at");
CREATE UNIQUE INDEX "claim_holding_tenant_id_claim_id_place_key" ON "claim_holding" ("tenant_id", "claim_id", "place");
CREATE INDEX "claim_decision_tenant_id_claim_id_idx" ON "claim_decision" ("tenant_id", "claim_id");
-- A decision is taken back once.
CREATE UNIQUE INDEX "claim_decision_reversed_once" ON "claim_decision" ("tenant_id", "reverses_id") WHERE reverses_id IS NOT NULL;
-- A certificate is in one open claim of its student, and learning is awarded once in a life.
CREATE UNIQUE INDEX "claim_holding_one_open" ON "claim_holding" ("tenant_id", "student_id", "micro_credential_id") WHERE is_open;
CREATE UNIQUE INDEX "learning_use_once" ON "learning_use" ("tenant_id", "student_id", "micro_credential_id") WHERE ended_at IS NULL;

ALTER TABLE "student" ADD CONSTRAINT "student_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "credit_claim" ADD CONSTRAINT "credit_claim_tenant_id_student_id_fkey" FOREIGN KEY ("tenant_id", "student_id") REFERENCES "student"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "credit_claim" ADD CONSTRAINT "credit_claim_tenant_id_policy_version_id_fkey" FOREIGN KEY ("tenant_id", "policy_version_id") REFERENCES "policy_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "claim_holding" ADD CONSTRAINT "claim_holding_tenant_id_claim_id_student_id_fkey" FOREIGN KEY ("tenant_id", "claim_id", "student_id") REFERENCES "credit_claim"("tenant_id", "id", "student_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "claim_holding" ADD CONSTRAINT "claim_holding_micro_credential_id_fkey" FOREIGN KEY ("micro_credential_id") REFERENCES "micro_credential"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "claim_holding" ADD CONSTRAINT "claim_holding_tenant_id_found_by_id_fkey" FOREIGN KEY ("tenant_id", "found_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "claim_event" ADD CONSTRAINT "claim_event_tenant_id_claim_id_student_id_fkey" FOREIGN KEY ("tenant_id", "claim_id", "student_id") REFERENCES "credit_claim"("tenant_id", "id", "student_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "claim_event" ADD CONSTRAINT "claim_event_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "claim_snapshot" ADD CONSTRAINT "claim_snapshot_tenant_id_claim_id_student_id_fkey" FOREIGN KEY ("tenant_id", "claim_id", "student_id") REFERENCES "credit_claim"("tenant_id", "id", "student_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "claim_decision" ADD CONSTRAINT "claim_decision_tenant_id_claim_id_student_id_fkey" FOREIGN KEY ("tenant_id", "claim_id", "student_id") REFERENCES "credit_claim"("tenant_id", "id", "student_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "claim_decision" ADD CONSTRAINT "claim_decision_tenant_id_claim_id_snapshot_seq_fkey" FOREIGN KEY ("tenant_id", "claim_id", "snapshot_seq") REFERENCES "claim_snapshot"("tenant_id", "claim_id", "seq") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "claim_decision" ADD CONSTRAINT "claim_decision_tenant_id_decided_by_id_fkey" FOREIGN KEY ("tenant_id", "decided_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "claim_decision" ADD CONSTRAINT "claim_decision_tenant_id_reverses_id_fkey" FOREIGN KEY ("tenant_id", "reverses_id") REFERENCES "claim_decision"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "award_line" ADD CONSTRAINT "award_line_tenant_id_decision_id_fkey" FOREIGN KEY ("tenant_id", "decision_id") REFERENCES "claim_decision"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "award_line" ADD CONSTRAINT "award_line_tenant_id_rule_version_id_fkey" FOREIGN KEY ("tenant_id", "rule_version_id") REFERENCES "rule_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "learning_use" ADD CONSTRAINT "learning_use_tenant_id_decision_id_fkey" FOREIGN KEY ("tenant_id", "decision_id") REFERENCES "claim_decision"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "learning_use" ADD CONSTRAINT "learning_use_micro_credential_id_fkey" FOREIGN KEY ("micro_credential_id") REFERENCES "micro_credential"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "student" ADD CONSTRAINT "student_sizes" CHECK (length(name) BETWEEN 1 AND 200 AND length(mailbox) BETWEEN 3 AND 254);
ALTER TABLE "credit_claim"
  ADD CONSTRAINT "credit_claim_state_known" CHECK (state IN ('draft', 'verifying', 'evaluating', 'info_requested', 'decided', 'accepted', 'declined', 'appealed', 'withdrawn')),
  ADD CONSTRAINT "credit_claim_sent_whole" CHECK ((submitted_at IS NULL) = (claim_date IS NULL) AND (submitted_at IS NULL) = (policy_version_id IS NULL)
    AND (submitted_at IS NOT NULL OR state IN ('draft', 'withdrawn'))),
  ADD CONSTRAINT "credit_claim_asked_until_a_day" CHECK ((state = 'info_requested') = (asked_until IS NOT NULL)),
  ADD CONSTRAINT "credit_claim_outcome_of_decided" CHECK (outcome IN ('granted', 'partly_granted', 'refused')
    AND (state IN ('decided', 'accepted', 'declined', 'appealed')) = (outcome IS NOT NULL)),
  ADD CONSTRAINT "credit_claim_nothing_accepted_of_a_no" CHECK (outcome <> 'refused' OR state NOT IN ('accepted', 'declined'));
ALTER TABLE "claim_holding"
  ADD CONSTRAINT "claim_holding_found_by_somebody" CHECK ((finding IS NULL) = (found_by_id IS NULL)),
  ADD CONSTRAINT "claim_holding_page_form" CHECK (page ~ '^https://' AND length(page) <= 2000);
ALTER TABLE "claim_event"
  ADD CONSTRAINT "claim_event_by_somebody" CHECK (by_party IN ('student', 'staff', 'system') AND (by_party = 'staff') = (person_id IS NOT NULL)),
  ADD CONSTRAINT "claim_event_note_size" CHECK (length(note) <= 4000);
ALTER TABLE "claim_decision"
  ADD CONSTRAINT "claim_decision_outcome_known" CHECK (outcome IN ('granted', 'partly_granted', 'refused', 'reversed')),
  ADD CONSTRAINT "claim_decision_no_by_a_person" CHECK (outcome = 'granted' OR (decided_by_id IS NOT NULL AND btrim(reason) <> '')),
  ADD CONSTRAINT "claim_decision_reversal_names_one" CHECK ((outcome = 'reversed') = (reverses_id IS NOT NULL));
ALTER TABLE "award_line"
  ADD CONSTRAINT "award_line_amounts_exact" CHECK (awarded ~ '^\d+(\.\d+|/\d+)?$' AND counted ~ '^\d+(\.\d+|/\d+)?$'),
  ADD CONSTRAINT "award_line_answered_whole" CHECK (answer IN ('accepted', 'declined') AND (answer IS NULL) = (answered_at IS NULL));

CREATE FUNCTION "current_student"() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.student_id', true), '')::uuid;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['student', 'credit_claim', 'claim_holding', 'claim_event', 'claim_snapshot', 'claim_decision', 'award_line', 'learning_use'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY "tenant" ON %I TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())', name);
    -- Beside the institution's: whoever acts as a student sees and writes that student's alone.
    EXECUTE format('CREATE POLICY "own" ON %I AS RESTRICTIVE TO app_rw USING (current_student() IS NULL OR %I = current_student()) WITH CHECK (current_student() IS NULL OR %I = current_student())',
      name, CASE name WHEN 'student' THEN 'id' ELSE 'student_id' END, CASE name WHEN 'student' THEN 'id' ELSE 'student_id' END);
  END LOOP;
END $$;
CREATE POLICY "worker" ON "student" FOR SELECT TO app_owner USING (true);
GRANT SELECT, INSERT ON "student", "claim_event", "claim_snapshot", "claim_decision" TO app_rw;
GRANT SELECT, INSERT, UPDATE ON "credit_claim", "claim_holding", "award_line", "learning_use" TO app_rw;

-- Where an account claims credit, whatever institution asks.
CREATE FUNCTION "student_records_of"(wanted_user uuid) RETURNS TABLE (tenant_id uuid, student_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT s.tenant_id, s.id FROM student s WHERE s.user_id = wanted_user ORDER BY s.created_at, s.id
$$;
REVOKE EXECUTE ON FUNCTION "student_records_of"(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "student_records_of"(uuid) TO app_rw;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['claim_event', 'claim_snapshot', 'claim_decision'] LOOP
    EXECUTE format('CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['credit_claim', 'claim_holding', 'claim_event', 'claim_snapshot', 'claim_decision', 'award_line', 'learning_use'] LOOP
    EXECUTE format('CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;

-- The decision of a claim that stands: the newest that was not taken back.
CREATE FUNCTION "standing_decision"("wanted_tenant" uuid, "wanted_claim" uuid) RETURNS SETOF claim_decision LANGUAGE sql STABLE AS $$
  SELECT d.* FROM claim_decision d WHERE d.tenant_id = "wanted_tenant" AND d.claim_id = "wanted_claim" AND d.outcome <> 'reversed'
     AND NOT EXISTS (SELECT FROM claim_decision r WHERE r.tenant_id = d.tenant_id AND r.reverses_id = d.id)
   ORDER BY d.decided_at DESC, d.snapshot_seq DESC LIMIT 1
$$;

-- lib/claim/lifecycle.ts, once more: each step, and what has to stand on record for it.
CREATE FUNCTION "guard_credit_claim"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a claim stays on record' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'a claim begins as a draft' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.tenant_id, NEW.id, NEW.student_id, NEW.asked, NEW.created_at) IS DISTINCT FROM (OLD.tenant_id, OLD.id, OLD.student_id, OLD.asked, OLD.created_at)
     OR (OLD.submitted_at IS NOT NULL AND (NEW.submitted_at, NEW.claim_date, NEW.policy_version_id) IS DISTINCT FROM (OLD.submitted_at, OLD.claim_date, OLD.policy_version_id)) THEN
    RAISE EXCEPTION 'what a claim asks, and by which policy and day, stays' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.row_version <= OLD.row_version THEN
    RAISE EXCEPTION 'row_version must grow' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
       ('draft', 'verifying'), ('draft', 'withdrawn'), ('verifying', 'evaluating'), ('verifying', 'info_requested'), ('verifying', 'withdrawn'),
       ('evaluating', 'info_requested'), ('evaluating', 'decided'), ('evaluating', 'withdrawn'), ('info_requested', 'verifying'), ('info_requested', 'withdrawn'),
       ('decided', 'accepted'), ('decided', 'declined'), ('decided', 'appealed'), ('appealed', 'decided'), ('appealed', 'evaluating')) THEN
    RAISE EXCEPTION 'a claim does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'decided' AND OLD.state IN ('evaluating', 'appealed')
     AND NOT EXISTS (SELECT FROM standing_decision(NEW.tenant_id, NEW.id) d WHERE d.outcome = NEW.outcome) THEN
    RAISE EXCEPTION 'a claim is decided by a decision' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'evaluating' AND EXISTS (SELECT FROM standing_decision(NEW.tenant_id, NEW.id)) THEN
    RAISE EXCEPTION 'a decision is taken back before there is another' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'accepted' AND OLD.state = 'decided' AND (
       SELECT count(*) FILTER (WHERE l.answer = 'accepted') = 0 OR bool_or(l.answer IS NULL) FROM award_line l JOIN standing_decision(NEW.tenant_id, NEW.id) d
          ON l.tenant_id = d.tenant_id AND l.decision_id = d.id) THEN
    RAISE EXCEPTION 'credit is accepted line by line' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE claim_holding SET is_open = NEW.state IN ('draft', 'verifying', 'evaluating', 'info_requested', 'appealed')
   WHERE tenant_id = NEW.tenant_id AND claim_id = NEW.id AND is_open <> (NEW.state IN ('draft', 'verifying', 'evaluating', 'info_requested', 'appealed'));
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_credit_claim" BEFORE INSERT OR UPDATE OR DELETE ON "credit_claim" FOR EACH ROW EXECUTE FUNCTION guard_credit_claim();

-- Evidence is the student's to hand in before the claim is sent, or when it is asked for; what was found is the staff's, and nobody's own.
CREATE FUNCTION "guard_claim_holding"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE at text;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'what was claimed stays on record' USING ERRCODE = 'check_violation';
  END IF;
  SELECT c.state INTO at FROM credit_claim c WHERE c.tenant_id = NEW.tenant_id AND c.id = NEW.claim_id;
  IF TG_OP = 'INSERT' THEN
    IF at <> 'draft' OR NEW.finding IS NOT NULL THEN
      RAISE EXCEPTION 'a certificate is added to a draft' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - 'stated' - 'badge' - 'page' - 'finding' - 'found_by_id' - 'is_open' <> to_jsonb(OLD) - 'stated' - 'badge' - 'page' - 'finding' - 'found_by_id' - 'is_open' THEN
    RAISE EXCEPTION 'which certificate is claimed stays' USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.stated, NEW.badge, NEW.page) IS DISTINCT FROM (OLD.stated, OLD.badge, OLD.page) AND at NOT IN ('draft', 'info_requested') THEN
    RAISE EXCEPTION 'evidence is handed in with a draft or when it is asked for' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.finding IS DISTINCT FROM OLD.finding AND NEW.finding IS NOT NULL THEN
    IF at NOT IN ('verifying', 'evaluating') THEN
      RAISE EXCEPTION 'evidence is looked at when a claim was sent' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT decides_claims(NEW.tenant_id, NEW.found_by_id, NEW.student_id) THEN
      RAISE EXCEPTION 'evaluators and registrars look at evidence that is not their own' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_claim_holding" BEFORE INSERT OR UPDATE OR DELETE ON "claim_holding" FOR EACH ROW EXECUTE FUNCTION guard_claim_holding();

-- lib/access/can.ts (`claim.verify`, `claim.decide`, `claim.decideAppeal`), once more: an office, and not one's own claim.
CREATE FUNCTION "decides_claims"("wanted_tenant" uuid, "wanted_person" uuid, "wanted_student" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM person p JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.ended_at IS NULL
                  WHERE p.tenant_id = "wanted_tenant" AND p.id = "wanted_person" AND p.status = 'active' AND g.role IN ('evaluator', 'registrar'))
     AND NOT EXISTS (SELECT FROM student s JOIN person p ON p.tenant_id = s.tenant_id AND (p.user_id = s.user_id OR bare_mailbox(p.email) = bare_mailbox(s.mailbox))
                      WHERE s.tenant_id = "wanted_tenant" AND s.id = "wanted_student" AND p.id IN (SELECT r.id FROM records_of_same_people("wanted_tenant", ARRAY["wanted_person"]) r))
$$;

CREATE FUNCTION "guard_claim_decision"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE claim credit_claim;
BEGIN
  SELECT c.* INTO claim FROM credit_claim c WHERE c.tenant_id = NEW.tenant_id AND c.id = NEW.claim_id;
  IF NEW.decided_by_id IS NOT NULL AND NOT decides_claims(NEW.tenant_id, NEW.decided_by_id, NEW.student_id) THEN
    RAISE EXCEPTION 'evaluators and registrars decide claims that are not their own' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.outcome = 'reversed' THEN
    IF NOT EXISTS (SELECT FROM claim_decision d WHERE d.tenant_id = NEW.tenant_id AND d.id = NEW.reverses_id AND d.claim_id = NEW.claim_id AND d.outcome <> 'reversed'
                      AND (d.decided_by_id IS NULL OR d.decided_by_id NOT IN (SELECT r.id FROM records_of_same_people(NEW.tenant_id, ARRAY[NEW.decided_by_id]) r))) THEN
      RAISE EXCEPTION 'a decision is taken back by somebody else than who made it' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF claim.state <> 'evaluating' OR EXISTS (SELECT FROM standing_decision(NEW.tenant_id, NEW.claim_id)) THEN
    RAISE EXCEPTION 'a claim is decided once, and after its evidence' USING ERRCODE = 'check_violation';
  END IF;
  -- Without a person: only where the frozen policy says so, and every badge passed every check.
  IF NEW.decided_by_id IS NULL AND (
       NOT EXISTS (SELECT FROM policy_version p WHERE p.tenant_id = NEW.tenant_id AND p.id = claim.policy_version_id AND p.review->>'claims' = 'unattended')
       OR EXISTS (SELECT FROM claim_holding h WHERE h.tenant_id = NEW.tenant_id AND h.claim_id = NEW.claim_id
                     AND (h.badge IS NULL OR h.finding IS NOT NULL OR jsonb_array_length(h.badge->'checks') <> 7 OR h.badge->'checks' @? '$[*] ? (@.outcome != "pass")'))) THEN
    RAISE EXCEPTION 'a person decides this claim' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_claim_decision" BEFORE INSERT ON "claim_decision" FOR EACH ROW EXECUTE FUNCTION guard_claim_decision();

CREATE FUNCTION "guard_award_line"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'what was awarded stays on record' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.answer IS NOT NULL OR NOT EXISTS (
         SELECT FROM claim_decision d JOIN rule_version v ON v.tenant_id = d.tenant_id AND v.id = NEW.rule_version_id JOIN credit_claim c ON c.tenant_id = d.tenant_id AND c.id = d.claim_id
          WHERE d.tenant_id = NEW.tenant_id AND d.id = NEW.decision_id AND d.student_id = NEW.student_id AND d.outcome IN ('granted', 'partly_granted') AND c.state = 'evaluating'
            AND (d.decided_by_id IS NOT NULL OR v.status = 'published')) THEN
      RAISE EXCEPTION 'an award comes with its decision, from a rule' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.answer IS NOT NULL OR to_jsonb(NEW) - 'answer' - 'answered_at' <> to_jsonb(OLD) - 'answer' - 'answered_at' OR NOT EXISTS (
       SELECT FROM claim_decision d JOIN credit_claim c ON c.tenant_id = d.tenant_id AND c.id = d.claim_id WHERE d.tenant_id = NEW.tenant_id AND d.id = NEW.decision_id AND c.state = 'decided') THEN
    RAISE EXCEPTION 'a line is answered once, and not changed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_award_line" BEFORE INSERT OR UPDATE OR DELETE ON "award_line" FOR EACH ROW EXECUTE FUNCTION guard_award_line();

-- Used-up learning is free again where its award was taken back, or every line of its rule was declined.
CREATE FUNCTION "guard_learning_use"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'learning that was used up stays on record' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.ended_at IS NOT NULL OR NOT EXISTS (SELECT FROM award_line l WHERE l.tenant_id = NEW.tenant_id AND l.decision_id = NEW.decision_id
         AND l.rule_version_id = NEW.rule_version_id AND l.student_id = NEW.student_id) THEN
      RAISE EXCEPTION 'learning is used up by an award' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR to_jsonb(NEW) - 'ended_at' <> to_jsonb(OLD) - 'ended_at'
     OR (NOT EXISTS (SELECT FROM claim_decision r WHERE r.tenant_id = NEW.tenant_id AND r.reverses_id = NEW.decision_id)
         AND EXISTS (SELECT FROM award_line l WHERE l.tenant_id = NEW.tenant_id AND l.decision_id = NEW.decision_id AND l.rule_version_id = NEW.rule_version_id
                        AND l.answer IS DISTINCT FROM 'declined')) THEN
    RAISE EXCEPTION 'learning is free again where its award was taken back or declined' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_learning_use" BEFORE INSERT OR UPDATE OR DELETE ON "learning_use" FOR EACH ROW EXECUTE FUNCTION guard_learning_use();

-- A link that was asked for in order to claim opens an account for a mailbox that nobody here knows yet.
ALTER TABLE "auth_verification_token" ADD COLUMN "opens_account" BOOLEAN NOT NULL DEFAULT false;
