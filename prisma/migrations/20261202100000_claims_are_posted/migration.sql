-- Accepted credit leaves for the student system in batches, and comes back confirmed or failed, line by line.
ALTER TABLE "student" ADD COLUMN "number" TEXT;
ALTER TABLE "student" ADD CONSTRAINT "student_number_form" CHECK (number ~ '^[0-9A-Za-z][0-9A-Za-z._/-]{0,31}$');
GRANT UPDATE (number) ON "student" TO app_rw;

CREATE TABLE "posting_batch" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" INTEGER NOT NULL,
    "settings" JSONB NOT NULL,
    "content" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "lines" INTEGER NOT NULL,
    "made_by_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "posting_batch_pkey" PRIMARY KEY ("tenant_id", "id")
);
CREATE TABLE "posting_line" (
    "tenant_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "claim_id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "student_number" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'sent',
    "reference" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "settled_by_id" UUID,
    "settled_at" TIMESTAMPTZ(3),
    CONSTRAINT "posting_line_pkey" PRIMARY KEY ("tenant_id", "batch_id", "place")
);
CREATE UNIQUE INDEX "posting_batch_tenant_id_number_key" ON "posting_batch" ("tenant_id", "number");
CREATE UNIQUE INDEX "posting_line_tenant_id_key_key" ON "posting_line" ("tenant_id", "key");
-- What is on its way or confirmed does not leave once more.
CREATE UNIQUE INDEX "posting_line_one_live" ON "posting_line" ("tenant_id", "decision_id", "line", "kind") WHERE state <> 'failed';
CREATE INDEX "posting_line_tenant_id_claim_id_line_idx" ON "posting_line" ("tenant_id", "claim_id", "line");
CREATE INDEX "posting_line_tenant_id_batch_id_state_place_idx" ON "posting_line" ("tenant_id", "batch_id", "state", "place");

