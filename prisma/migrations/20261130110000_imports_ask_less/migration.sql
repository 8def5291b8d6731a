-- What is asked of every row of a file costs its start each time. A row that is added needs no day unless something was decided about its entry,
-- and need not be made into JSON for one of its columns. What is kept and what is refused is the same.
CREATE OR REPLACE FUNCTION "keep_what_was_said"() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  today date;
  old_said jsonb;
  new_said jsonb;
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.first_day := NULL;
    NEW.changed_at := NULL;
    IF TG_TABLE_NAME <> 'micro_credential' THEN
      IF is_decided_about(NEW.micro_credential_id) THEN
        NEW.first_day := (now() AT TIME ZONE (SELECT i.time_zone FROM institution i WHERE i.id = NEW.steward_tenant_id))::date;
        NEW.changed_at := now();
      END IF;
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) -> 'micro_credential_id' IS DISTINCT FROM to_jsonb(OLD) -> 'micro_credential_id' OR NEW.id <> OLD.id THEN
    RAISE EXCEPTION 'a % stays with its entry', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  NEW.first_day := OLD.first_day;
  NEW.changed_at := OLD.changed_at;
  SELECT jsonb_object_agg(name, to_jsonb(OLD) -> name), jsonb_object_agg(name, to_jsonb(NEW) -> name) INTO old_said, new_said
    FROM unnest(TG_ARGV) AS name;
  IF old_said = new_said THEN
    RETURN NEW;
  END IF;
  today := (now() AT TIME ZONE (SELECT i.time_zone FROM institution i WHERE i.id = NEW.steward_tenant_id))::date;
  IF OLD.first_day >= today THEN
    RAISE EXCEPTION 'what a % says from today on changes tomorrow at the earliest', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO catalog_past (steward_tenant_id, subject, subject_id, first_day, until_day, said)
  VALUES (OLD.steward_tenant_id, TG_TABLE_NAME, OLD.id, OLD.first_day, today, old_said);
  NEW.first_day := today;
  NEW.changed_at := now();
  RETURN NEW;
END $$;

-- Who imported matters where something is published, and is asked there.
CREATE OR REPLACE FUNCTION "guard_rule_transition"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE version record;
BEGIN
  SELECT v.status, v.published_by_id, v.row_version, v.import_batch_id INTO version
    FROM rule_version v WHERE v.tenant_id = NEW.tenant_id AND v.id = NEW.rule_version_id;
  IF version.status IS DISTINCT FROM NEW.to_status THEN
    RAISE EXCEPTION 'a move is recorded when it has been made' USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.to_status = 'published' OR NEW.from_status = 'conditionally_approved' OR NEW.action IN ('publish', 'settleConditions'))
     AND is_rule_author(NEW.tenant_id, NEW.rule_version_id, NEW.actor_id) THEN
    RAISE EXCEPTION 'the author neither publishes nor settles conditions' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.to_status = 'published' AND version.import_batch_id IS NOT NULL THEN
    IF NEW.actor_id = (SELECT b.created_by_id FROM import_batch b WHERE b.tenant_id = NEW.tenant_id AND b.id = version.import_batch_id) THEN
      RAISE EXCEPTION 'who imported does not publish' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.action = 'pullBack' AND NOT is_rule_author(NEW.tenant_id, NEW.rule_version_id, NEW.actor_id) THEN
    RAISE EXCEPTION 'who wrote it pulls it back' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.action = 'publish' AND NEW.actor_id IS DISTINCT FROM version.published_by_id THEN
    RAISE EXCEPTION 'who published is who is recorded' USING ERRCODE = 'check_violation';
  END IF;
  NEW.row_version := version.row_version;
  RETURN NEW;
END $$;

-- Planned each time, for as many rows as there are: a plan that was made for one row, or when there were few versions, read all of them for
-- each thousand sources.
CREATE OR REPLACE FUNCTION "note_source_change"() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  EXECUTE 'INSERT INTO catalog_change (micro_credential_id)
           SELECT DISTINCT c.micro_credential_id FROM changed c CROSS JOIN LATERAL (
             SELECT v.published_at FROM rule_version v WHERE v.tenant_id = c.tenant_id AND v.id = c.rule_version_id LIMIT 1) v
            WHERE v.published_at IS NOT NULL';
  RETURN NULL;
END $$;
