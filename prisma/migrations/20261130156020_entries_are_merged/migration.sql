-- Two entries for one certificate: the one that goes leads to the one that stays, from a day on. Its row stays as it is, with its versions and
-- its past, so that what ever named it still says what it said. Nothing in force may rest on the one that goes: then no rule has to be read as
-- if it said something else.
ALTER TABLE "micro_credential" ADD COLUMN "same_as_id" UUID, ADD COLUMN "same_as_since" DATE, ADD COLUMN "same_as_by" UUID;
ALTER TABLE "micro_credential" ADD CONSTRAINT "micro_credential_same_as_id_fkey" FOREIGN KEY ("same_as_id") REFERENCES "micro_credential"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "micro_credential_same_as_by_fkey" FOREIGN KEY ("same_as_by") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "micro_credential_same_as_another" CHECK (same_as_id <> id),
  ADD CONSTRAINT "micro_credential_same_as_whole" CHECK ((same_as_id IS NULL) = (same_as_since IS NULL) AND (same_as_id IS NULL) = (same_as_by IS NULL));
CREATE INDEX "micro_credential_same_as_id_idx" ON "micro_credential" ("same_as_id") WHERE same_as_id IS NOT NULL;

-- Decisions about an entry that hold or can hold again: published or suspended, and not over where the institution is.
CREATE FUNCTION "decisions_in_force"("entry" uuid) RETURNS TABLE ("tenant_id" uuid, "rule_version_id" uuid) LANGUAGE sql STABLE AS $$
  SELECT v.tenant_id, v.id FROM rule_source s JOIN rule_version v ON v.tenant_id = s.tenant_id AND v.id = s.rule_version_id JOIN institution i ON i.id = v.tenant_id
   WHERE s.micro_credential_id = "entry" AND v.status IN ('published', 'suspended')
     AND (v.claim_to IS NULL OR v.claim_to >= (now() AT TIME ZONE i.time_zone)::date)
$$;
REVOKE EXECUTE ON FUNCTION "decisions_in_force"(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "decisions_in_force"(uuid) TO app_rw, app_public;

-- Sees the decisions of every institution, as the public does, and waits for whoever publishes.
CREATE FUNCTION "guard_merged_entry"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  other micro_credential;
  unchecked CONSTANT text[] := ARRAY['same_as_id', 'same_as_since', 'same_as_by', 'row_version', 'folded', 'search'];
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
  IF EXISTS (SELECT FROM decisions_in_force(NEW.id)) THEN
    RAISE EXCEPTION 'decisions in force name the entry' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_merged_entry" BEFORE UPDATE ON "micro_credential" FOR EACH ROW WHEN (NEW.same_as_id IS NOT NULL OR OLD.same_as_id IS NOT NULL) EXECUTE FUNCTION guard_merged_entry();
CREATE TRIGGER "guard_merged_when_listed" BEFORE INSERT ON "micro_credential" FOR EACH ROW WHEN (NEW.same_as_id IS NOT NULL) EXECUTE FUNCTION guard_merged_entry();

-- Nor does anything come into force about one that leads elsewhere, and nothing is made of it.
CREATE FUNCTION "guard_merged_source"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('entries are merged', 0));
  IF EXISTS (SELECT FROM rule_source s JOIN micro_credential m ON m.id = s.micro_credential_id AND m.same_as_id IS NOT NULL
              WHERE s.tenant_id = NEW.tenant_id AND s.rule_version_id = NEW.id) THEN
    RAISE EXCEPTION 'a rule names a certificate that was merged into another' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_merged_source" BEFORE UPDATE ON "rule_version" FOR EACH ROW WHEN (NEW.status = 'published' AND OLD.status <> 'published') EXECUTE FUNCTION guard_merged_source();
CREATE FUNCTION "guard_merged_part"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('entries are merged', 0));
  IF EXISTS (SELECT FROM micro_credential m WHERE m.id IN (NEW.whole_id, NEW.part_id) AND m.same_as_id IS NOT NULL) THEN
    RAISE EXCEPTION 'what consists of others, or is part of them, is not merged' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_merged_part" BEFORE INSERT OR UPDATE ON "micro_credential_component" FOR EACH ROW EXECUTE FUNCTION guard_merged_part();

-- What third parties advise about the one that goes is told of the one that stays from that day on.
CREATE OR REPLACE FUNCTION "recommendations_on"("micro_credential" uuid, "day" date) RETURNS SETOF recommendation LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT t.* FROM recommendation r
    CROSS JOIN LATERAL jsonb_populate_record(r, coalesce(said_on('recommendation', r.id, "day"), '{}')) t
   WHERE r.micro_credential_id = ANY(ARRAY(SELECT m.id FROM micro_credential m WHERE m.same_as_id = "recommendations_on"."micro_credential" AND ("day" IS NULL OR m.same_as_since <= "day")
                                            UNION ALL SELECT "recommendations_on"."micro_credential"))
     AND (t.first_day IS NULL OR "day" IS NULL OR t.first_day <= "day")
$$;
