-- What the public is told of a rejection: a decided no with its reason, or a proposal that was considered and may be made again.
CREATE TABLE "rule_rejection" (
  "tenant_id" UUID NOT NULL,
  "rule_version_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "public_reason" TEXT NOT NULL,
  "rejected_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "rule_rejection_pkey" PRIMARY KEY ("tenant_id", "rule_version_id"),
  CONSTRAINT "rule_rejection_kind_known" CHECK (kind IN ('no_credit', 'not_as_proposed')),
  CONSTRAINT "rule_rejection_no_has_reason" CHECK (kind <> 'no_credit' OR btrim(public_reason) <> '')
);
ALTER TABLE "rule_rejection" ADD CONSTRAINT "rule_rejection_tenant_id_rule_version_id_fkey" FOREIGN KEY ("tenant_id", "rule_version_id") REFERENCES "rule_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "rule_rejection" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "rule_rejection" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "rule_rejection" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
CREATE POLICY "public" ON "rule_rejection" FOR SELECT TO app_public USING (true);
GRANT SELECT, INSERT ON "rule_rejection" TO app_rw;
GRANT SELECT ON "rule_rejection" TO app_public;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "rule_rejection" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "rule_rejection" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- Which certificates were considered is public with the rejection; what was proposed is not.
CREATE POLICY "public_rejected" ON "rule_source" FOR SELECT TO app_public
  USING (EXISTS (SELECT FROM rule_rejection r WHERE r.tenant_id = rule_source.tenant_id AND r.rule_version_id = rule_source.rule_version_id));

-- What was rejected before this was kept: nothing is known of it but the day.
DO $$
DECLARE tenant uuid;
BEGIN
  FOR tenant IN SELECT id FROM institution LOOP
    PERFORM set_config('app.tenant_id', tenant::text, true);
    INSERT INTO rule_rejection (tenant_id, rule_version_id, kind, public_reason, rejected_at)
      SELECT v.tenant_id, v.id, 'not_as_proposed', '',
             coalesce((SELECT max(t.at) FROM rule_transition t WHERE t.tenant_id = v.tenant_id AND t.rule_version_id = v.id AND t.to_status = 'rejected'), v.updated_at)
        FROM rule_version v WHERE v.status = 'rejected';
  END LOOP;
  PERFORM set_config('app.tenant_id', '', true);
END $$;

-- No rejection without what the public is told, and nothing told of what was not rejected.
CREATE FUNCTION "guard_rejected"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status = 'rejected' AND OLD.status <> 'rejected' AND NOT EXISTS (
       SELECT FROM rule_rejection r WHERE r.tenant_id = NEW.tenant_id AND r.rule_version_id = NEW.id) THEN
    RAISE EXCEPTION 'a rejection says which no it is' USING ERRCODE = 'check_violation';
  END IF;
  -- A decided no takes the way of a rule: its denial rests on the rejection that decided it, and says no.
  IF NEW.origin = 'rejection' AND NEW.status = 'approved' AND OLD.status <> 'approved' AND NOT (
       NEW.definition @> '{"deny": true}' AND EXISTS (
         SELECT FROM rule_rejection r JOIN rule_version v ON v.tenant_id = r.tenant_id AND v.id = r.rule_version_id
          WHERE r.tenant_id = NEW.tenant_id AND v.rule_id = NEW.rule_id AND v.version < NEW.version AND r.kind = 'no_credit')) THEN
    RAISE EXCEPTION 'a denial rests on a rejection that says no credit' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status = 'draft' AND NEW.status = 'approved' AND NEW.origin <> 'rejection' THEN
    RAISE EXCEPTION 'a draft is approved by a review' USING ERRCODE = 'check_violation';
  END IF;
  -- Who alone decided the no does not publish it, as who alone approved does not publish that.
  IF NEW.origin = 'rejection' AND NEW.status = 'published' AND OLD.status = 'approved' AND NOT EXISTS (
       SELECT FROM rule_rejection r JOIN rule_version v ON v.tenant_id = r.tenant_id AND v.id = r.rule_version_id
                              JOIN review_case c ON c.tenant_id = v.tenant_id AND c.rule_version_id = v.id
                              JOIN review_stage s ON s.tenant_id = c.tenant_id AND s.case_id = c.id
                              JOIN vote b ON b.tenant_id = s.tenant_id AND b.stage_id = s.id
        WHERE r.tenant_id = NEW.tenant_id AND v.rule_id = NEW.rule_id AND v.version < NEW.version AND r.kind = 'no_credit'
          AND b.person_id <> NEW.published_by_id) THEN
    RAISE EXCEPTION 'the sole reviewer does not publish' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_rejected" BEFORE UPDATE ON "rule_version" FOR EACH ROW EXECUTE FUNCTION guard_rejected();
CREATE FUNCTION "guard_rejection_told"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM rule_version v WHERE v.tenant_id = NEW.tenant_id AND v.id = NEW.rule_version_id AND v.status = 'rejected') THEN
    RAISE EXCEPTION 'only what was rejected is told as rejected' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "guard_rejection_told" AFTER INSERT ON "rule_rejection" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_rejection_told();
ALTER TABLE "rule_version" DROP CONSTRAINT "rule_version_origin_known",
  ADD CONSTRAINT "rule_version_origin_known" CHECK (origin IN ('review', 'import', 'rejection') AND (origin = 'import') = (import_batch_id IS NOT NULL));
INSERT INTO "rule_status_move" VALUES ('draft', 'approved');