ALTER TABLE "posting_batch" ADD CONSTRAINT "posting_batch_tenant_id_made_by_id_fkey" FOREIGN KEY ("tenant_id", "made_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "posting_line" ADD CONSTRAINT "posting_line_tenant_id_batch_id_fkey" FOREIGN KEY ("tenant_id", "batch_id") REFERENCES "posting_batch"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "posting_line" ADD CONSTRAINT "posting_line_tenant_id_claim_id_student_id_fkey" FOREIGN KEY ("tenant_id", "claim_id", "student_id") REFERENCES "credit_claim"("tenant_id", "id", "student_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "posting_line" ADD CONSTRAINT "posting_line_tenant_id_decision_id_line_fkey" FOREIGN KEY ("tenant_id", "decision_id", "line") REFERENCES "award_line"("tenant_id", "decision_id", "line") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "posting_line" ADD CONSTRAINT "posting_line_tenant_id_settled_by_id_fkey" FOREIGN KEY ("tenant_id", "settled_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "posting_batch"
  ADD CONSTRAINT "posting_batch_counted" CHECK (number > 0 AND lines > 0),
  ADD CONSTRAINT "posting_batch_of_these_bytes" CHECK (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex'));
ALTER TABLE "posting_line"
  ADD CONSTRAINT "posting_line_key_form" CHECK (version > 0 AND key = claim_id::text || '-' || line || '-' || version),
  ADD CONSTRAINT "posting_line_kind_known" CHECK (kind IN ('award', 'reversal')),
  ADD CONSTRAINT "posting_line_state_known" CHECK (state IN ('sent', 'confirmed', 'failed')),
  ADD CONSTRAINT "posting_line_settled_whole" CHECK ((state = 'sent') = (settled_at IS NULL) AND (state = 'sent') = (settled_by_id IS NULL)),
  ADD CONSTRAINT "posting_line_failed_for_a_reason" CHECK ((state = 'failed') = (btrim(reason) <> '')),
  ADD CONSTRAINT "posting_line_sizes" CHECK (length(student_number) BETWEEN 1 AND 32 AND length(reference) BETWEEN 1 AND 200 AND length(reason) <= 1000);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['posting_batch', 'posting_line'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY "tenant" ON %I TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())', name);
    EXECUTE format('CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;
-- A batch is of many students, so it is none of theirs.
CREATE POLICY "own" ON "posting_batch" AS RESTRICTIVE TO app_rw USING (current_student() IS NULL) WITH CHECK (current_student() IS NULL);
CREATE POLICY "own" ON "posting_line" AS RESTRICTIVE TO app_rw USING (current_student() IS NULL OR student_id = current_student()) WITH CHECK (current_student() IS NULL);
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "posting_batch" FOR EACH ROW EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON "posting_batch" TO app_rw;
GRANT SELECT, INSERT, UPDATE ON "posting_line" TO app_rw;

-- What leaves was accepted, or was posted before and taken back; each line is settled once.
CREATE FUNCTION "guard_posting_line"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'what was posted stays on record' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'sent' OR NOT EXISTS (
         SELECT FROM award_line l JOIN claim_decision d ON d.tenant_id = l.tenant_id AND d.id = l.decision_id JOIN credit_claim c ON c.tenant_id = d.tenant_id AND c.id = d.claim_id
          WHERE l.tenant_id = NEW.tenant_id AND l.decision_id = NEW.decision_id AND l.line = NEW.line AND l.answer = 'accepted' AND c.id = NEW.claim_id
            AND (c.state = 'accepted' OR NEW.kind = 'reversal')
            AND EXISTS (SELECT FROM claim_decision r WHERE r.tenant_id = d.tenant_id AND r.reverses_id = d.id) = (NEW.kind = 'reversal')
            AND EXISTS (SELECT FROM posting_line p WHERE p.tenant_id = l.tenant_id AND p.claim_id = NEW.claim_id AND p.decision_id = l.decision_id AND p.line = l.line AND p.kind = 'award' AND p.state = 'confirmed')
                = (NEW.kind = 'reversal')) THEN
      RAISE EXCEPTION 'what was accepted is posted, and what was posted is taken back' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'sent' OR NEW.state = 'sent' OR to_jsonb(NEW) - 'state' - 'reference' - 'reason' - 'settled_at' - 'settled_by_id'
       <> to_jsonb(OLD) - 'state' - 'reference' - 'reason' - 'settled_at' - 'settled_by_id' THEN
    RAISE EXCEPTION 'a line is settled once, and not changed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_posting_line" BEFORE INSERT OR UPDATE OR DELETE ON "posting_line" FOR EACH ROW EXECUTE FUNCTION guard_posting_line();

-- The students who are one member of the staff, under any record: `staff_records_of_student`, the other way, for many at once.
CREATE FUNCTION "students_who_are"("wanted_tenant" uuid, "wanted_person" uuid) RETURNS TABLE ("id" uuid) LANGUAGE sql STABLE AS $$
  WITH own AS (SELECT p.user_id, bare_mailbox(p.email) AS mailbox FROM person p
                WHERE p.tenant_id = "wanted_tenant" AND p.id IN (SELECT r.id FROM records_of_same_people("wanted_tenant", ARRAY["wanted_person"]) r))
  SELECT s.id FROM student s WHERE s.tenant_id = "wanted_tenant" AND (
         s.user_id IN (SELECT user_id FROM own) OR bare_mailbox(s.mailbox) IN (SELECT mailbox FROM own)
      OR s.user_id IN (SELECT a.user_id FROM auth_account a WHERE a.provider = 'email' AND bare_mailbox(a.provider_account_id) IN (SELECT mailbox FROM own)))
$$;
-- Whether somebody may act in all of these claims: decides_claims, asked once for many.
CREATE FUNCTION "decides_all_claims"("wanted_tenant" uuid, "wanted_person" uuid, "wanted_students" uuid[]) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF cardinality("wanted_students") = 1 THEN
    RETURN decides_claims("wanted_tenant", "wanted_person", "wanted_students"[1]);
  END IF;
  RETURN EXISTS (SELECT FROM person p JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.ended_at IS NULL
                  WHERE p.tenant_id = "wanted_tenant" AND p.id = "wanted_person" AND p.status = 'active' AND g.role IN ('evaluator', 'registrar'))
     AND NOT EXISTS (SELECT FROM students_who_are("wanted_tenant", "wanted_person") s WHERE s.id = ANY ("wanted_students"));
END $$;
CREATE FUNCTION "guard_posting_settler"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT tenant_id, settled_by_id, array_agg(DISTINCT student_id) AS students FROM changed WHERE settled_by_id IS NOT NULL GROUP BY 1, 2) c
              WHERE NOT decides_all_claims(c.tenant_id, c.settled_by_id, c.students)) THEN
    RAISE EXCEPTION 'a posting that is not their own is settled by a registrar' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "guard_posting_settler" AFTER UPDATE ON "posting_line" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION guard_posting_settler();
-- As before, asked once for all that a statement adds: a batch moves thousands of claims.
CREATE OR REPLACE FUNCTION "guard_claim_event"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT tenant_id, person_id, array_agg(DISTINCT student_id) AS students FROM added WHERE by_party = 'staff' GROUP BY 1, 2) a
              WHERE NOT decides_all_claims(a.tenant_id, a.person_id, a.students)) THEN
    RAISE EXCEPTION 'evaluators and registrars act in claims that are not their own' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM added a WHERE a.move IN ('uphold', 'reopen') AND decided_before(a.tenant_id, a.claim_id, a.person_id)) THEN
    RAISE EXCEPTION 'who decided a claim before neither decides it anew nor answers its appeal' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER "guard_claim_event" ON "claim_event";
