-- "Reviewed, no change": one reviewer looked at mappings whose review is due and confirms, in one act, that they stay as they are. Who, when,
-- under which policy and on what grounds is one record; the mappings that it was about, and from which day to which, are its lines.
CREATE TABLE "reaffirmation" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "policy_version_id" UUID NOT NULL,
    "grounds" TEXT NOT NULL,
    "reaffirmed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "reaffirmation_pkey" PRIMARY KEY ("tenant_id", "id")
);
CREATE TABLE "reaffirmed_rule" (
    "tenant_id" UUID NOT NULL,
    "reaffirmation_id" UUID NOT NULL,
    "rule_version_id" UUID NOT NULL,
    "row_version" INTEGER NOT NULL,
    "due_before" DATE,
    "due_on" DATE NOT NULL,
    CONSTRAINT "reaffirmed_rule_pkey" PRIMARY KEY ("tenant_id", "reaffirmation_id", "rule_version_id")
);
ALTER TABLE "reaffirmation" ADD CONSTRAINT "reaffirmation_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "reaffirmation" ADD CONSTRAINT "reaffirmation_tenant_id_policy_version_id_fkey" FOREIGN KEY ("tenant_id", "policy_version_id") REFERENCES "policy_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "reaffirmed_rule" ADD CONSTRAINT "reaffirmed_rule_tenant_id_reaffirmation_id_fkey" FOREIGN KEY ("tenant_id", "reaffirmation_id") REFERENCES "reaffirmation"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "reaffirmed_rule" ADD CONSTRAINT "reaffirmed_rule_tenant_id_rule_version_id_fkey" FOREIGN KEY ("tenant_id", "rule_version_id") REFERENCES "rule_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE UNIQUE INDEX "reaffirmed_rule_tenant_id_rule_version_id_row_version_key" ON "reaffirmed_rule" ("tenant_id", "rule_version_id", "row_version");
ALTER TABLE "reaffirmation" ADD CONSTRAINT "reaffirmation_has_grounds" CHECK (length(grounds) BETWEEN 1 AND 2000);
ALTER TABLE "reaffirmed_rule" ADD CONSTRAINT "reaffirmed_rule_later" CHECK (due_before IS NULL OR due_on > due_before);

ALTER TABLE "reaffirmation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "reaffirmation" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "reaffirmation" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
ALTER TABLE "reaffirmed_rule" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "reaffirmed_rule" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "reaffirmed_rule" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
GRANT SELECT, INSERT ON "reaffirmation", "reaffirmed_rule" TO app_rw;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "reaffirmation" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "reaffirmation" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "reaffirmed_rule" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "reaffirmed_rule" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Who declared a conflict in the review of a version; of a decided no, in that of what it answers as well.
CREATE FUNCTION "stepped_back_from"("tenant" uuid, "versions" uuid[]) RETURNS TABLE ("rule_version_id" uuid, "person_id" uuid) LANGUAGE sql STABLE AS $$
  SELECT DISTINCT v.id, a.person_id
    FROM rule_version v
    JOIN rule_version w ON w.tenant_id = v.tenant_id AND w.rule_id = v.rule_id AND (w.id = v.id OR v.origin = 'rejection' AND w.version < v.version)
    JOIN review_case c ON c.tenant_id = w.tenant_id AND c.rule_version_id = w.id
    JOIN review_stage s ON s.tenant_id = c.tenant_id AND s.case_id = c.id
    JOIN review_assignment a ON a.tenant_id = s.tenant_id AND a.stage_id = s.id AND a.is_recused
   WHERE v.tenant_id = tenant AND v.id = ANY(versions)
$$;

-- lib/access/can.ts (`rule.reaffirm`) and lib/rule/review-due.ts (`reaffirm`), once more: the line comes first, the day of the version follows.
CREATE FUNCTION "guard_reaffirmed_rule"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  act reaffirmation;
  found record;
  same uuid[];
  today date;
  months int;
