-- The states of a version follow its review, whoever moves them: no stage without a case, no approval without stages that have passed.
CREATE FUNCTION "guard_rule_road"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  review record;
BEGIN
  IF NEW.status <> OLD.status THEN
    SELECT c.id,
           (SELECT s.kind FROM review_stage s WHERE s.tenant_id = c.tenant_id AND s.case_id = c.id AND s.status = 'open') AS open_kind,
           (SELECT s.outcome FROM review_stage s WHERE s.tenant_id = c.tenant_id AND s.case_id = c.id ORDER BY s.position DESC LIMIT 1) AS last_outcome
      INTO review FROM review_case c WHERE c.tenant_id = NEW.tenant_id AND c.rule_version_id = NEW.id;
    IF NEW.status IN ('in_department', 'in_committee', 'in_dean') AND ('in_' || review.open_kind) IS DISTINCT FROM NEW.status THEN
      RAISE EXCEPTION 'a version is in a stage that is open' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.status LIKE 'in\_%' AND NEW.status IN ('approved', 'conditionally_approved')
       AND (review.open_kind IS NOT NULL OR review.last_outcome IS DISTINCT FROM 'passed') THEN
      RAISE EXCEPTION 'approval needs a review whose stages are closed and whose last one has passed' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  -- Who published it, when and under which words of review does not change afterwards; the state's reason changes with the state.
  IF OLD.published_at IS NOT NULL AND (NEW.published_at IS DISTINCT FROM OLD.published_at OR NEW.published_by_id IS DISTINCT FROM OLD.published_by_id) THEN
    RAISE EXCEPTION 'who published a version, and when, stays' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status NOT IN ('published', 'suspended', 'revoked') AND (NEW.published_at IS NOT NULL OR NEW.published_by_id IS NOT NULL) THEN
    RAISE EXCEPTION 'only what is published has a publisher' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status = OLD.status AND OLD.status NOT IN ('draft', 'returned') AND NEW.status_reason <> OLD.status_reason THEN
    RAISE EXCEPTION 'the reason of a state changes with the state' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status NOT IN ('draft', 'returned') AND (NEW.internal_note <> OLD.internal_note OR NEW.change_class <> OLD.change_class
       OR (OLD.submitted_at IS NOT NULL AND NEW.submitted_at IS DISTINCT FROM OLD.submitted_at)
       OR (OLD.approved_at IS NOT NULL AND NEW.approved_at IS DISTINCT FROM OLD.approved_at AND (NEW.status <> 'approved' OR OLD.status = 'approved'))) THEN
    RAISE EXCEPTION 'a % rule version is frozen', OLD.status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_rule_road" BEFORE UPDATE ON "rule_version" FOR EACH ROW EXECUTE FUNCTION guard_rule_road();

-- Which certificates a version names belongs to what it says.
CREATE FUNCTION "guard_rule_source"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  source rule_source;
  owner record;
BEGIN
  source := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  SELECT v.status, v.definition INTO owner FROM rule_version v WHERE v.tenant_id = source.tenant_id AND v.id = source.rule_version_id;
  IF TG_OP = 'UPDATE' OR (TG_OP = 'DELETE' AND owner.status NOT IN ('draft', 'returned')) THEN
    RAISE EXCEPTION 'a % rule version names the certificates that it was decided about', owner.status USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'INSERT' AND owner.status NOT IN ('draft', 'returned') AND position(source.micro_credential_id::text IN owner.definition::text) = 0 THEN
    RAISE EXCEPTION 'a % rule version names the certificates that it was decided about', owner.status USING ERRCODE = 'check_violation';
  END IF;
  RETURN source;
END $$;
CREATE TRIGGER "guard_rule_source" BEFORE INSERT OR UPDATE OR DELETE ON "rule_source" FOR EACH ROW EXECUTE FUNCTION guard_rule_source();

-- The record of a move says what happened: it names the state the version is in, and never its author where the author may not act.
CREATE FUNCTION "guard_rule_transition"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE version record;
BEGIN
  SELECT v.status, v.author_id, v.published_by_id INTO version FROM rule_version v WHERE v.tenant_id = NEW.tenant_id AND v.id = NEW.rule_version_id;
  IF version.status IS DISTINCT FROM NEW.to_status THEN
    RAISE EXCEPTION 'a move is recorded when it has been made' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.actor_id = version.author_id AND NEW.action IN ('publish', 'settleConditions') THEN
    RAISE EXCEPTION 'the author neither publishes nor settles conditions' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.action = 'publish' AND NEW.actor_id IS DISTINCT FROM version.published_by_id THEN
    RAISE EXCEPTION 'who published is who is recorded' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_rule_transition" BEFORE INSERT ON "rule_transition" FOR EACH ROW EXECUTE FUNCTION guard_rule_transition();
