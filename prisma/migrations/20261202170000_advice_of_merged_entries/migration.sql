-- What is told of an entry changes with those that lead to it: when one begins to or stops, and with what is advised about it.
CREATE FUNCTION "note_entry_change"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO catalog_change (micro_credential_id)
  SELECT c.id FROM changed c UNION SELECT c.same_as_id FROM changed c WHERE c.same_as_id IS NOT NULL;
  RETURN NULL;
END $$;

-- Planned each time, for as many rows as there are.
CREATE FUNCTION "note_advice_change"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  EXECUTE 'INSERT INTO catalog_change (micro_credential_id)
           SELECT c.micro_credential_id FROM changed c UNION
           SELECT m.same_as_id FROM changed c JOIN micro_credential m ON m.id = c.micro_credential_id WHERE m.same_as_id IS NOT NULL';
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "note_entry_change"(), "note_advice_change"() FROM PUBLIC;

DO $$
DECLARE
  noted record;
BEGIN
  FOR noted IN SELECT * FROM (VALUES ('micro_credential', 'note_entry_change()'), ('recommendation', 'note_advice_change()')) AS t (named, call) LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER "noted_when_added" AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %s', noted.named, noted.call);
    EXECUTE format('CREATE OR REPLACE TRIGGER "noted_when_changed" AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %s', noted.named, noted.call);
    EXECUTE format('CREATE OR REPLACE TRIGGER "noted_as_it_was" AFTER UPDATE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %s', noted.named, noted.call);
    EXECUTE format('CREATE OR REPLACE TRIGGER "noted_when_removed" AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %s', noted.named, noted.call);
  END LOOP;
END $$;

-- What is advised from now on is advised about the entry that stays.
CREATE FUNCTION "guard_merged_advice"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('entries are merged', 0));
  IF EXISTS (SELECT FROM micro_credential m WHERE m.id = NEW.micro_credential_id AND m.same_as_id IS NOT NULL) THEN
    RAISE EXCEPTION 'advice names a certificate that was merged into another' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_merged_advice" BEFORE INSERT ON "recommendation" FOR EACH ROW EXECUTE FUNCTION guard_merged_advice();