BEGIN
  SELECT * INTO act FROM reaffirmation a WHERE a.tenant_id = NEW.tenant_id AND a.id = NEW.reaffirmation_id;
  SELECT v.status, v.row_version, v.review_due_on, e.department_id, b.created_by_id AS importer_id,
         (now() AT TIME ZONE i.time_zone)::date AS today INTO found
    FROM rule_version v JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
                        JOIN institution i ON i.id = v.tenant_id
                        LEFT JOIN import_batch b ON b.tenant_id = v.tenant_id AND b.id = v.import_batch_id
   WHERE v.tenant_id = NEW.tenant_id AND v.id = NEW.rule_version_id;
  today := found.today;
  IF act.reaffirmed_at > now() + interval '1 minute' THEN
    RAISE EXCEPTION 'what is reaffirmed was looked at already' USING ERRCODE = 'check_violation';
  END IF;
  IF found.status IS DISTINCT FROM 'published' OR NEW.row_version IS DISTINCT FROM found.row_version + 1
     OR NEW.due_before IS DISTINCT FROM found.review_due_on OR found.review_due_on > (today + interval '3 months')::date THEN
    RAISE EXCEPTION 'what is reaffirmed is in force, due for review, and as it was seen' USING ERRCODE = 'check_violation';
  END IF;
  same := ARRAY(SELECT r.id FROM records_of_same_people(NEW.tenant_id, ARRAY[act.person_id]) r);
  IF found.importer_id = ANY(same) OR EXISTS (SELECT FROM unnest(same) AS record(id) WHERE is_rule_author(NEW.tenant_id, NEW.rule_version_id, record.id)) THEN
    RAISE EXCEPTION 'who wrote it does not reaffirm it' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM stepped_back_from(NEW.tenant_id, ARRAY[NEW.rule_version_id]) b WHERE b.person_id = ANY(same)) THEN
    RAISE EXCEPTION 'who has a conflict does not reaffirm it' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM person p JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id
                  WHERE p.tenant_id = NEW.tenant_id AND p.id = act.person_id AND p.status = 'active' AND g.ended_at IS NULL
                    AND g.role IN ('reviewer', 'chair') AND g.department_id = found.department_id) THEN
    RAISE EXCEPTION 'a reviewer of its department reaffirms it' USING ERRCODE = 'check_violation';
  END IF;
  SELECT (p.review ->> 'reReviewMonths')::int INTO months FROM policy_version p
   WHERE p.tenant_id = NEW.tenant_id AND p.id = act.policy_version_id AND p.status = 'adopted' AND p.effective_from <= today
     AND (p.effective_to IS NULL OR p.effective_to >= today);
  IF months IS NULL OR NEW.due_on > (today + make_interval(months => months))::date THEN
    RAISE EXCEPTION 'the policy in force says when it is due again' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_reaffirmed_rule" BEFORE INSERT ON "reaffirmed_rule" FOR EACH ROW EXECUTE FUNCTION guard_reaffirmed_rule();

-- A line on record was carried out, and nothing else with it.
CREATE FUNCTION "guard_reaffirmed_done"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM rule_version v WHERE v.tenant_id = NEW.tenant_id AND v.id = NEW.rule_version_id AND v.status = 'published'
                    AND v.row_version = NEW.row_version AND v.review_due_on = NEW.due_on) THEN
    RAISE EXCEPTION 'what is reaffirmed is due on the day on record' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "guard_reaffirmed_done" AFTER INSERT ON "reaffirmed_rule" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION guard_reaffirmed_done();

-- A later day of review is on record with who looked, or within what the policy says since somebody did: its publication, or that it was
-- reaffirmed. A version without a day gets one within that as well.
CREATE OR REPLACE FUNCTION "guard_review_day"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  zone text;
  months int;
  looked_at timestamptz;
BEGIN
  IF NEW.review_due_on < NEW.claim_from THEN
    RAISE EXCEPTION 'a review comes no sooner than the first day of what is reviewed' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.review_due_on <= OLD.review_due_on OR (OLD.review_due_on IS NULL AND NEW.status <> OLD.status) THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT FROM reaffirmed_rule r WHERE r.tenant_id = NEW.tenant_id AND r.rule_version_id = NEW.id
               AND r.row_version = NEW.row_version AND r.due_on = NEW.review_due_on) THEN
    RETURN NEW;
  END IF;
  SELECT i.time_zone INTO zone FROM institution i WHERE i.id = NEW.tenant_id;
  SELECT (p.review ->> 'reReviewMonths')::int INTO months FROM policy_version p
   WHERE p.tenant_id = NEW.tenant_id AND p.status = 'adopted' AND p.effective_from <= (now() AT TIME ZONE zone)::date
     AND (p.effective_to IS NULL OR p.effective_to >= (now() AT TIME ZONE zone)::date);
  SELECT greatest(NEW.published_at, max(a.reaffirmed_at)) INTO looked_at
    FROM reaffirmed_rule r JOIN reaffirmation a ON a.tenant_id = r.tenant_id AND a.id = r.reaffirmation_id
   WHERE r.tenant_id = NEW.tenant_id AND r.rule_version_id = NEW.id;
  IF NEW.review_due_on IS NULL OR months IS NULL
     OR NEW.review_due_on > ((looked_at AT TIME ZONE zone)::date + make_interval(months => months))::date THEN
    RAISE EXCEPTION 'only a review leaves a mapping in force for longer than the policy says' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- What is due for review is found by its day.
CREATE INDEX "rule_version_tenant_id_review_due_on_idx" ON "rule_version" ("tenant_id", "review_due_on") WHERE status = 'published';
