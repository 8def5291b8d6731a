-- A registrar may publish on a later first day: a version that says none may get one as well.
CREATE OR REPLACE FUNCTION "guard_rule_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'draft' AND NOT (NEW.origin = 'import' AND NEW.status = 'approved') THEN
      RAISE EXCEPTION 'a rule version starts as a draft' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;

  IF NEW.tenant_id <> OLD.tenant_id OR NEW.id <> OLD.id OR NEW.rule_id <> OLD.rule_id OR NEW.version <> OLD.version
     OR NEW.author_id <> OLD.author_id OR NEW.origin <> OLD.origin OR NEW.import_batch_id IS DISTINCT FROM OLD.import_batch_id THEN
    RAISE EXCEPTION 'identity, author and origin of a rule version never change' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.row_version <= OLD.row_version THEN
    RAISE EXCEPTION 'row_version must grow' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status <> OLD.status THEN
    IF NOT EXISTS (SELECT FROM rule_status_move m WHERE m.from_status = OLD.status AND m.to_status = NEW.status) THEN
      RAISE EXCEPTION 'a rule version does not go from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  -- What was handed in becomes a draft again only while nobody has voted about it. Of votes at the very instant, those of the open stage count:
  -- others may be of a review before.
  IF NEW.status = 'draft' AND OLD.status <> 'draft' THEN
    IF EXISTS (
       SELECT FROM review_case c JOIN review_stage s ON s.tenant_id = c.tenant_id AND s.case_id = c.id
                                 JOIN vote v ON v.tenant_id = s.tenant_id AND v.stage_id = s.id
        WHERE c.tenant_id = NEW.tenant_id AND c.rule_version_id = NEW.id AND (v.cast_at > OLD.submitted_at OR s.status = 'open' AND v.cast_at = OLD.submitted_at)) THEN
      RAISE EXCEPTION 'a rule version that was voted about is not pulled back' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  -- A submitted version is frozen; a change is a new version. Only the end of its claim window may come nearer, and its start move on when it is published.
  IF OLD.status NOT IN ('draft', 'returned') AND (
       NEW.definition <> OLD.definition OR NEW.basis <> OLD.basis OR NEW.public_note <> OLD.public_note
       OR (NEW.claim_from IS DISTINCT FROM OLD.claim_from
           AND NOT (OLD.status = 'approved' AND NEW.status = 'published' AND NEW.claim_from IS NOT NULL
                    AND coalesce(NEW.claim_from > OLD.claim_from, true)))
       OR NEW.credential_from IS DISTINCT FROM OLD.credential_from
       OR NEW.credential_to IS DISTINCT FROM OLD.credential_to) THEN
    RAISE EXCEPTION 'a % rule version is frozen', OLD.status USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status NOT IN ('draft', 'returned') AND NEW.claim_to IS DISTINCT FROM OLD.claim_to
     AND (NEW.claim_to IS NULL OR NEW.claim_to > OLD.claim_to) THEN
    RAISE EXCEPTION 'the claim window of a % rule version can only be shortened', OLD.status USING ERRCODE = 'check_violation';
  END IF;

  IF NEW.status = 'approved' AND OLD.status LIKE 'in\_%' THEN
    IF NOT EXISTS (
       SELECT FROM review_case c JOIN review_stage s ON s.tenant_id = c.tenant_id AND s.case_id = c.id
        WHERE c.tenant_id = NEW.tenant_id AND c.rule_version_id = NEW.id AND s.status = 'closed' AND s.outcome = 'passed'
          AND s.position = (SELECT max(t.position) FROM review_stage t WHERE t.tenant_id = c.tenant_id AND t.case_id = c.id)) THEN
      RAISE EXCEPTION 'approval needs a review whose last stage has passed' USING ERRCODE = 'check_violation';
    END IF;
  END IF;

  IF NEW.status = 'published' AND OLD.status = 'approved' THEN
    IF NEW.published_by_id IS NULL OR is_rule_author(NEW.tenant_id, NEW.id, NEW.published_by_id) THEN
      RAISE EXCEPTION 'the author does not publish' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.origin = 'review' THEN
      IF NOT EXISTS (
         SELECT FROM review_case c JOIN review_stage s ON s.tenant_id = c.tenant_id AND s.case_id = c.id
                                   JOIN vote v ON v.tenant_id = s.tenant_id AND v.stage_id = s.id
          WHERE c.tenant_id = NEW.tenant_id AND c.rule_version_id = NEW.id
            AND v.person_id <> NEW.published_by_id AND NOT is_rule_author(NEW.tenant_id, NEW.id, v.person_id)) THEN
        RAISE EXCEPTION 'the sole reviewer does not publish' USING ERRCODE = 'check_violation';
      END IF;
    END IF;
    IF NEW.origin = 'import' THEN
      IF NEW.published_by_id = (
         SELECT b.created_by_id FROM import_batch b WHERE b.tenant_id = NEW.tenant_id AND b.id = NEW.import_batch_id) THEN
        RAISE EXCEPTION 'who imported does not publish' USING ERRCODE = 'check_violation';
      END IF;
    END IF;
  END IF;
  RETURN NEW;
END $$;

-- Who reviews a mapping is settled while it is reviewed: only a department that was still to be found may be entered then.
CREATE FUNCTION "guard_rule_department"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM rule_version v WHERE v.tenant_id = NEW.tenant_id AND v.rule_id = NEW.id
              AND v.status IN ('submitted', 'in_department', 'in_committee', 'in_dean', 'conditionally_approved')) THEN
    RAISE EXCEPTION 'a mapping under review stays with its department' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_rule_department" BEFORE UPDATE ON "equivalency_rule" FOR EACH ROW
  WHEN (OLD.department_id IS NOT NULL AND NEW.department_id IS DISTINCT FROM OLD.department_id) EXECUTE FUNCTION guard_rule_department();

-- What is in force is never left without a review for longer than the policy in force says: its day comes nearer, or as near as that.
CREATE FUNCTION "guard_review_day"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  zone text;
  months int;
BEGIN
  IF OLD.review_due_on IS NULL OR NEW.review_due_on <= OLD.review_due_on THEN
    RETURN NEW;
  END IF;
  SELECT i.time_zone INTO zone FROM institution i WHERE i.id = NEW.tenant_id;
  SELECT (p.review ->> 'reReviewMonths')::int INTO months FROM policy_version p
   WHERE p.tenant_id = NEW.tenant_id AND p.status = 'adopted' AND p.effective_from <= (now() AT TIME ZONE zone)::date
     AND (p.effective_to IS NULL OR p.effective_to >= (now() AT TIME ZONE zone)::date);
  IF NEW.review_due_on IS NULL OR months IS NULL
     OR NEW.review_due_on > ((NEW.published_at AT TIME ZONE zone)::date + make_interval(months => months))::date THEN
    RAISE EXCEPTION 'only a review leaves a mapping in force for longer than the policy says' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_review_day" BEFORE UPDATE ON "rule_version" FOR EACH ROW
  WHEN (OLD.published_at IS NOT NULL AND NEW.review_due_on IS DISTINCT FROM OLD.review_due_on) EXECUTE FUNCTION guard_review_day();
