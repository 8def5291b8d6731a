-- A conflict is one with the whole case, whichever stage it was declared in and under whichever record: a seat in another stage is recused from the start.
CREATE FUNCTION "guard_conflict_known"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
       SELECT FROM review_stage s
         JOIN review_stage t ON t.tenant_id = s.tenant_id AND t.case_id = s.case_id
         JOIN review_assignment a ON a.tenant_id = t.tenant_id AND a.stage_id = t.id AND a.is_recused
        WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id
          AND a.person_id IN (SELECT id FROM records_of_same_people(NEW.tenant_id, ARRAY[NEW.person_id]))) THEN
    RAISE EXCEPTION 'who has a conflict in the case takes no part in any of its stages' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_conflict_known" BEFORE INSERT OR UPDATE ON "review_assignment" FOR EACH ROW
  WHEN (NOT NEW.is_recused) EXECUTE FUNCTION guard_conflict_known();

-- By its due day a tie ceases to wait, so that the day is as fixed as the policy.
CREATE OR REPLACE FUNCTION "guard_review_stage"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'closed' THEN
    RAISE EXCEPTION 'a closed stage does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.config <> OLD.config OR NEW.kind <> OLD.kind OR NEW.case_id <> OLD.case_id OR NEW.position <> OLD.position
     OR NEW.due_on IS DISTINCT FROM OLD.due_on THEN
    RAISE EXCEPTION 'a stage keeps the policy it was opened under' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
