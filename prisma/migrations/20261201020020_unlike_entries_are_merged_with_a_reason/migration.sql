-- Two entries that say different things are one certificate only where somebody says why.
ALTER TABLE "micro_credential" ADD COLUMN "same_as_reason" TEXT;
ALTER TABLE "micro_credential" ADD CONSTRAINT "micro_credential_same_as_reason_said" CHECK (same_as_reason IS NULL OR (same_as_id IS NOT NULL AND length(btrim(same_as_reason)) BETWEEN 1 AND 1000));

-- In what two entries differ, as a reader compares them: title, issuer (by whom it is, not how it is written), level and stated credit of the
-- newest versions. What one of them does not state is no difference.
CREATE FUNCTION "entry_differences"("entry" uuid, "other" uuid) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array_remove(ARRAY[
    CASE WHEN folded_name(a.title) <> folded_name(b.title) THEN 'title' END,
    CASE WHEN (SELECT organization_id FROM entry_organization WHERE micro_credential_id = a.id AND role = 'provider')
           IS DISTINCT FROM (SELECT organization_id FROM entry_organization WHERE micro_credential_id = b.id AND role = 'provider') THEN 'issuer' END,
    CASE WHEN a.level_label <> b.level_label OR v.eqf_min <> w.eqf_min OR v.eqf_max <> w.eqf_max
           OR (v.national_framework = w.national_framework AND (v.national_min <> w.national_min OR v.national_max <> w.national_max)) THEN 'level' END,
    CASE WHEN v.credit_amount <> w.credit_amount OR v.credit_unit <> w.credit_unit THEN 'credit' END], NULL)
    FROM micro_credential a CROSS JOIN micro_credential b
    LEFT JOIN LATERAL (SELECT * FROM micro_credential_version x WHERE x.micro_credential_id = a.id ORDER BY x.valid_from DESC NULLS LAST, x.label DESC LIMIT 1) v ON true
    LEFT JOIN LATERAL (SELECT * FROM micro_credential_version x WHERE x.micro_credential_id = b.id ORDER BY x.valid_from DESC NULLS LAST, x.label DESC LIMIT 1) w ON true
   WHERE a.id = "entry" AND b.id = "other"
$$;
REVOKE EXECUTE ON FUNCTION "entry_differences"(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "entry_differences"(uuid, uuid) TO app_rw;

-- As before, and what is unlike goes with a reason.
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
  IF coalesce(btrim(NEW.same_as_reason), '') = '' AND cardinality(entry_differences(NEW.id, NEW.same_as_id)) > 0 THEN
    RAISE EXCEPTION 'entries that are unlike are merged with a reason' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM decisions_in_force(NEW.id)) THEN
    RAISE EXCEPTION 'decisions in force name the entry' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
