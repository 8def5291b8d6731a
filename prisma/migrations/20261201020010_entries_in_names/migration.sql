-- What another institution lists in the name of an institution of this installation waits for its word: it accepts the entry, takes it over, or
-- refuses it. What it refuses is in the public catalog no more and stays on record, with all that rests on it.
CREATE TABLE "entry_in_name" (
    "tenant_id" UUID NOT NULL,
    "micro_credential_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT NOT NULL DEFAULT '',
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "answered_by_id" UUID,
    "answered_at" TIMESTAMPTZ(3),
    "row_version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "entry_in_name_pkey" PRIMARY KEY ("tenant_id", "micro_credential_id")
);
ALTER TABLE "entry_in_name" ADD CONSTRAINT "entry_in_name_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "entry_in_name_micro_credential_id_fkey" FOREIGN KEY ("micro_credential_id") REFERENCES "micro_credential"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "entry_in_name_tenant_id_answered_by_id_fkey" FOREIGN KEY ("tenant_id", "answered_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "entry_in_name_state_known" CHECK (state IN ('waiting', 'accepted', 'refused')),
  ADD CONSTRAINT "entry_in_name_refusal_explained" CHECK (CASE state WHEN 'refused' THEN length(btrim(reason)) BETWEEN 1 AND 1000 ELSE reason = '' END),
  ADD CONSTRAINT "entry_in_name_answered_whole" CHECK ((state = 'waiting') = (answered_by_id IS NULL) AND (state = 'waiting') = (answered_at IS NULL));
CREATE INDEX "entry_in_name_tenant_id_state_since_idx" ON "entry_in_name" ("tenant_id", "state", "since");
CREATE INDEX "entry_in_name_micro_credential_id_idx" ON "entry_in_name" ("micro_credential_id");
ALTER TABLE "entry_in_name" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "entry_in_name" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "entry_in_name" TO app_rw USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
CREATE POLICY "lister_reads" ON "entry_in_name" FOR SELECT TO app_rw
  USING (EXISTS (SELECT FROM micro_credential m WHERE m.id = micro_credential_id AND m.steward_tenant_id = current_tenant()));
CREATE POLICY "kept_by_trigger" ON "entry_in_name" TO app_owner USING (true) WITH CHECK (true);
-- What an institution says of an entry in its name is public; why, and who said so, is not.
CREATE POLICY "public" ON "entry_in_name" FOR SELECT TO app_public USING (true);
GRANT SELECT, UPDATE ON "entry_in_name" TO app_rw;
GRANT SELECT ("tenant_id", "micro_credential_id", "state", "answered_at") ON "entry_in_name" TO app_public;
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "entry_in_name" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Who refused an entry that names it, and when; null: nobody. Follows entry_in_name, so that whoever reads an entry need not look there.
ALTER TABLE "micro_credential" ADD COLUMN "refused_by_id" UUID, ADD COLUMN "refused_at" TIMESTAMPTZ(3);
ALTER TABLE "micro_credential" ADD CONSTRAINT "micro_credential_refused_by_id_fkey" FOREIGN KEY ("refused_by_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "micro_credential_refused_whole" CHECK ((refused_by_id IS NULL) = (refused_at IS NULL)),
  ADD CONSTRAINT "micro_credential_refused_by_another" CHECK (refused_by_id <> steward_tenant_id);
CREATE FUNCTION "guard_refused_entry"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'app_rw' THEN
    RAISE EXCEPTION 'an entry is refused by the institution that it names' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_refused_entry" BEFORE UPDATE ON "micro_credential" FOR EACH ROW
  WHEN (NEW.refused_by_id IS DISTINCT FROM OLD.refused_by_id OR NEW.refused_at IS DISTINCT FROM OLD.refused_at) EXECUTE FUNCTION guard_refused_entry();
CREATE TRIGGER "guard_refused_when_listed" BEFORE INSERT ON "micro_credential" FOR EACH ROW WHEN (NEW.refused_at IS NOT NULL) EXECUTE FUNCTION guard_refused_entry();

-- lib/access/can.ts (`microCredential.accept`, `microCredential.refuse`), once more: a registrar of the institution that the entry names.
CREATE FUNCTION "guard_entry_in_name"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'app_owner' THEN
    RETURN NEW;
  END IF;
  IF (NEW.tenant_id, NEW.micro_credential_id, NEW.since) IS DISTINCT FROM (OLD.tenant_id, OLD.micro_credential_id, OLD.since) OR NEW.row_version <= OLD.row_version
     OR NEW.state = 'waiting' THEN
    RAISE EXCEPTION 'what is listed in a name is accepted or refused, and not changed otherwise' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM person p JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.ended_at IS NULL AND g.role = 'registrar'
                  WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.answered_by_id AND p.status = 'active') THEN
    RAISE EXCEPTION 'a registrar answers for the name of an institution' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT is_about(NEW.micro_credential_id, NEW.tenant_id) THEN
    RAISE EXCEPTION 'the entry names the institution no more' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_entry_in_name" BEFORE UPDATE ON "entry_in_name" FOR EACH ROW EXECUTE FUNCTION guard_entry_in_name();

