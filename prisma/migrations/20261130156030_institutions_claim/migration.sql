-- An institution that an organization is may say so, with a proof that it did not make itself: a mailbox, proved by signing in, at the page that
-- another institution stated for the organization. Then it states country and page, and may keep the entries about what it provides or awards.
ALTER TABLE "organization" ADD COLUMN "claimed_tenant_id" UUID, ADD COLUMN "claimed_at" TIMESTAMPTZ(3);
ALTER TABLE "organization" ADD CONSTRAINT "organization_claimed_tenant_id_fkey" FOREIGN KEY ("claimed_tenant_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "organization_claimed_whole" CHECK ((claimed_tenant_id IS NULL) = (claimed_at IS NULL)),
  ADD CONSTRAINT "organization_claimed_by_steward" CHECK (claimed_tenant_id IS NULL OR claimed_tenant_id IS NOT DISTINCT FROM steward_tenant_id);
CREATE INDEX "organization_claimed_tenant_id_idx" ON "organization" ("claimed_tenant_id") WHERE claimed_tenant_id IS NOT NULL;
ALTER TABLE "micro_credential" ADD COLUMN "taken_from_id" UUID, ADD COLUMN "taken_over_at" TIMESTAMPTZ(3);
ALTER TABLE "micro_credential" ADD CONSTRAINT "micro_credential_taken_from_id_fkey" FOREIGN KEY ("taken_from_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "micro_credential_taken_whole" CHECK ((taken_from_id IS NULL) = (taken_over_at IS NULL)),
  ADD CONSTRAINT "micro_credential_taken_from_another" CHECK (taken_from_id <> steward_tenant_id);

-- Whether a mailbox is at the place of a page: at its host, or at what its host is a part of.
CREATE FUNCTION "mailbox_proves"("mailbox" text, "page" text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(domain <> '' AND (host = domain OR right(host, length(domain) + 1) = '.' || domain), false)
    FROM (SELECT lower(split_part("mailbox", '@', 2)) AS domain, substring(lower("page") FROM '^https://([^/:?#@]+)(?:[/:?#]|$)') AS host) x
$$;
REVOKE EXECUTE ON FUNCTION "mailbox_proves"(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "mailbox_proves"(text, text) TO app_rw;

CREATE OR REPLACE FUNCTION "guard_organization"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.slug, NEW.name) IS DISTINCT FROM (OLD.id, OLD.slug, OLD.name) THEN
    RAISE EXCEPTION 'an organization keeps its name and address' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.row_version <= OLD.row_version THEN
    RAISE EXCEPTION 'row_version must grow' USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.merged_into_id IS NOT NULL OR NEW.merged_into_id IS NOT NULL)
     AND (NEW.country, NEW.url, NEW.steward_tenant_id, NEW.stated_at) IS DISTINCT FROM (OLD.country, OLD.url, OLD.steward_tenant_id, OLD.stated_at) THEN
    RAISE EXCEPTION 'nothing is stated of a merged organization' USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.merged_into_id, NEW.merged_by_tenant_id, NEW.merged_at) IS DISTINCT FROM (OLD.merged_into_id, OLD.merged_by_tenant_id, OLD.merged_at) THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('organizations are merged', 0));
    IF OLD.merged_into_id IS NOT NULL AND NEW.merged_into_id IS NOT NULL THEN
      RAISE EXCEPTION 'a merged organization is taken apart before it is merged again' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.merged_into_id IS NOT NULL AND NOT EXISTS (SELECT FROM organization o WHERE o.id = NEW.merged_into_id AND o.merged_into_id IS NULL) THEN
      RAISE EXCEPTION 'an organization is merged into one that stands' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.merged_into_id IS NOT NULL AND NEW.merged_by_tenant_id IS DISTINCT FROM current_tenant() THEN
      RAISE EXCEPTION 'who merges an organization says so' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT has_to_do_with(NEW.id) THEN
      RAISE EXCEPTION 'who lists nothing of an organization neither merges it nor takes it apart' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF (NEW.claimed_tenant_id, NEW.claimed_at) IS DISTINCT FROM (OLD.claimed_tenant_id, OLD.claimed_at) THEN
    -- Only claim_organization sees a proof; it acts as the owner.
    IF NEW.claimed_tenant_id IS NOT NULL AND current_user = 'app_rw' THEN
      RAISE EXCEPTION 'a claim is proved' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.claimed_tenant_id IS NOT NULL AND EXISTS (SELECT FROM entry_organization e JOIN micro_credential m ON m.id = e.micro_credential_id
         WHERE e.organization_id = NEW.id AND m.steward_tenant_id = OLD.claimed_tenant_id AND m.taken_from_id IS NOT NULL) THEN
      RAISE EXCEPTION 'entries that were taken over are given back before a claim ends' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.claimed_tenant_id IS NOT NULL AND NEW.merged_into_id IS NOT NULL THEN
    RAISE EXCEPTION 'an organization that is claimed stands' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.steward_tenant_id IS NULL AND NEW.steward_tenant_id IS NOT NULL AND NOT has_to_do_with(NEW.id) THEN
    RAISE EXCEPTION 'who lists nothing of an organization states nothing about it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- Who says so: a person of the institution at work, whose mailbox was proved by signing in. People of the demonstration are invented, and so are
