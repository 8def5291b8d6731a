-- What students are told who disagree with a decision is part of a policy version, dated and frozen as the rest of it. How mappings are
-- reviewed is public now as how credit is counted is: it says by which rules decisions are made.
ALTER TABLE "policy_version" ADD COLUMN "appeal" JSONB;
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_appeal_object" CHECK (jsonb_typeof(appeal) = 'object' AND appeal <> '{}');
GRANT SELECT (review, appeal) ON "policy_version" TO app_public;

CREATE OR REPLACE FUNCTION "guard_policy_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'adopted' AND (NEW.credit <> OLD.credit OR NEW.review <> OLD.review OR NEW.appeal IS DISTINCT FROM OLD.appeal OR NEW.effective_from <> OLD.effective_from
     OR NEW.status <> OLD.status OR NEW.author_id <> OLD.author_id OR NEW.adopted_by_id IS DISTINCT FROM OLD.adopted_by_id) THEN
    RAISE EXCEPTION 'an adopted policy version is frozen' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
