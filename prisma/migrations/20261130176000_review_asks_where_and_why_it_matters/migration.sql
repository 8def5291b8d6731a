-- A ballot names its ground by a code; what the code says need not be written out again. Whoever returns a proposal still says in words what to change.
ALTER TABLE "vote" ADD COLUMN "ground" TEXT,
  DROP CONSTRAINT "vote_has_rationale",
  ADD CONSTRAINT "vote_has_rationale" CHECK (length(btrim(rationale)) > 0 OR (ground IS NOT NULL AND ground <> 'other' AND choice <> 'return')),
  ADD CONSTRAINT "vote_ground_known" CHECK (ground IS NULL OR ground = 'other' OR CASE choice
    WHEN 'approve' THEN ground IN ('asJudged', 'asBefore')
    WHEN 'reject' THEN ground IN ('level', 'content', 'workload', 'assessment', 'identity', 'currency', 'quality')
    WHEN 'return' THEN ground IN ('evidence', 'course', 'amount', 'conditions')
    ELSE ground IN ('expertise', 'time') END);

-- A score that needs a reason and has none: a low one, one that differs from what others who have voted scored, once that may be known, or any
-- where the policy asks for all. lib/review/reasons.ts says the same.
CREATE FUNCTION "is_unreasoned"(score rubric_score) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT length(btrim(score.rationale)) = 0 AND EXISTS (
    SELECT FROM review_stage s
     WHERE s.tenant_id = score.tenant_id AND s.id = score.stage_id
       AND (score.score <= 1 OR coalesce((s.config->>'everyReason')::boolean, false)
            OR (s.revealed_at IS NOT NULL AND EXISTS (
                 SELECT FROM rubric_score o
                   JOIN review_assignment a ON a.tenant_id = o.tenant_id AND a.stage_id = o.stage_id AND a.person_id = o.person_id AND NOT a.is_recused
                  WHERE o.tenant_id = score.tenant_id AND o.stage_id = score.stage_id AND o.criterion = score.criterion
                    AND o.person_id <> score.person_id AND o.score <> score.score
                    AND EXISTS (SELECT FROM vote v WHERE v.tenant_id = o.tenant_id AND v.stage_id = o.stage_id AND v.person_id = o.person_id AND NOT v.is_casting)))))
$$;

-- A ballot rests on scores with the reasons that they need; an approval in the department besides on marks that say where.
CREATE FUNCTION "guard_vote_reasons"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM rubric_score r
              WHERE r.tenant_id = NEW.tenant_id AND r.stage_id = NEW.stage_id AND r.person_id = NEW.person_id AND is_unreasoned(r)) THEN
    RAISE EXCEPTION 'a low score, or one that differs, says why' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.choice = 'approve' AND EXISTS (
       SELECT FROM review_stage s JOIN coverage_mark m ON m.tenant_id = s.tenant_id AND m.case_id = s.case_id
        WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id AND s.kind = 'department' AND m.person_id = NEW.person_id
          AND m.coverage <> 'none' AND m.learning_outcome_id IS NULL AND length(btrim(m.note)) = 0) THEN
    RAISE EXCEPTION 'what is covered says where' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_vote_reasons" BEFORE INSERT ON "vote" FOR EACH ROW
  WHEN (NOT NEW.is_casting AND NEW.choice <> 'abstain') EXECUTE FUNCTION guard_vote_reasons();

-- While a ballot stands that rests on them, marks and scores keep what it needed.
CREATE FUNCTION "last_ballot"("wanted_tenant" uuid, "wanted_stage" uuid, "wanted_person" uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT v.choice FROM vote v
   WHERE v.tenant_id = "wanted_tenant" AND v.stage_id = "wanted_stage" AND v.person_id = "wanted_person" AND NOT v.is_casting
   ORDER BY v.ordinal DESC LIMIT 1
$$;
CREATE FUNCTION "guard_score_reason"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF last_ballot(NEW.tenant_id, NEW.stage_id, NEW.person_id) <> 'abstain' AND is_unreasoned(NEW) THEN
    RAISE EXCEPTION 'a low score, or one that differs, says why' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_score_reason" BEFORE INSERT OR UPDATE ON "rubric_score" FOR EACH ROW EXECUTE FUNCTION guard_score_reason();
CREATE FUNCTION "guard_mark_place"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM review_stage s
              WHERE s.tenant_id = NEW.tenant_id AND s.case_id = NEW.case_id AND s.status = 'open' AND s.kind = 'department'
                AND last_ballot(s.tenant_id, s.id, NEW.person_id) = 'approve') THEN
    RAISE EXCEPTION 'what is covered says where' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_mark_place" BEFORE INSERT OR UPDATE ON "coverage_mark" FOR EACH ROW
  WHEN (NEW.coverage <> 'none' AND NEW.learning_outcome_id IS NULL AND length(btrim(NEW.note)) = 0) EXECUTE FUNCTION guard_mark_place();
