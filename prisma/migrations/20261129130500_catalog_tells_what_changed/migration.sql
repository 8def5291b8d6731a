-- Which entries a change may make say or stand otherwise, so that whoever keeps the catalog in memory reads those again. A row names an
-- entry, or an institution by whose rules any entry may stand otherwise. Each carries the transaction that wrote it: transactions end in
-- another order than they begin in, and a reader goes on from the oldest that was still running when it last looked.
CREATE TABLE "catalog_change" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "micro_credential_id" UUID,
    "institution_id" UUID,
    CONSTRAINT "catalog_change_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "catalog_change" ADD CONSTRAINT "catalog_change_names_one" CHECK (num_nonnulls(micro_credential_id, institution_id) = 1);
CREATE INDEX "catalog_change_xid_idx" ON "catalog_change" ("xid");
CREATE INDEX "catalog_change_at_idx" ON "catalog_change" ("at");
-- It is nobody's in particular: the owner of the tables writes it past these policies.
ALTER TABLE "catalog_change" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "everybody_reads" ON "catalog_change" FOR SELECT TO app_rw, app_public USING (true);
CREATE POLICY "forgotten" ON "catalog_change" FOR DELETE TO app_rw USING (at < now() - interval '7 days');
GRANT SELECT, DELETE ON "catalog_change" TO app_rw;
GRANT SELECT ON "catalog_change" TO app_public;
CREATE TRIGGER "never_changed" BEFORE UPDATE ON "catalog_change" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "catalog_change" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The rows of a statement name an entry or an institution: the column of the note, and the column that says which.
CREATE FUNCTION "note_catalog_change"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  EXECUTE format('INSERT INTO catalog_change (%I) SELECT DISTINCT %I FROM changed', TG_ARGV[0], TG_ARGV[1]);
  RETURN NULL;
END $$;

-- Outcomes name a version, which names the entry.
CREATE FUNCTION "note_outcome_change"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO catalog_change (micro_credential_id)
  SELECT DISTINCT v.micro_credential_id FROM changed c JOIN micro_credential_version v ON v.id = c.version_id;
  RETURN NULL;
END $$;

-- A rule that is public, or was: the entries that it names.
CREATE FUNCTION "note_rule_change"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO catalog_change (micro_credential_id)
  SELECT DISTINCT s.micro_credential_id FROM changed c JOIN rule_source s ON s.tenant_id = c.tenant_id AND s.rule_version_id = c.id
   WHERE c.published_at IS NOT NULL;
  RETURN NULL;
END $$;

-- What a rule names, once it is public.
CREATE FUNCTION "note_source_change"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO catalog_change (micro_credential_id)
  SELECT DISTINCT c.micro_credential_id FROM changed c JOIN rule_version v ON v.tenant_id = c.tenant_id AND v.id = c.rule_version_id
   WHERE v.published_at IS NOT NULL;
  RETURN NULL;
END $$;

-- What is told of a rule, in force or rejected: the entries that it names.
CREATE FUNCTION "note_told_change"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO catalog_change (micro_credential_id)
  SELECT DISTINCT s.micro_credential_id FROM changed c JOIN rule_source s ON s.tenant_id = c.tenant_id AND s.rule_version_id = c.rule_version_id;
  RETURN NULL;
END $$;

DO $$
DECLARE
  noted record;
BEGIN
  FOR noted IN
    SELECT * FROM (VALUES
      ('micro_credential', 'note_catalog_change(''micro_credential_id'', ''id'')'),
      ('micro_credential_version', 'note_catalog_change(''micro_credential_id'', ''micro_credential_id'')'),
      ('learning_outcome', 'note_outcome_change()'),
      ('micro_credential_component', 'note_catalog_change(''micro_credential_id'', ''whole_id'')'),
      ('recommendation', 'note_catalog_change(''micro_credential_id'', ''micro_credential_id'')'),
      ('rule_version', 'note_rule_change()'),
      ('rule_source', 'note_source_change()'),
      ('rule_rejection', 'note_told_change()'),
      ('change_notice', 'note_told_change()'),
      ('institution', 'note_catalog_change(''institution_id'', ''id'')'),
      ('program', 'note_catalog_change(''institution_id'', ''tenant_id'')'),
      ('program_version', 'note_catalog_change(''institution_id'', ''tenant_id'')'),
      ('policy_version', 'note_catalog_change(''institution_id'', ''tenant_id'')'),
      ('course', 'note_catalog_change(''institution_id'', ''tenant_id'')'),
      ('course_version', 'note_catalog_change(''institution_id'', ''tenant_id'')'),
      ('course_relation', 'note_catalog_change(''institution_id'', ''tenant_id'')')
    ) AS t (named, call)
  LOOP
    EXECUTE format('CREATE TRIGGER "noted_when_added" AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %s', noted.named, noted.call);
    EXECUTE format('CREATE TRIGGER "noted_when_changed" AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %s', noted.named, noted.call);
    EXECUTE format('CREATE TRIGGER "noted_as_it_was" AFTER UPDATE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %s', noted.named, noted.call);
    EXECUTE format('CREATE TRIGGER "noted_when_removed" AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %s', noted.named, noted.call);
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION "note_catalog_change"(), "note_outcome_change"(), "note_rule_change"(), "note_source_change"(), "note_told_change"() FROM PUBLIC;
