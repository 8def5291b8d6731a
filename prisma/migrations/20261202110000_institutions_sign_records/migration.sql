-- An institution signs what it decided. Of a key the public half alone is here; the private one is derived from a secret outside of the database.
CREATE TABLE "signing_key" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "did" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "made_by_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),
    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("tenant_id", "id")
);
CREATE TABLE "signed_record" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "key_id" UUID NOT NULL,
    "rule_version_id" UUID,
    "policy_version_id" UUID,
    "decision_id" UUID,
    "student_id" UUID,
    "status_list" INTEGER NOT NULL,
    "status_place" INTEGER NOT NULL,
    "document" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "signed_record_pkey" PRIMARY KEY ("tenant_id", "id")
);
-- One key signs at a time, and a place on a list tells of one record.
CREATE UNIQUE INDEX "signing_key_one_signs" ON "signing_key" ("tenant_id") WHERE retired_at IS NULL;
CREATE UNIQUE INDEX "signed_record_tenant_id_status_list_status_place_key" ON "signed_record" ("tenant_id", "status_list", "status_place");
-- What was decided is signed once for each policy, and an award once.
CREATE UNIQUE INDEX "signed_record_once_a_policy" ON "signed_record" ("tenant_id", "rule_version_id", "policy_version_id") WHERE rule_version_id IS NOT NULL;
CREATE UNIQUE INDEX "signed_record_once_an_award" ON "signed_record" ("tenant_id", "decision_id") WHERE decision_id IS NOT NULL;

ALTER TABLE "signing_key" ADD CONSTRAINT "signing_key_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "signing_key" ADD CONSTRAINT "signing_key_tenant_id_made_by_id_fkey" FOREIGN KEY ("tenant_id", "made_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "signed_record" ADD CONSTRAINT "signed_record_tenant_id_key_id_fkey" FOREIGN KEY ("tenant_id", "key_id") REFERENCES "signing_key"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "signed_record" ADD CONSTRAINT "signed_record_tenant_id_rule_version_id_fkey" FOREIGN KEY ("tenant_id", "rule_version_id") REFERENCES "rule_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "signed_record" ADD CONSTRAINT "signed_record_tenant_id_policy_version_id_fkey" FOREIGN KEY ("tenant_id", "policy_version_id") REFERENCES "policy_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "signed_record" ADD CONSTRAINT "signed_record_tenant_id_decision_id_fkey" FOREIGN KEY ("tenant_id", "decision_id") REFERENCES "claim_decision"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "signing_key" ADD CONSTRAINT "signing_key_did_form" CHECK (did ~ '^did:web:[A-Za-z0-9.%:_-]+$' AND length(did) <= 500);
ALTER TABLE "signing_key" ADD CONSTRAINT "signing_key_public_form" CHECK (public_key ~ '^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$');
ALTER TABLE "signing_key" ADD CONSTRAINT "signing_key_days_in_order" CHECK (retired_at >= made_at);
ALTER TABLE "signed_record" ADD CONSTRAINT "signed_record_about_one" CHECK ((rule_version_id IS NULL) <> (decision_id IS NULL)
  AND (policy_version_id IS NULL) = (rule_version_id IS NULL) AND (student_id IS NULL) = (decision_id IS NULL));
-- lib/signed-record/status-list.ts, once more.
ALTER TABLE "signed_record" ADD CONSTRAINT "signed_record_place_on_list" CHECK (status_list BETWEEN 1 AND 100000 AND status_place BETWEEN 0 AND 131071);
ALTER TABLE "signed_record" ADD CONSTRAINT "signed_record_document_size" CHECK (length(document) BETWEEN 2 AND 262144);

ALTER TABLE "signing_key" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "signing_key" FORCE ROW LEVEL SECURITY;
ALTER TABLE "signed_record" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "signed_record" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "signing_key" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
CREATE POLICY "tenant" ON "signed_record" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
CREATE POLICY "own" ON "signed_record" AS RESTRICTIVE TO app_rw USING (current_student() IS NULL OR student_id = current_student()) WITH CHECK (current_student() IS NULL OR student_id = current_student());
-- Keys are published, and so is what was decided for everybody; what was awarded to one student is that student's.
CREATE POLICY "public" ON "signing_key" FOR SELECT TO app_public USING (true);
CREATE POLICY "public" ON "signed_record" FOR SELECT TO app_public USING (rule_version_id IS NOT NULL);
GRANT SELECT, INSERT, UPDATE ON "signing_key" TO app_rw;
GRANT SELECT, INSERT ON "signed_record" TO app_rw;
GRANT SELECT ("tenant_id", "id", "did", "public_key", "made_at", "retired_at") ON "signing_key" TO app_public;
GRANT SELECT ("tenant_id", "id", "rule_version_id", "document", "signed_at") ON "signed_record" TO app_public;

-- lib/access/can.ts (`record.changeKey`), once more.
CREATE FUNCTION "guard_signing_key"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a key that signed stays published' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.retired_at IS NOT NULL OR NOT EXISTS (SELECT FROM person p JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.ended_at IS NULL
         WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.made_by_id AND p.status = 'active' AND g.role = 'administrator') THEN
      RAISE EXCEPTION 'administrators make keys, and a new one signs' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM signing_key k WHERE k.tenant_id = NEW.tenant_id AND k.did <> NEW.did) THEN
      RAISE EXCEPTION 'an institution keeps the name under which it signed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.retired_at IS NOT NULL OR NEW.retired_at IS NULL OR to_jsonb(NEW) - 'retired_at' <> to_jsonb(OLD) - 'retired_at' THEN
    RAISE EXCEPTION 'a key is retired once and not changed otherwise' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_signing_key" BEFORE INSERT OR UPDATE OR DELETE ON "signing_key" FOR EACH ROW EXECUTE FUNCTION guard_signing_key();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "signing_key" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A record is signed by the key of today, of a rule that is published, or of an award that its student accepted and nobody took back.
CREATE FUNCTION "guard_signed_record"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM signing_key k WHERE k.tenant_id = NEW.tenant_id AND k.id = NEW.key_id AND k.retired_at IS NULL) THEN
    RAISE EXCEPTION 'a retired key signs nothing' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.rule_version_id IS NOT NULL AND NOT EXISTS (SELECT FROM rule_version v JOIN policy_version p ON p.tenant_id = v.tenant_id
       WHERE v.tenant_id = NEW.tenant_id AND v.id = NEW.rule_version_id AND v.status = 'published' AND p.id = NEW.policy_version_id AND p.status = 'adopted') THEN
    RAISE EXCEPTION 'what is signed is published, by a policy that was adopted' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.decision_id IS NOT NULL AND NOT EXISTS (SELECT FROM claim_decision d JOIN credit_claim c ON c.tenant_id = d.tenant_id AND c.id = d.claim_id
       WHERE d.tenant_id = NEW.tenant_id AND d.id = NEW.decision_id AND d.student_id = NEW.student_id AND d.outcome IN ('granted', 'partly_granted') AND c.state = 'accepted'
         AND NOT EXISTS (SELECT FROM claim_decision r WHERE r.tenant_id = d.tenant_id AND r.reverses_id = d.id)) THEN
    RAISE EXCEPTION 'a badge is of an award that stands and was accepted' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_signed_record" BEFORE INSERT ON "signed_record" FOR EACH ROW EXECUTE FUNCTION guard_signed_record();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "signed_record" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "signed_record" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
