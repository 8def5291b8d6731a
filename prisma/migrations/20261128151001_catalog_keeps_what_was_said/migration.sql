-- What an entry of the catalog, one of its versions or a recommendation said stays readable for the days on which it said so. The row
-- itself says what holds from its first day on; no first day: since ever.
ALTER TABLE "micro_credential" ADD COLUMN "first_day" DATE, ADD COLUMN "changed_at" TIMESTAMPTZ(3);
ALTER TABLE "micro_credential_version" ADD COLUMN "first_day" DATE, ADD COLUMN "changed_at" TIMESTAMPTZ(3);
ALTER TABLE "recommendation" ADD COLUMN "first_day" DATE, ADD COLUMN "changed_at" TIMESTAMPTZ(3);
CREATE INDEX "micro_credential_changed_idx" ON "micro_credential" (changed_at) WHERE changed_at IS NOT NULL;
CREATE INDEX "micro_credential_version_changed_idx" ON "micro_credential_version" (changed_at) WHERE changed_at IS NOT NULL;
CREATE INDEX "recommendation_changed_idx" ON "recommendation" (changed_at) WHERE changed_at IS NOT NULL;

CREATE TABLE "catalog_past" (
    "steward_tenant_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "first_day" DATE,
    "until_day" DATE NOT NULL,
    "said" JSONB NOT NULL,
    CONSTRAINT "catalog_past_pkey" PRIMARY KEY ("subject", "subject_id", "until_day")
);
ALTER TABLE "catalog_past" ADD CONSTRAINT "catalog_past_subject_known" CHECK (subject IN ('micro_credential', 'micro_credential_version', 'recommendation')),
  ADD CONSTRAINT "catalog_past_days_in_order" CHECK (first_day < until_day);
ALTER TABLE "catalog_past" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "catalog_past" FORCE ROW LEVEL SECURITY;
CREATE POLICY "everybody_reads" ON "catalog_past" FOR SELECT TO app_rw, app_public, app_owner USING (true);
CREATE POLICY "kept_by_trigger" ON "catalog_past" FOR INSERT TO app_owner WITH CHECK (true);
GRANT SELECT ON "catalog_past" TO app_rw, app_public;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "catalog_past" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "catalog_past" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Whether some institution has published a decision that names the entry: then answers may rest on it. What is asked is public.
CREATE POLICY "published" ON "rule_version" FOR SELECT TO app_owner USING (published_at IS NOT NULL);
CREATE POLICY "published" ON "rule_source" FOR SELECT TO app_owner
  USING (EXISTS (SELECT FROM rule_version v WHERE v.tenant_id = rule_source.tenant_id AND v.id = rule_source.rule_version_id AND v.published_at IS NOT NULL));
CREATE FUNCTION "is_decided_about"("micro_credential" uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT FROM rule_source s JOIN rule_version v ON v.tenant_id = s.tenant_id AND v.id = s.rule_version_id
                  WHERE s.micro_credential_id = "micro_credential" AND v.published_at IS NOT NULL)
