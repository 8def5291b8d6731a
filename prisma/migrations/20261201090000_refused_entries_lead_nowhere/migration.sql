-- As before, and what was refused leads nowhere: its address would tell of a public entry what the institution that it names has refused. Whoever
-- refused it may take it over, and then it is refused no more.
CREATE OR REPLACE FUNCTION "guard_merged_entry"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  other micro_credential;
  unchecked CONSTANT text[] := ARRAY['same_as_id', 'same_as_since', 'same_as_by', 'same_as_reason', 'row_version', 'folded', 'search'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    RAISE EXCEPTION 'an entry is listed before it is merged' USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.same_as_id, NEW.same_as_since, NEW.same_as_by) IS NOT DISTINCT FROM (OLD.same_as_id, OLD.same_as_since, OLD.same_as_by) THEN
    RAISE EXCEPTION 'a merged entry stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  -- What the database makes itself is not made yet.
  IF to_jsonb(NEW) - unchecked <> to_jsonb(OLD) - unchecked
     OR NEW.row_version <= OLD.row_version THEN
    RAISE EXCEPTION 'whoever merges an entry changes nothing else of it' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.same_as_id IS NULL THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('entries are merged', 0));
  SELECT * INTO other FROM micro_credential WHERE id = NEW.same_as_id;
  IF OLD.same_as_id IS NOT NULL OR other.same_as_id IS NOT NULL OR EXISTS (SELECT FROM micro_credential m WHERE m.same_as_id = NEW.id) THEN
    RAISE EXCEPTION 'an entry that stands is merged into one that stands' USING ERRCODE = 'check_violation';
  END IF;
  IF other.kind <> NEW.kind OR NEW.same_as_by IS DISTINCT FROM current_tenant() THEN
    RAISE EXCEPTION 'an entry is merged with one of its kind, by who lists it' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM micro_credential_component c WHERE NEW.id IN (c.whole_id, c.part_id)) THEN
    RAISE EXCEPTION 'what consists of others, or is part of them, is not merged' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.refused_at IS NOT NULL THEN
    RAISE EXCEPTION 'an entry that was refused leads to no other one' USING ERRCODE = 'check_violation';
  END IF;
  IF coalesce(btrim(NEW.same_as_reason), '') = '' AND cardinality(entry_differences(NEW.id, NEW.same_as_id)) > 0 THEN
    RAISE EXCEPTION 'entries that are unlike are merged with a reason' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM decisions_in_force(NEW.id)) THEN
    RAISE EXCEPTION 'decisions in force name the entry' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
