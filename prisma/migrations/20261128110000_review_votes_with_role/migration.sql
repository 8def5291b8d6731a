-- A seat is nothing without the role it was given for: whoever has lost it, was suspended or holds it in another department neither votes nor scores.
CREATE FUNCTION "guard_seat_role"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
       SELECT FROM review_stage s
         JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
         JOIN person p ON p.tenant_id = s.tenant_id AND p.id = NEW.person_id AND p.status = 'active'
         JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.ended_at IS NULL
        WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id AND CASE s.kind
          WHEN 'department' THEN g.role IN ('reviewer', 'chair') AND (c.department_id IS NULL OR g.department_id = c.department_id)
          WHEN 'committee' THEN g.role IN ('committee_member', 'committee_chair')
          ELSE g.role = 'dean' END) THEN
    RAISE EXCEPTION 'a seat is held with an active role of its stage' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_vote_role" BEFORE INSERT ON "vote" FOR EACH ROW EXECUTE FUNCTION guard_seat_role();
CREATE TRIGGER "guard_seat_role" BEFORE INSERT OR UPDATE ON "rubric_score" FOR EACH ROW EXECUTE FUNCTION guard_seat_role();

-- What was judged in a stage that is closed stays as it was.
CREATE FUNCTION "guard_score_open"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM review_stage s WHERE s.tenant_id = OLD.tenant_id AND s.id = OLD.stage_id AND s.status = 'closed') THEN
    RAISE EXCEPTION 'a score in a closed stage stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_score_open" BEFORE UPDATE ON "rubric_score" FOR EACH ROW EXECUTE FUNCTION guard_score_open();
CREATE FUNCTION "guard_mark_open"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE mark coverage_mark;
BEGIN
  mark := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  IF NOT EXISTS (SELECT FROM review_stage s WHERE s.tenant_id = mark.tenant_id AND s.case_id = mark.case_id AND s.status = 'open') THEN
    RAISE EXCEPTION 'a mark is made while a stage is open' USING ERRCODE = 'check_violation';
  END IF;
  RETURN mark;
END $$;
CREATE TRIGGER "guard_mark_open" BEFORE INSERT OR UPDATE OR DELETE ON "coverage_mark" FOR EACH ROW EXECUTE FUNCTION guard_mark_open();

-- The author neither sits in a stage nor leads it.
CREATE FUNCTION "guard_author_sits"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM review_stage s JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
                                        JOIN rule_version v ON v.tenant_id = c.tenant_id AND v.id = c.rule_version_id
              WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id AND v.author_id = NEW.person_id) THEN
    RAISE EXCEPTION 'the author has no seat' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_author_sits" BEFORE INSERT OR UPDATE ON "review_assignment" FOR EACH ROW EXECUTE FUNCTION guard_author_sits();
CREATE FUNCTION "guard_author_leads"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM review_case c JOIN rule_version v ON v.tenant_id = c.tenant_id AND v.id = c.rule_version_id
              WHERE c.tenant_id = NEW.tenant_id AND c.id = NEW.case_id AND v.author_id IN (NEW.chair_id, NEW.closed_by_id)
                AND NEW.outcome IS DISTINCT FROM 'withdrawn') THEN
    RAISE EXCEPTION 'the author does not lead the review' USING ERRCODE = 'check_violation';
  END IF;
  -- Only votes pass a stage: those of people who have a say in it.
  IF NEW.status = 'closed' AND NEW.outcome = 'passed' AND NOT EXISTS (
       SELECT FROM vote v JOIN review_assignment a ON a.tenant_id = v.tenant_id AND a.stage_id = v.stage_id AND a.person_id = v.person_id
        WHERE v.tenant_id = NEW.tenant_id AND v.stage_id = NEW.id AND v.choice = 'approve' AND a.is_voting AND NOT a.is_recused) THEN
    RAISE EXCEPTION 'a stage is passed by votes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_author_leads" BEFORE INSERT OR UPDATE ON "review_stage" FOR EACH ROW EXECUTE FUNCTION guard_author_leads();
