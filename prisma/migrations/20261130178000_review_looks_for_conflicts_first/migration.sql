-- Whether somebody with a conflict takes part in a case is a question only where a seat of the case was given up, which is looked for by the
-- stages of the case alone: all at once the planner went through every seat of the institution, some forty milliseconds a seat where it had
-- not counted them yet.
CREATE OR REPLACE FUNCTION guard_conflict_known() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  stages uuid[];
  recused uuid[];
BEGIN
  stages := ARRAY(SELECT t.id FROM review_stage t WHERE t.tenant_id = NEW.tenant_id
                     AND t.case_id = (SELECT s.case_id FROM review_stage s WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id));
  recused := ARRAY(SELECT a.person_id FROM review_assignment a WHERE a.tenant_id = NEW.tenant_id AND a.stage_id = ANY(stages) AND a.is_recused);
  IF cardinality(recused) > 0 AND EXISTS (SELECT FROM records_of_same_people(NEW.tenant_id, ARRAY[NEW.person_id]) r WHERE r.id = ANY(recused)) THEN
    RAISE EXCEPTION 'who has a conflict in the case takes no part in any of its stages' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
