-- Whose seat it is, and in which stage, stays: a recusal does not move to somebody else either.
CREATE FUNCTION "guard_seat_identity"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.tenant_id, NEW.id, NEW.stage_id, NEW.person_id, NEW.assigned_by_id, NEW.assigned_at)
       IS DISTINCT FROM (OLD.tenant_id, OLD.id, OLD.stage_id, OLD.person_id, OLD.assigned_by_id, OLD.assigned_at) THEN
    RAISE EXCEPTION 'a seat stays with its person and its stage' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM review_stage s WHERE s.tenant_id = OLD.tenant_id AND s.id = OLD.stage_id AND s.status = 'closed') THEN
    RAISE EXCEPTION 'a seat in a closed stage stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_seat_identity" BEFORE UPDATE ON "review_assignment" FOR EACH ROW EXECUTE FUNCTION guard_seat_identity();

-- A score is neither changed nor added in a stage that is closed, nor taken into another.
CREATE OR REPLACE FUNCTION "guard_score_open"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM review_stage s WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id AND s.status = 'closed')
     OR (TG_OP = 'UPDATE' AND (NEW.tenant_id, NEW.stage_id, NEW.person_id, NEW.criterion) IS DISTINCT FROM (OLD.tenant_id, OLD.stage_id, OLD.person_id, OLD.criterion)) THEN
    RAISE EXCEPTION 'a score in a closed stage stays, and none moves' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER "guard_score_open" ON "rubric_score";
CREATE TRIGGER "guard_score_open" BEFORE INSERT OR UPDATE ON "rubric_score" FOR EACH ROW EXECUTE FUNCTION guard_score_open();

CREATE OR REPLACE FUNCTION "guard_mark_open"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE mark coverage_mark;
BEGIN
  mark := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  IF NOT EXISTS (SELECT FROM review_stage s WHERE s.tenant_id = mark.tenant_id AND s.case_id = mark.case_id AND s.status = 'open')
     OR (TG_OP = 'UPDATE' AND (NEW.tenant_id, NEW.case_id, NEW.person_id) IS DISTINCT FROM (OLD.tenant_id, OLD.case_id, OLD.person_id)) THEN
    RAISE EXCEPTION 'a mark is made while a stage is open, and stays with its case and its person' USING ERRCODE = 'check_violation';
  END IF;
  RETURN mark;
END $$;

-- Whether somebody holds, now, a role that a seat in the stage asks for; lib/review/eligibility.ts says the same.
CREATE FUNCTION "is_in_stage_role"("wanted_tenant" uuid, "wanted_stage" uuid, "wanted_person" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM review_stage s
      JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
      JOIN person p ON p.tenant_id = s.tenant_id AND p.id = "wanted_person" AND p.status = 'active'
      JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.ended_at IS NULL
     WHERE s.tenant_id = "wanted_tenant" AND s.id = "wanted_stage" AND CASE s.kind
       WHEN 'department' THEN g.role IN ('reviewer', 'chair') AND (c.department_id IS NULL OR g.department_id = c.department_id)
       WHEN 'committee' THEN g.role IN ('committee_member', 'committee_chair')
       ELSE g.role = 'dean' END)
$$;
CREATE OR REPLACE FUNCTION "guard_seat_role"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT is_in_stage_role(NEW.tenant_id, NEW.stage_id, NEW.person_id) THEN
    RAISE EXCEPTION 'a seat is held with an active role of its stage' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- A stage passes by the ballots that its own policy asks for; lib/review/tally.ts says the same of ballots at hand.
CREATE FUNCTION "is_passed_by_ballots"(stage review_stage) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  tally record;
  is_tied boolean;
BEGIN
  WITH seat AS (
    -- Whoever left without a ballot holds no seat any more.
    SELECT a.person_id, a.is_recused FROM review_assignment a
     WHERE a.tenant_id = stage.tenant_id AND a.stage_id = stage.id AND a.is_voting
       AND (EXISTS (SELECT FROM vote v WHERE v.tenant_id = a.tenant_id AND v.stage_id = a.stage_id AND v.person_id = a.person_id)
            OR is_in_stage_role(a.tenant_id, a.stage_id, a.person_id))
  ), ballot AS (
    SELECT DISTINCT ON (v.person_id) v.person_id, v.choice FROM vote v JOIN seat USING (person_id)
     WHERE v.tenant_id = stage.tenant_id AND v.stage_id = stage.id AND NOT seat.is_recused ORDER BY v.person_id, v.ordinal DESC
  )
  SELECT (SELECT count(*) FROM seat WHERE NOT is_recused) AS eligible,
         (SELECT count(*) FROM seat WHERE NOT is_recused OR (stage.config->>'recusedCount')::boolean) AS members,
         count(*) AS present,
         count(*) FILTER (WHERE choice = 'approve') AS approve,
         count(*) FILTER (WHERE choice <> 'abstain') AS ballots_cast,
         -- The latest casting vote whose person has neither voted anew nor a conflict in the case.
         (SELECT v.choice FROM vote v
           WHERE v.tenant_id = stage.tenant_id AND v.stage_id = stage.id AND v.is_casting
             AND NOT EXISTS (SELECT FROM vote w WHERE w.tenant_id = v.tenant_id AND w.stage_id = v.stage_id AND w.person_id = v.person_id AND w.ordinal > v.ordinal)
             AND NOT EXISTS (SELECT FROM review_stage t JOIN review_assignment a ON a.tenant_id = t.tenant_id AND a.stage_id = t.id
                              WHERE t.tenant_id = stage.tenant_id AND t.case_id = stage.case_id AND a.person_id = v.person_id AND a.is_recused)
           ORDER BY v.cast_at DESC, v.ordinal DESC LIMIT 1) AS casting
    INTO tally FROM ballot;
  IF tally.approve = 0 THEN
    RETURN false;
  END IF;
  IF tally.present < greatest((stage.config->>'minReviewers')::integer, CASE
       WHEN stage.config->>'mode' = 'single' THEN 1
       WHEN stage.config->>'quorum' = 'moreThanHalf' THEN tally.members / 2 + 1
       ELSE (stage.config->>'quorum')::integer END) THEN
    RETURN false;
  END IF;
  IF stage.config->>'mode' = 'all' THEN
    RETURN tally.approve = tally.eligible;
  END IF;
  is_tied := tally.approve * 2 = tally.ballots_cast AND (stage.config->>'threshold' = 'majorityCast'
    OR (stage.config->>'threshold' = 'majorityMembers' AND tally.approve * 2 = tally.members));
  RETURN CASE
    WHEN is_tied THEN stage.config->>'mode' = 'quorumVote' AND stage.config->>'tie' = 'chairDecides' AND tally.casting IS NOT DISTINCT FROM 'approve'
    WHEN stage.config->>'threshold' = 'majorityCast' THEN tally.approve * 2 > tally.ballots_cast
    WHEN stage.config->>'threshold' = 'majorityMembers' THEN tally.approve * 2 > tally.members
    WHEN stage.config->>'threshold' = 'twoThirds' THEN tally.approve * 3 >= tally.ballots_cast * 2
    ELSE tally.approve = tally.ballots_cast END;
END $$;
CREATE FUNCTION "guard_stage_passed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT coalesce(is_passed_by_ballots(NEW), false) THEN
    RAISE EXCEPTION 'a stage passes by the ballots that its policy asks for' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_stage_passed" BEFORE INSERT OR UPDATE ON "review_stage" FOR EACH ROW
  WHEN (NEW.status = 'closed' AND NEW.outcome = 'passed') EXECUTE FUNCTION guard_stage_passed();