-- their mailboxes, all of them at addresses that are nobody's.
CREATE FUNCTION "claim_organization"("wanted" uuid, "by_person" uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  o organization;
BEGIN
  SELECT * INTO o FROM organization WHERE id = wanted FOR UPDATE;
  IF o.claimed_tenant_id IS NOT NULL OR o.merged_into_id IS NOT NULL OR o.steward_tenant_id IS NULL OR o.steward_tenant_id = current_tenant()
     OR NOT EXISTS (SELECT FROM person p WHERE p.tenant_id = current_tenant() AND p.id = by_person AND p.status = 'active'
                       AND (p.user_id IS NOT NULL OR p.is_demonstration) AND mailbox_proves(p.email, o.url)) THEN
    RETURN false;
  END IF;
  UPDATE organization SET claimed_tenant_id = current_tenant(), claimed_at = now(), steward_tenant_id = current_tenant(), stated_at = now(), row_version = row_version + 1
   WHERE id = wanted;
  RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION "claim_organization"(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "claim_organization"(uuid, uuid) TO app_rw;

-- An entry passes to the institution that it is about, and back to the one that listed it; nothing of it is said otherwise. By its own words:
-- a name that was merged into a claimed one is not enough.
CREATE FUNCTION "is_about"("entry" uuid, "institution" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM micro_credential m JOIN organization o ON o.claimed_tenant_id = "institution" AND o.folded IN (folded_name(m.provider), folded_name(m.awarding_body))
                  WHERE m.id = "entry")
$$;
REVOKE EXECUTE ON FUNCTION "is_about"(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "is_about"(uuid, uuid) TO app_rw, app_public;

DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY ARRAY['micro_credential', 'micro_credential_version', 'learning_outcome', 'micro_credential_component'] LOOP
    EXECUTE format('CREATE POLICY "passed_on" ON %I FOR UPDATE TO app_owner USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
CREATE FUNCTION "pass_entry"("entry" uuid, "to_institution" uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  m micro_credential;
BEGIN
  SELECT * INTO m FROM micro_credential WHERE id = entry FOR UPDATE;
  IF m.same_as_id IS NOT NULL THEN
    RETURN false;
  END IF;
  IF to_institution = current_tenant() AND m.taken_from_id IS NULL AND m.steward_tenant_id <> current_tenant() AND is_about(entry, current_tenant()) THEN
    UPDATE micro_credential SET steward_tenant_id = to_institution, taken_from_id = m.steward_tenant_id, taken_over_at = now(), row_version = row_version + 1 WHERE id = entry;
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
REVOKE EXECUTE ON FUNCTION "pass_entry"(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "pass_entry"(uuid, uuid) TO app_rw;

-- As before, and who keeps an entry is no part of what it consists of.
CREATE OR REPLACE FUNCTION "guard_composition"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE part micro_credential_component;
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.whole_id, NEW.part_id, NEW.position) = (OLD.whole_id, OLD.part_id, OLD.position) THEN
    RETURN NEW;
  END IF;
  FOREACH part IN ARRAY CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW] WHEN 'DELETE' THEN ARRAY[OLD] ELSE ARRAY[OLD, NEW] END LOOP
    IF is_decided_about(part.whole_id) OR is_decided_about(part.part_id) THEN
      RAISE EXCEPTION 'what a certificate consists of is fixed once it is decided about' USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION "guard_taken_entry"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'app_rw' THEN
    RAISE EXCEPTION 'an entry is taken over by what proves it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_taken_entry" BEFORE UPDATE ON "micro_credential" FOR EACH ROW
  WHEN (NEW.taken_from_id IS DISTINCT FROM OLD.taken_from_id OR NEW.taken_over_at IS DISTINCT FROM OLD.taken_over_at) EXECUTE FUNCTION guard_taken_entry();
CREATE TRIGGER "guard_taken_when_listed" BEFORE INSERT ON "micro_credential" FOR EACH ROW WHEN (NEW.taken_from_id IS NOT NULL) EXECUTE FUNCTION guard_taken_entry();
