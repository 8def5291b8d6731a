-- What an import made of the shared catalog is kept, so that it can be taken back: what was added goes again while nothing rests on it, and
-- what was changed says again what it said.
CREATE TABLE "import_catalog_effect" (
  "tenant_id" UUID NOT NULL,
  "batch_id" UUID NOT NULL,
  "subject" TEXT NOT NULL,
  "subject_id" UUID NOT NULL,
  "entry_id" UUID NOT NULL,
  "before" JSONB,
  "after" JSONB NOT NULL,
  CONSTRAINT "import_catalog_effect_pkey" PRIMARY KEY ("tenant_id", "batch_id", "entry_id", "subject", "subject_id")
);
ALTER TABLE "import_catalog_effect"
  ADD CONSTRAINT "import_catalog_effect_tenant_id_batch_id_fkey" FOREIGN KEY ("tenant_id", "batch_id") REFERENCES "import_batch"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "import_catalog_effect_subject_known" CHECK (subject IN ('micro_credential', 'micro_credential_version', 'learning_outcome', 'recommendation'));
ALTER TABLE "import_catalog_effect" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "import_catalog_effect" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_reads" ON "import_catalog_effect" FOR SELECT TO app_rw, app_owner USING (tenant_id = current_tenant());
CREATE POLICY "kept_by_trigger" ON "import_catalog_effect" FOR INSERT TO app_owner WITH CHECK (tenant_id = current_tenant());
CREATE POLICY "told_by_trigger" ON "import_catalog_effect" FOR UPDATE TO app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
GRANT SELECT ON "import_catalog_effect" TO app_rw;

CREATE INDEX "import_catalog_effect_entry_id_idx" ON "import_catalog_effect" ("entry_id");

-- The import that is being carried out in this transaction; null where none is.
CREATE FUNCTION "current_import"() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('app.import_batch', true), '')::uuid
$$;

-- By triggers alone, on every row that the import that is being carried out adds or changes. Of what was added, the number of the row version
-- is enough to see that nobody changed it since; what belongs to an entry that came with the import goes with it.
CREATE FUNCTION "keep_import_added"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF current_import() IS NULL THEN
    RETURN NULL;
  END IF;
  EXECUTE format('INSERT INTO import_catalog_effect AS e (tenant_id, batch_id, subject, subject_id, entry_id, after)
    SELECT current_tenant(), current_import(), %L, n.id, %s, %s FROM added n
     WHERE NOT EXISTS (SELECT FROM import_catalog_effect o WHERE o.tenant_id = current_tenant() AND o.batch_id = current_import() AND o.entry_id = %s
                          AND o.before IS NULL AND (o.subject = ''micro_credential'' OR o.subject = ''micro_credential_version'' AND o.subject_id::text = to_jsonb(n) ->> ''version_id''))
    ON CONFLICT DO NOTHING', TG_TABLE_NAME, TG_ARGV[0], TG_ARGV[1], TG_ARGV[0]);
  RETURN NULL;
END $$;
CREATE FUNCTION "keep_import_changed"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF current_import() IS NULL THEN
    RETURN NULL;
  END IF;
  EXECUTE format('INSERT INTO import_catalog_effect AS e (tenant_id, batch_id, subject, subject_id, entry_id, before, after)
    SELECT current_tenant(), current_import(), %L, n.id, %s, to_jsonb(o), to_jsonb(n) FROM changed n JOIN earlier o ON o.id = n.id
     WHERE NOT EXISTS (SELECT FROM import_catalog_effect w WHERE w.tenant_id = current_tenant() AND w.batch_id = current_import() AND w.entry_id = %s
                          AND w.before IS NULL AND w.subject = ''micro_credential'' AND w.subject_id <> n.id)
    ON CONFLICT (tenant_id, batch_id, entry_id, subject, subject_id)
      DO UPDATE SET after = CASE WHEN e.before IS NULL THEN jsonb_build_object(''row_version'', EXCLUDED.after -> ''row_version'', ''text'', EXCLUDED.after -> ''text'') ELSE EXCLUDED.after END',
    TG_TABLE_NAME, TG_ARGV[0], TG_ARGV[0]);
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "keep_import_added"(), "keep_import_changed"() FROM PUBLIC;
DO $$
DECLARE
  kept record;
BEGIN
  FOR kept IN
    SELECT * FROM (VALUES
      ('micro_credential', 'n.id', 'jsonb_build_object(''row_version'', n.row_version)'),
      ('micro_credential_version', 'n.micro_credential_id', 'jsonb_build_object(''row_version'', n.row_version)'),
      ('recommendation', 'n.micro_credential_id', 'jsonb_build_object(''row_version'', n.row_version)'),
      ('learning_outcome', '(SELECT v.micro_credential_id FROM micro_credential_version v WHERE v.id = n.version_id)', 'jsonb_build_object(''text'', n.text)')
    ) AS t (named, entry, said)
  LOOP
    EXECUTE format('CREATE TRIGGER "kept_when_added" AFTER INSERT ON %I REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_import_added(%L, %L)', kept.named, kept.entry, kept.said);
    EXECUTE format('CREATE TRIGGER "kept_when_changed" AFTER UPDATE ON %I REFERENCING OLD TABLE AS earlier NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_import_changed(%L)', kept.named, kept.entry);
  END LOOP;
END $$;

-- Whether some institution has published a decision that names the entry since then.
CREATE FUNCTION "is_decided_about_since"("micro_credential" uuid, "since" timestamptz) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT FROM rule_source s JOIN rule_version v ON v.tenant_id = s.tenant_id AND v.id = s.rule_version_id
                  WHERE s.micro_credential_id = "micro_credential" AND v.published_at >= "since")