-- What these entries, as they are now, say in the name of institutions that did not list them. A refusal stays on record while an entry calls
-- itself otherwise, and holds again where it is called so again.
CREATE FUNCTION "note_entries_in_names"("entries" uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO entry_in_name (tenant_id, micro_credential_id)
  SELECT DISTINCT o.claimed_tenant_id, m.id FROM entry_organization e JOIN organization o ON o.id = e.organization_id AND o.claimed_tenant_id IS NOT NULL
    JOIN micro_credential m ON m.id = e.micro_credential_id AND m.same_as_id IS NULL AND m.steward_tenant_id <> o.claimed_tenant_id
   WHERE e.micro_credential_id = ANY("entries") AND e.role IN ('provider', 'awarding_body') AND is_about(m.id, o.claimed_tenant_id)
   ORDER BY 1, 2
  ON CONFLICT DO NOTHING;
  IF NOT EXISTS (SELECT FROM entry_in_name n WHERE n.micro_credential_id = ANY("entries")) THEN
    RETURN;
  END IF;
  DELETE FROM entry_in_name n USING micro_credential m WHERE n.micro_credential_id = ANY("entries") AND n.state = 'waiting' AND m.id = n.micro_credential_id
     AND (m.steward_tenant_id = n.tenant_id OR m.same_as_id IS NOT NULL OR NOT is_about(m.id, n.tenant_id));
  UPDATE micro_credential m SET refused_by_id = found.tenant_id, refused_at = found.answered_at, row_version = m.row_version + 1
    FROM (SELECT e.id, n.tenant_id, n.answered_at FROM micro_credential e LEFT JOIN LATERAL (
            SELECT n.tenant_id, n.answered_at FROM entry_in_name n
             WHERE n.micro_credential_id = e.id AND n.state = 'refused' AND n.tenant_id <> e.steward_tenant_id AND is_about(e.id, n.tenant_id)
             ORDER BY n.answered_at, n.tenant_id LIMIT 1) n ON true
           WHERE e.id = ANY("entries") AND e.same_as_id IS NULL) found
   WHERE m.id = found.id AND (m.refused_by_id, m.refused_at) IS DISTINCT FROM (found.tenant_id, found.answered_at);
END $$;
CREATE FUNCTION "note_answer"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO catalog_change (micro_credential_id) VALUES (NEW.micro_credential_id);
  PERFORM note_entries_in_names(ARRAY[NEW.micro_credential_id]);
  RETURN NULL;
END $$;
CREATE TRIGGER "noted_when_answered" AFTER UPDATE ON "entry_in_name" FOR EACH ROW EXECUTE FUNCTION note_answer();

-- As before, and what they say in names is noted. What was accepted and says another title or name since waits once more.
CREATE OR REPLACE FUNCTION "link_added_entries"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM link_organizations(array_agg(id), ARRAY['provider', 'platform', 'awarding_body']) FROM changed HAVING count(*) > 0;
  PERFORM note_entries_in_names(array_agg(id)) FROM changed HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION "link_changed_entries"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM link_organizations(array_agg(c.id), ARRAY['provider', 'platform', 'awarding_body']) FROM changed c JOIN earlier e ON e.id = c.id
   WHERE (c.provider, c.platform, c.awarding_body) IS DISTINCT FROM (e.provider, e.platform, e.awarding_body) HAVING count(*) > 0;
  UPDATE entry_organization l SET title = c.title FROM changed c JOIN earlier e ON e.id = c.id
   WHERE c.title <> e.title AND l.micro_credential_id = c.id;
  UPDATE entry_in_name n SET state = 'waiting', answered_by_id = NULL, answered_at = NULL, since = now(), row_version = n.row_version + 1
    FROM changed c JOIN earlier e ON e.id = c.id
   WHERE n.micro_credential_id = c.id AND n.state = 'accepted' AND c.steward_tenant_id = e.steward_tenant_id AND c.steward_tenant_id <> n.tenant_id
     AND (c.title, c.provider, c.awarding_body) IS DISTINCT FROM (e.title, e.provider, e.awarding_body);
  PERFORM note_entries_in_names(array_agg(c.id)) FROM changed c JOIN earlier e ON e.id = c.id
   WHERE (c.provider, c.awarding_body, c.steward_tenant_id, c.same_as_id) IS DISTINCT FROM (e.provider, e.awarding_body, e.steward_tenant_id, e.same_as_id) HAVING count(*) > 0;
  RETURN NULL;
END $$;
-- After the links have followed, which a trigger whose name comes before this one does.
CREATE FUNCTION "note_names_of_organization"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM note_entries_in_names(array_agg(DISTINCT e.micro_credential_id)) FROM entry_organization e
   WHERE e.organization_id IN (NEW.id, stands_for(NEW.id), CASE WHEN OLD.merged_into_id IS NULL THEN NEW.id ELSE stands_for(OLD.merged_into_id) END) AND e.role IN ('provider', 'awarding_body')
  HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE TRIGGER "noted_when_claimed" AFTER UPDATE ON "organization" FOR EACH ROW
  WHEN (NEW.claimed_tenant_id IS DISTINCT FROM OLD.claimed_tenant_id OR NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id) EXECUTE FUNCTION note_names_of_organization();
REVOKE EXECUTE ON FUNCTION "note_entries_in_names"(uuid[]), "note_answer"(), "note_names_of_organization"() FROM PUBLIC;

-- Who takes an entry over has accepted it, also where it had refused it before.
CREATE OR REPLACE FUNCTION "pass_entry"("entry" uuid, "to_institution" uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  m micro_credential;
BEGIN
  SELECT * INTO m FROM micro_credential WHERE id = entry FOR UPDATE;
  IF m.same_as_id IS NOT NULL THEN
    RETURN false;
  END IF;
  IF to_institution = current_tenant() AND m.taken_from_id IS NULL AND m.steward_tenant_id <> current_tenant() AND is_about(entry, current_tenant()) THEN
    -- Nobody refuses what is its own.
    UPDATE micro_credential SET steward_tenant_id = to_institution, taken_from_id = m.steward_tenant_id, taken_over_at = now(), row_version = row_version + 1,
           refused_by_id = nullif(m.refused_by_id, to_institution), refused_at = CASE WHEN m.refused_by_id IS DISTINCT FROM to_institution THEN m.refused_at END WHERE id = entry;
    DELETE FROM entry_in_name WHERE tenant_id = to_institution AND micro_credential_id = entry;
  ELSIF m.steward_tenant_id = current_tenant() AND m.taken_from_id = to_institution THEN
    UPDATE micro_credential SET steward_tenant_id = to_institution, taken_from_id = NULL, taken_over_at = NULL, row_version = row_version + 1 WHERE id = entry;
  ELSE
    RETURN false;
  END IF;
  UPDATE learning_outcome o SET steward_tenant_id = to_institution FROM micro_credential_version v WHERE v.micro_credential_id = entry AND o.version_id = v.id;
  UPDATE micro_credential_version SET steward_tenant_id = to_institution, row_version = row_version + 1 WHERE micro_credential_id = entry;
  UPDATE micro_credential_component SET steward_tenant_id = to_institution WHERE whole_id = entry;
  RETURN true;
END $$;

-- What was listed before waits as well. Nothing of an entry is written, as nothing was refused.
SELECT note_entries_in_names(coalesce(array_agg(DISTINCT e.micro_credential_id), '{}')) FROM entry_organization e JOIN organization o ON o.id = e.organization_id AND o.claimed_tenant_id IS NOT NULL;
