-- A casting vote is a ballot cast as whoever leads the stage, once it is tied: no ballot from before becomes one, and who leads may have no seat.
ALTER TABLE "vote" ADD COLUMN "is_casting" BOOLEAN NOT NULL DEFAULT false,
  ADD CONSTRAINT "vote_casting_decides" CHECK (NOT is_casting OR choice <> 'abstain');

CREATE FUNCTION "leads_review"(wanted_tenant uuid, wanted_stage uuid, wanted_person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM review_stage s
      JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
      JOIN person p ON p.tenant_id = s.tenant_id AND p.id = wanted_person AND p.status = 'active'
      JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.ended_at IS NULL
     WHERE s.tenant_id = wanted_tenant AND s.id = wanted_stage
       AND CASE WHEN s.chair_id = wanted_person
                THEN g.role IN ('chair', 'committee_chair', 'dean')
                  OR (s.kind = 'department' AND g.role = 'reviewer' AND (c.department_id IS NULL OR g.department_id = c.department_id))
                  OR (s.kind = 'committee' AND g.role = 'committee_member')
                ELSE (s.kind = 'department' AND g.role = 'chair' AND (c.department_id IS NULL OR g.department_id = c.department_id))
                  OR (s.kind = 'committee' AND g.role = 'committee_chair')
                  OR (s.kind = 'dean' AND g.role = 'dean') END)
     AND NOT EXISTS (
    SELECT FROM review_stage s
      JOIN review_stage t ON t.tenant_id = s.tenant_id AND t.case_id = s.case_id
      JOIN review_assignment a ON a.tenant_id = t.tenant_id AND a.stage_id = t.id AND a.person_id = wanted_person AND a.is_recused
     WHERE s.tenant_id = wanted_tenant AND s.id = wanted_stage)
$$;

CREATE OR REPLACE FUNCTION "guard_vote"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found record;
BEGIN
  SELECT s.status, s.chair_id, s.config, a.is_voting, a.is_recused, a.conflict_declared, r.id AS rule_version_id INTO found
    FROM review_stage s
    JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
    JOIN rule_version r ON r.tenant_id = c.tenant_id AND r.id = c.rule_version_id
    LEFT JOIN review_assignment a ON a.tenant_id = s.tenant_id AND a.stage_id = s.id AND a.person_id = NEW.person_id
   WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id
     FOR SHARE OF s;
  IF found.status IS DISTINCT FROM 'open' THEN
    RAISE EXCEPTION 'the stage is closed' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT (coalesce(found.is_voting, false) OR NEW.is_casting) OR coalesce(found.is_recused, false) OR found.conflict_declared IS DISTINCT FROM false THEN
    RAISE EXCEPTION 'only an assigned reviewer who declared no conflict votes' USING ERRCODE = 'check_violation';
  END IF;
  IF is_rule_author(NEW.tenant_id, found.rule_version_id, NEW.person_id) THEN
    RAISE EXCEPTION 'the author does not vote' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.is_casting AND (
       found.config->>'tie' IS DISTINCT FROM 'chairDecides'
       OR NOT leads_review(NEW.tenant_id, NEW.stage_id, NEW.person_id)
       OR (found.chair_id <> NEW.person_id AND leads_review(NEW.tenant_id, NEW.stage_id, found.chair_id))) THEN
    RAISE EXCEPTION 'a casting vote is for whoever leads, where the policy gives one' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
-- Whoever leads a stage from outside holds another role than its seats.
DROP TRIGGER "guard_vote_role" ON "vote";
CREATE TRIGGER "guard_vote_role" BEFORE INSERT ON "vote" FOR EACH ROW WHEN (NOT NEW.is_casting) EXECUTE FUNCTION guard_seat_role();

-- Nobody chooses who decides once it is known how the votes stand.
CREATE FUNCTION "guard_lead"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.revealed_at IS NOT NULL AND NEW.chair_id IS DISTINCT FROM OLD.chair_id AND leads_review(OLD.tenant_id, OLD.id, OLD.chair_id) THEN
    RAISE EXCEPTION 'who leads stays once the ballots are revealed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_lead" BEFORE UPDATE ON "review_stage" FOR EACH ROW EXECUTE FUNCTION guard_lead();