$$;
REVOKE EXECUTE ON FUNCTION "is_decided_about_since"(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "is_decided_about_since"(uuid, timestamptz) TO app_rw;

-- Under the role of the application only what an import of the institution added goes, as that import is undone, and only while no decision is
-- published about it: or, below an entry that somebody has decided about, on the day on which it came.
GRANT DELETE ON "micro_credential", "micro_credential_version", "recommendation" TO app_rw;
CREATE FUNCTION "guard_catalog_removed"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  entry uuid := coalesce((to_jsonb(OLD) ->> 'micro_credential_id')::uuid, OLD.id);
  today date := (now() AT TIME ZONE (SELECT i.time_zone FROM institution i WHERE i.id = OLD.steward_tenant_id))::date;
BEGIN
  IF current_user <> 'app_rw' THEN
    RETURN OLD;
  END IF;
  IF NOT EXISTS (SELECT FROM import_catalog_effect e JOIN import_batch b ON b.tenant_id = e.tenant_id AND b.id = e.batch_id
                  WHERE e.tenant_id = current_tenant() AND e.entry_id = entry AND e.subject_id IN (OLD.id, entry) AND e.before IS NULL AND b.status = 'applied') THEN
    RAISE EXCEPTION 'only what an import added goes, as the import is undone' USING ERRCODE = 'check_violation';
  END IF;
  IF is_decided_about(entry) AND (TG_TABLE_NAME = 'micro_credential' OR OLD.first_day IS DISTINCT FROM today) THEN
    RAISE EXCEPTION 'what answers may rest on stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER "guard_catalog_removed" BEFORE DELETE ON "micro_credential" FOR EACH ROW EXECUTE FUNCTION guard_catalog_removed();
CREATE TRIGGER "guard_catalog_removed" BEFORE DELETE ON "micro_credential_version" FOR EACH ROW EXECUTE FUNCTION guard_catalog_removed();
CREATE TRIGGER "guard_catalog_removed" BEFORE DELETE ON "recommendation" FOR EACH ROW EXECUTE FUNCTION guard_catalog_removed();

-- What began today changes tomorrow at the earliest, so that a day has one answer. What an import changed can say again on the same day what
-- was said before it, as the import is undone: that is no second answer, since what is kept of the days before says the same.
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
    IF EXISTS (SELECT FROM catalog_past p WHERE p.subject = TG_TABLE_NAME AND p.subject_id = OLD.id AND p.until_day = today AND p.said = new_said)
       AND EXISTS (SELECT FROM import_catalog_effect e JOIN import_batch b ON b.tenant_id = e.tenant_id AND b.id = e.batch_id
                    WHERE e.entry_id = coalesce((to_jsonb(OLD) ->> 'micro_credential_id')::uuid, OLD.id) AND e.subject = TG_TABLE_NAME AND e.subject_id = OLD.id
                      AND e.before IS NOT NULL AND b.status = 'applied') THEN
      NEW.changed_at := now();
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what a % says from today on changes tomorrow at the earliest', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO catalog_past (steward_tenant_id, subject, subject_id, first_day, until_day, said)
  VALUES (OLD.steward_tenant_id, TG_TABLE_NAME, OLD.id, OLD.first_day, today, old_said);
  NEW.first_day := today;
  NEW.changed_at := now();
  RETURN NEW;
END $$;