CREATE TRIGGER "guard_claim_event" AFTER INSERT ON "claim_event" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION guard_claim_event();

ALTER TABLE "credit_claim" DROP CONSTRAINT "credit_claim_state_known", DROP CONSTRAINT "credit_claim_outcome_of_decided", DROP CONSTRAINT "credit_claim_nothing_accepted_of_a_no";
ALTER TABLE "credit_claim"
  ADD CONSTRAINT "credit_claim_state_known" CHECK (state IN ('draft', 'verifying', 'evaluating', 'info_requested', 'decided', 'accepted', 'held', 'posted', 'closed', 'declined', 'appealed', 'withdrawn')),
  ADD CONSTRAINT "credit_claim_outcome_of_decided" CHECK (outcome IN ('granted', 'partly_granted', 'refused')
    AND (state IN ('decided', 'accepted', 'held', 'posted', 'closed', 'declined', 'appealed')) = (outcome IS NOT NULL)),
  ADD CONSTRAINT "credit_claim_nothing_accepted_of_a_no" CHECK (outcome <> 'refused' OR state NOT IN ('accepted', 'held', 'posted', 'closed', 'declined'));
-- lib/claim/lifecycle.ts, once more, with what follows acceptance.
CREATE OR REPLACE FUNCTION "guard_credit_claim"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sent bigint; confirmed bigint; due bigint;
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
       ('decided', 'accepted'), ('decided', 'declined'), ('decided', 'appealed'), ('appealed', 'decided'), ('appealed', 'evaluating'),
       ('accepted', 'held'), ('held', 'accepted'), ('accepted', 'posted'), ('posted', 'accepted'), ('posted', 'closed')) THEN
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
  IF NEW.state <> OLD.state AND (NEW.state IN ('posted', 'closed') OR OLD.state = 'posted') THEN
    SELECT count(*) FILTER (WHERE p.state = 'sent'), count(*) FILTER (WHERE p.state = 'confirmed'), count(*) FILTER (WHERE p.state IS NULL) INTO sent, confirmed, due
      FROM standing_decision(NEW.tenant_id, NEW.id) d JOIN award_line l ON l.tenant_id = d.tenant_id AND l.decision_id = d.id AND l.answer = 'accepted'
      LEFT JOIN posting_line p ON p.tenant_id = l.tenant_id AND p.claim_id = NEW.id AND p.decision_id = l.decision_id AND p.line = l.line AND p.kind = 'award' AND p.state <> 'failed';
    IF (NEW.state = 'posted' AND (sent = 0 OR due > 0)) OR (NEW.state = 'closed' AND (confirmed = 0 OR sent > 0 OR due > 0)) OR (NEW.state = 'accepted' AND (sent > 0 OR due = 0)) THEN
      RAISE EXCEPTION 'a claim is posted, closed or taken back by what became of its lines' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  UPDATE claim_holding SET is_open = NEW.state IN ('draft', 'verifying', 'evaluating', 'info_requested', 'appealed')
   WHERE tenant_id = NEW.tenant_id AND claim_id = NEW.id AND is_open <> (NEW.state IN ('draft', 'verifying', 'evaluating', 'info_requested', 'appealed'));
  RETURN NEW;
END $$;
