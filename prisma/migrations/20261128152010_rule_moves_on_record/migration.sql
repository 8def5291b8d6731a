-- Nobody moves a version past the record: what comes into force, and conditions that are settled, say who did it, and that is no author.
ALTER TABLE "rule_transition" ADD COLUMN "row_version" INTEGER;

CREATE OR REPLACE FUNCTION "guard_rule_transition"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE version record;
BEGIN
  SELECT v.status, v.published_by_id, v.row_version, b.created_by_id AS importer_id INTO version
    FROM rule_version v LEFT JOIN import_batch b ON b.tenant_id = v.tenant_id AND b.id = v.import_batch_id
   WHERE v.tenant_id = NEW.tenant_id AND v.id = NEW.rule_version_id;
  IF version.status IS DISTINCT FROM NEW.to_status THEN
    RAISE EXCEPTION 'a move is recorded when it has been made' USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.to_status = 'published' OR NEW.from_status = 'conditionally_approved' OR NEW.action IN ('publish', 'settleConditions'))
     AND is_rule_author(NEW.tenant_id, NEW.rule_version_id, NEW.actor_id) THEN
    RAISE EXCEPTION 'the author neither publishes nor settles conditions' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.to_status = 'published' AND NEW.actor_id = version.importer_id THEN
    RAISE EXCEPTION 'who imported does not publish' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.action = 'publish' AND NEW.actor_id IS DISTINCT FROM version.published_by_id THEN
    RAISE EXCEPTION 'who published is who is recorded' USING ERRCODE = 'check_violation';
  END IF;
  NEW.row_version := version.row_version;
  RETURN NEW;
END $$;

CREATE FUNCTION "guard_rule_on_record"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM rule_transition t
                  WHERE t.tenant_id = NEW.tenant_id AND t.rule_version_id = NEW.id AND t.row_version = NEW.row_version
                    AND t.from_status = OLD.status AND t.to_status = NEW.status) THEN
    RAISE EXCEPTION 'a move into force, and conditions that are settled, are on record' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "guard_rule_on_record" AFTER UPDATE ON "rule_version" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.status <> OLD.status AND (NEW.status = 'published' OR OLD.status = 'conditionally_approved'))
  EXECUTE FUNCTION guard_rule_on_record();
