-- What was decided was decided on the evidence of that time. An imported version arrives approved, with its own.
CREATE FUNCTION "guard_evidence_open"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT is_operator() AND NOT EXISTS (
       SELECT FROM rule_version v WHERE v.tenant_id = NEW.tenant_id AND v.id = NEW.rule_version_id
          AND (v.status IN ('draft', 'returned', 'submitted', 'in_department', 'in_committee', 'in_dean', 'conditionally_approved')
               OR (v.status = 'approved' AND v.origin = 'import'))) THEN
    RAISE EXCEPTION 'evidence is added while something is to be decided' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_evidence_open" BEFORE INSERT ON "evidence" FOR EACH ROW EXECUTE FUNCTION guard_evidence_open();

-- An adopted policy ends only because the next one begins the day after.
CREATE FUNCTION "guard_policy_end"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT is_operator() AND (NEW.effective_to IS NULL OR NEW.effective_to > OLD.effective_to OR NOT EXISTS (
       SELECT FROM policy_version p WHERE p.tenant_id = NEW.tenant_id AND p.status = 'adopted' AND p.effective_from = NEW.effective_to + 1)) THEN
    RAISE EXCEPTION 'an adopted policy ends when the next begins' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "guard_policy_end" AFTER UPDATE ON "policy_version" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.status = 'adopted' AND NEW.effective_to IS DISTINCT FROM OLD.effective_to) EXECUTE FUNCTION guard_policy_end();