$$;
REVOKE EXECUTE ON FUNCTION "is_decided_about"(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "is_decided_about"(uuid) TO app_rw;

-- Whatever road a change comes by, what was said before is kept, and the change begins on the day that it is saved on, where the
-- institution is that listed the entry. The arguments name the columns of which this holds. What is added below an entry that somebody
-- has decided about begins on that day as well.
CREATE FUNCTION "keep_what_was_said"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  today date := (now() AT TIME ZONE (SELECT i.time_zone FROM institution i WHERE i.id = NEW.steward_tenant_id))::date;
  old_said jsonb;
  new_said jsonb;
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.first_day := NULL;
    NEW.changed_at := NULL;
    IF TG_TABLE_NAME <> 'micro_credential' AND is_decided_about((to_jsonb(NEW) ->> 'micro_credential_id')::uuid) THEN
      NEW.first_day := today;
      NEW.changed_at := now();
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
  IF OLD.first_day >= today THEN
    RAISE EXCEPTION 'what a % says from today on changes tomorrow at the earliest', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO catalog_past (steward_tenant_id, subject, subject_id, first_day, until_day, said)
  VALUES (OLD.steward_tenant_id, TG_TABLE_NAME, OLD.id, OLD.first_day, today, old_said);
  NEW.first_day := today;
  NEW.changed_at := now();
  RETURN NEW;
END $$;
CREATE TRIGGER "keep_what_was_said" BEFORE INSERT OR UPDATE ON "micro_credential" FOR EACH ROW
  EXECUTE FUNCTION keep_what_was_said('title', 'provider', 'level_label', 'status', 'components_implied');
CREATE TRIGGER "keep_what_was_said" BEFORE INSERT OR UPDATE ON "micro_credential_version" FOR EACH ROW
  EXECUTE FUNCTION keep_what_was_said('label', 'valid_from', 'valid_to', 'workload_hours', 'eqf_min', 'eqf_max', 'pass_mark');
CREATE TRIGGER "keep_what_was_said" BEFORE INSERT OR UPDATE ON "recommendation" FOR EACH ROW
  EXECUTE FUNCTION keep_what_was_said('recommender', 'amount', 'is_maximum', 'unit', 'levels', 'subjects', 'pass_mark', 'workload_hours', 'valid_from', 'valid_to');

-- What a certificate consists of decides what it proves: fixed once somebody has decided about it or about a part of it.
CREATE FUNCTION "guard_composition"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE part micro_credential_component;
BEGIN
  FOREACH part IN ARRAY CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW] WHEN 'DELETE' THEN ARRAY[OLD] ELSE ARRAY[OLD, NEW] END LOOP
    IF is_decided_about(part.whole_id) OR is_decided_about(part.part_id) THEN
      RAISE EXCEPTION 'what a certificate consists of is fixed once it is decided about' USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER "guard_composition" BEFORE INSERT OR UPDATE OR DELETE ON "micro_credential_component" FOR EACH ROW EXECUTE FUNCTION guard_composition();

-- What something said on a day, where that is not what it says now; no day: now.
CREATE FUNCTION "said_on"("subject" text, "subject_id" uuid, "day" date) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT p.said || jsonb_build_object('first_day', p.first_day) FROM catalog_past p
   WHERE p.subject = "said_on"."subject" AND p.subject_id = "said_on"."subject_id" AND p.until_day > "day"
   ORDER BY p.until_day LIMIT 1
$$;
-- An entry, its versions and what is recommended for it, as they were on a day; what was added later is not among them.
CREATE FUNCTION "micro_credential_on"("micro_credential" uuid, "day" date) RETURNS SETOF micro_credential LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT t.* FROM micro_credential m
    CROSS JOIN LATERAL jsonb_populate_record(m, coalesce(said_on('micro_credential', m.id, "day"), '{}')) t
   WHERE m.id = "micro_credential_on"."micro_credential"
$$;
CREATE FUNCTION "versions_on"("micro_credential" uuid, "day" date) RETURNS SETOF micro_credential_version LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT t.* FROM micro_credential_version v
    CROSS JOIN LATERAL jsonb_populate_record(v, coalesce(said_on('micro_credential_version', v.id, "day"), '{}')) t
   WHERE v.micro_credential_id = "micro_credential" AND (t.first_day IS NULL OR "day" IS NULL OR t.first_day <= "day")
$$;
CREATE FUNCTION "recommendations_on"("micro_credential" uuid, "day" date) RETURNS SETOF recommendation LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT t.* FROM recommendation r
    CROSS JOIN LATERAL jsonb_populate_record(r, coalesce(said_on('recommendation', r.id, "day"), '{}')) t
   WHERE r.micro_credential_id = "micro_credential" AND (t.first_day IS NULL OR "day" IS NULL OR t.first_day <= "day")
$$;
