-- What whoever leads a stage does while it waits: somebody is reminded, a seat is given to somebody else, the due day is moved. Each is one
-- record that stays, and what it says was carried out with it.
CREATE TABLE "review_reminder" (
    "tenant_id" UUID NOT NULL,
    "stage_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "reminded_on" DATE NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "review_reminder_pkey" PRIMARY KEY ("tenant_id", "stage_id", "person_id", "reminded_on")
);
CREATE TABLE "review_replacement" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "stage_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "successor_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "review_replacement_pkey" PRIMARY KEY ("tenant_id", "id")
);
CREATE TABLE "review_extension" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "stage_id" UUID NOT NULL,
    "due_before" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "days" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "review_extension_pkey" PRIMARY KEY ("tenant_id", "id")
);
ALTER TABLE "review_reminder" ADD CONSTRAINT "review_reminder_tenant_id_stage_id_fkey" FOREIGN KEY ("tenant_id", "stage_id") REFERENCES "review_stage"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_reminder" ADD CONSTRAINT "review_reminder_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_reminder" ADD CONSTRAINT "review_reminder_tenant_id_by_id_fkey" FOREIGN KEY ("tenant_id", "by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_replacement" ADD CONSTRAINT "review_replacement_tenant_id_stage_id_fkey" FOREIGN KEY ("tenant_id", "stage_id") REFERENCES "review_stage"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_replacement" ADD CONSTRAINT "review_replacement_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_replacement" ADD CONSTRAINT "review_replacement_tenant_id_successor_id_fkey" FOREIGN KEY ("tenant_id", "successor_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_replacement" ADD CONSTRAINT "review_replacement_tenant_id_by_id_fkey" FOREIGN KEY ("tenant_id", "by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_extension" ADD CONSTRAINT "review_extension_tenant_id_stage_id_fkey" FOREIGN KEY ("tenant_id", "stage_id") REFERENCES "review_stage"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_extension" ADD CONSTRAINT "review_extension_tenant_id_by_id_fkey" FOREIGN KEY ("tenant_id", "by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "review_replacement_tenant_id_stage_id_idx" ON "review_replacement" ("tenant_id", "stage_id");
CREATE INDEX "review_extension_tenant_id_stage_id_idx" ON "review_extension" ("tenant_id", "stage_id");

ALTER TABLE "review_reminder" ADD CONSTRAINT "review_reminder_of_others" CHECK (person_id <> by_id);
ALTER TABLE "review_replacement" ADD CONSTRAINT "review_replacement_has_reason" CHECK (length(reason) BETWEEN 1 AND 500);
ALTER TABLE "review_replacement" ADD CONSTRAINT "review_replacement_of_others" CHECK (person_id <> by_id AND person_id <> successor_id);
ALTER TABLE "review_extension" ADD CONSTRAINT "review_extension_has_reason" CHECK (length(reason) BETWEEN 1 AND 500);
ALTER TABLE "review_extension" ADD CONSTRAINT "review_extension_later" CHECK (due_on > due_before AND days > 0);

ALTER TABLE "review_reminder" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "review_reminder" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "review_reminder" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
ALTER TABLE "review_replacement" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "review_replacement" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "review_replacement" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
ALTER TABLE "review_extension" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "review_extension" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "review_extension" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
GRANT SELECT, INSERT ON "review_reminder", "review_replacement", "review_extension" TO app_rw;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "review_reminder" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "review_reminder" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "review_replacement" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "review_replacement" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "review_extension" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "review_extension" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The day of an act is the day on which it is written down.
CREATE FUNCTION "guard_act_time"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.at NOT BETWEEN now() - interval '1 hour' AND clock_timestamp() + interval '1 minute' THEN
    RAISE EXCEPTION 'an act is written down when it is done' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_act_time" BEFORE INSERT ON "review_reminder" FOR EACH ROW EXECUTE FUNCTION guard_act_time();
CREATE TRIGGER "guard_act_time" BEFORE INSERT ON "review_replacement" FOR EACH ROW EXECUTE FUNCTION guard_act_time();
CREATE TRIGGER "guard_act_time" BEFORE INSERT ON "review_extension" FOR EACH ROW EXECUTE FUNCTION guard_act_time();

-- Who acts for an open stage: whoever leads it, has said that there is no conflict, and wrote nothing of what is judged; lib/access/can.ts
-- (`chairOfStage`, `notAuthor`, `notRecused`) and lib/review/eligibility.ts (`mayAct`) say the same.
CREATE FUNCTION "guard_led_act"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found record;
BEGIN
  SELECT s.status, c.rule_version_id, a.conflict_declared INTO found
    FROM review_stage s
    JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
    LEFT JOIN review_assignment a ON a.tenant_id = s.tenant_id AND a.stage_id = s.id AND a.person_id = NEW.by_id
   WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id
     FOR SHARE OF s;
  IF found.status IS DISTINCT FROM 'open' THEN
    RAISE EXCEPTION 'the stage is closed' USING ERRCODE = 'check_violation';
  END IF;
  IF found.conflict_declared IS DISTINCT FROM false OR NOT leads_review(NEW.tenant_id, NEW.stage_id, NEW.by_id)
     OR EXISTS (SELECT FROM records_of_same_people(NEW.tenant_id, ARRAY[NEW.by_id]) r WHERE is_rule_author(NEW.tenant_id, found.rule_version_id, r.id)) THEN
    RAISE EXCEPTION 'whoever leads a stage and has no conflict acts for it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_led_act" BEFORE INSERT ON "review_reminder" FOR EACH ROW EXECUTE FUNCTION guard_led_act();
CREATE TRIGGER "guard_led_act" BEFORE INSERT ON "review_replacement" FOR EACH ROW EXECUTE FUNCTION guard_led_act();
CREATE TRIGGER "guard_led_act" BEFORE INSERT ON "review_extension" FOR EACH ROW EXECUTE FUNCTION guard_led_act();

-- A member of the stage who can vote and has not; lib/review/leading.ts says the same.
CREATE FUNCTION "is_to_vote"("wanted_tenant" uuid, "wanted_stage" uuid, "wanted_person" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM review_assignment a WHERE a.tenant_id = "wanted_tenant" AND a.stage_id = "wanted_stage" AND a.person_id = "wanted_person"
                    AND a.is_voting AND NOT a.is_recused)
     AND NOT EXISTS (SELECT FROM vote v WHERE v.tenant_id = "wanted_tenant" AND v.stage_id = "wanted_stage" AND v.person_id = "wanted_person")
$$;

CREATE FUNCTION "guard_reminder"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found record;
BEGIN
  SELECT s.case_id, c.rule_version_id, (NEW.at AT TIME ZONE i.time_zone)::date AS today INTO found
    FROM review_stage s JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id JOIN institution i ON i.id = s.tenant_id
   WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id;
  IF NEW.reminded_on IS DISTINCT FROM found.today THEN
    RAISE EXCEPTION 'the day of a reminder is that of the institution' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT (is_to_vote(NEW.tenant_id, NEW.stage_id, NEW.person_id) AND is_in_stage_role(NEW.tenant_id, NEW.stage_id, NEW.person_id))
     AND NOT (is_rule_author(NEW.tenant_id, found.rule_version_id, NEW.person_id) AND EXISTS (
       SELECT FROM review_message q WHERE q.tenant_id = NEW.tenant_id AND q.case_id = found.case_id AND q.kind = 'question'
          AND NOT EXISTS (SELECT FROM review_message m WHERE m.tenant_id = q.tenant_id AND m.case_id = q.case_id AND m.reply_to_id = q.id))) THEN
    RAISE EXCEPTION 'reminded is who has yet to vote or to answer' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_reminder" BEFORE INSERT ON "review_reminder" FOR EACH ROW EXECUTE FUNCTION guard_reminder();

CREATE FUNCTION "guard_replacement"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found record;
BEGIN
  SELECT s.kind, c.rule_version_id INTO found
    FROM review_stage s JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
   WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id;
  IF found.kind IS DISTINCT FROM 'department' THEN
    RAISE EXCEPTION 'a seat that is held by office is not given to somebody else' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT is_to_vote(NEW.tenant_id, NEW.stage_id, NEW.person_id) THEN
    RAISE EXCEPTION 'replaced is who has yet to vote' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT is_in_stage_role(NEW.tenant_id, NEW.stage_id, NEW.successor_id) OR EXISTS (
       SELECT FROM review_assignment a WHERE a.tenant_id = NEW.tenant_id AND a.stage_id = NEW.stage_id AND a.is_voting
          AND a.person_id IN (SELECT id FROM records_of_same_people(NEW.tenant_id, ARRAY[NEW.successor_id]))) THEN
    RAISE EXCEPTION 'who replaces somebody can sit in the stage and does not yet' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_replacement" BEFORE INSERT ON "review_replacement" FOR EACH ROW EXECUTE FUNCTION guard_replacement();

-- A replacement on record was carried out whole: one seat given back, one given.
CREATE FUNCTION "guard_replacement_done"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM review_assignment a WHERE a.tenant_id = NEW.tenant_id AND a.stage_id = NEW.stage_id AND a.person_id = NEW.person_id AND a.is_voting)
     OR NOT EXISTS (SELECT FROM review_assignment a WHERE a.tenant_id = NEW.tenant_id AND a.stage_id = NEW.stage_id AND a.person_id = NEW.successor_id AND a.is_voting) THEN
    RAISE EXCEPTION 'who replaces somebody has the seat, and who is replaced has none' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "guard_replacement_done" AFTER INSERT ON "review_replacement" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION guard_replacement_done();

-- Business days after the first day up to and including the last; lib/review/sla.ts counts the same.
CREATE FUNCTION "business_days_between"("wanted_tenant" uuid, "first" date, "last" date) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT count(*)::int FROM institution i, generate_series("first" + 1, "last", interval '1 day') AS day
   WHERE i.id = "wanted_tenant" AND extract(isodow FROM day) <= 5 AND NOT day::date = ANY (i.holidays)
$$;
-- How many business days a stage may be extended by in all: what its policy says, else as many as it had.
CREATE FUNCTION "extension_of"("config" jsonb) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce((config->>'extendDays')::int, (config->>'dueDays')::int)
$$;

-- lib/review/leading.ts (`mayExtend`), once more.
CREATE FUNCTION "guard_extension"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  stage review_stage;
  today date;
  tally record;
  given integer;
BEGIN
  SELECT s.* INTO stage FROM review_stage s WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id FOR SHARE OF s;
  SELECT (NEW.at AT TIME ZONE i.time_zone)::date INTO today FROM institution i WHERE i.id = NEW.tenant_id;
  IF NEW.due_before IS DISTINCT FROM stage.due_on OR NEW.due_on <= today
     OR NEW.days <> business_days_between(NEW.tenant_id, greatest(NEW.due_before, today), NEW.due_on) THEN
    RAISE EXCEPTION 'a due day moves on by business days, from itself or from today' USING ERRCODE = 'check_violation';
  END IF;
  SELECT coalesce(sum(e.days), 0) INTO given FROM review_extension e WHERE e.tenant_id = NEW.tenant_id AND e.stage_id = NEW.stage_id;
  IF given + NEW.days > extension_of(stage.config) THEN
    RAISE EXCEPTION 'a stage is extended by no more than its policy says' USING ERRCODE = 'check_violation';
  END IF;
  IF stage.config->>'mode' = 'quorumVote' AND stage.config->>'tie' = 'chairDecides' THEN
    SELECT * INTO tally FROM ballots_of_stage(stage);
    IF stage.revealed_at IS NOT NULL OR tally.present >= greatest((stage.config->>'minReviewers')::integer, CASE
         WHEN stage.config->>'quorum' = 'moreThanHalf' THEN tally.members / 2 + 1 ELSE (stage.config->>'quorum')::integer END) THEN
      RAISE EXCEPTION 'until when a tie may wait is not moved once enough have voted' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_extension" BEFORE INSERT ON "review_extension" FOR EACH ROW EXECUTE FUNCTION guard_extension();
CREATE FUNCTION "guard_extension_done"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM review_stage s WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id AND s.due_on = NEW.due_on) THEN
    RAISE EXCEPTION 'a stage is due on the day on record' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "guard_extension_done" AFTER INSERT ON "review_extension" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION guard_extension_done();

-- By its due day a tie ceases to wait, so that the day is as fixed as the policy: it moves by an extension on record alone.
CREATE OR REPLACE FUNCTION "guard_review_stage"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'closed' THEN
    RAISE EXCEPTION 'a closed stage does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.config <> OLD.config OR NEW.kind <> OLD.kind OR NEW.case_id <> OLD.case_id OR NEW.position <> OLD.position
     OR (NEW.due_on IS DISTINCT FROM OLD.due_on AND NOT EXISTS (
          SELECT FROM review_extension e WHERE e.tenant_id = OLD.tenant_id AND e.stage_id = OLD.id AND e.due_before = OLD.due_on AND e.due_on = NEW.due_on)) THEN
    RAISE EXCEPTION 'a stage keeps the policy it was opened under' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
