-- Everybody who changed the text of a policy is one of its authors, and none of them adopts it.
CREATE TABLE "policy_contributor" (
  "tenant_id" UUID NOT NULL,
  "policy_version_id" UUID NOT NULL,
  "person_id" UUID NOT NULL,
  "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "policy_contributor_pkey" PRIMARY KEY ("tenant_id", "policy_version_id", "person_id")
);
ALTER TABLE "policy_contributor" ADD CONSTRAINT "policy_contributor_tenant_id_policy_version_id_fkey" FOREIGN KEY ("tenant_id", "policy_version_id") REFERENCES "policy_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "policy_contributor" ADD CONSTRAINT "policy_contributor_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "policy_contributor" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "policy_contributor" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "policy_contributor" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
GRANT SELECT, INSERT ON "policy_contributor" TO app_rw;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "policy_contributor" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "policy_contributor" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION "guard_policy_adoption"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.author_id <> OLD.author_id THEN
    RAISE EXCEPTION 'who began a policy version stays' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status = 'adopted' AND OLD.status <> 'adopted' AND EXISTS (
       SELECT FROM policy_contributor c WHERE c.tenant_id = NEW.tenant_id AND c.policy_version_id = NEW.id AND c.person_id = NEW.adopted_by_id) THEN
    RAISE EXCEPTION 'whoever changed a policy does not adopt it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_policy_adoption" BEFORE UPDATE ON "policy_version" FOR EACH ROW EXECUTE FUNCTION guard_policy_adoption();
