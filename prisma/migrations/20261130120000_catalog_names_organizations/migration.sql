-- Who provides, hosts or awards a certificate, and who recommends credit for it, is somebody: one row a name, with country and page. The texts
-- of entries stay what was said of them; which organization a text means is kept beside them, in a table of its own, so that no entry is
-- rewritten, said anew or read again for it.

-- A name as names are compared. foldedName() in lib/micro-credential/natural-key.ts does the same, letter for letter: what is white space is
-- written out, and the collation is the one that knows letters by Unicode alone, an i with a dot included. Only a sigma is one letter here,
-- wherever in a word it stands: the two do not agree on where words end.
CREATE FUNCTION "folded_name"("name" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN btrim(translate(regexp_replace(lower(normalize("name", NFKC) COLLATE "pg_catalog"."pg_unicode_fast"),
    '[\u0009-\u000d\u0020\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+', ' ', 'g'), U&'|\03C2', U&'/\03C3'), ' ');

CREATE TABLE "organization" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "folded" TEXT GENERATED ALWAYS AS (folded_name("name")) STORED,
    "country" TEXT,
    "url" TEXT,
    "steward_tenant_id" UUID,
    "stated_at" TIMESTAMPTZ(3),
    "row_version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "organization_slug_key" ON "organization" ("slug");
CREATE UNIQUE INDEX "organization_folded_key" ON "organization" ("folded");
CREATE INDEX "organization_folded_trgm_idx" ON "organization" USING GIN ("folded" gin_trgm_ops);
ALTER TABLE "organization" ADD CONSTRAINT "organization_steward_tenant_id_fkey" FOREIGN KEY ("steward_tenant_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "organization" ADD CONSTRAINT "organization_slug_form" CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT "organization_is_named" CHECK (folded <> ''),
  -- Two letters, ISO 3166-1.
  ADD CONSTRAINT "organization_country_form" CHECK (country ~ '^[A-Z]{2}$'),
  ADD CONSTRAINT "organization_url_web" CHECK (url ~ '^https://' AND length(url) <= 2000),
  ADD CONSTRAINT "organization_stated_by_somebody" CHECK ((steward_tenant_id IS NULL) = (country IS NULL AND url IS NULL)),
  ADD CONSTRAINT "organization_stated_whole" CHECK (steward_tenant_id IS NULL OR stated_at IS NOT NULL);

-- What an organization is to an entry. The title is the entry's, so that what it offers is paged by the index; it is shown nowhere. Where an
-- entry gets another title at the instant at which somebody first advises it, that link may stay in its former place until either changes.
CREATE TABLE "entry_organization" (
    "micro_credential_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    CONSTRAINT "entry_organization_pkey" PRIMARY KEY ("micro_credential_id", "role", "organization_id")
);
CREATE INDEX "entry_organization_organization_id_role_title_micro_credent_idx" ON "entry_organization" ("organization_id", "role", "title", "micro_credential_id");
ALTER TABLE "entry_organization" ADD CONSTRAINT "entry_organization_micro_credential_id_fkey" FOREIGN KEY ("micro_credential_id") REFERENCES "micro_credential"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "entry_organization_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "entry_organization_role_known" CHECK (role IN ('provider', 'platform', 'awarding_body', 'recommender'));
-- Many recommend; of the others an entry has one.
CREATE UNIQUE INDEX "entry_organization_one_each" ON "entry_organization" ("micro_credential_id", "role") WHERE role <> 'recommender';

-- Everybody reads both. Links and names follow what entries say and are written by triggers alone, links, which are nobody's in particular,
-- by the owner past these policies; country and page are stated by one institution, which alone changes them.
ALTER TABLE "organization" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "organization" FORCE ROW LEVEL SECURITY;
CREATE POLICY "everybody_reads" ON "organization" FOR SELECT TO app_rw, app_public USING (true);
CREATE POLICY "steward_states" ON "organization" FOR UPDATE TO app_rw
  USING (coalesce(steward_tenant_id, current_tenant()) = current_tenant()) WITH CHECK (coalesce(steward_tenant_id, current_tenant()) = current_tenant());
CREATE POLICY "kept_by_trigger" ON "organization" TO app_owner USING (true) WITH CHECK (true);
ALTER TABLE "entry_organization" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "everybody_reads" ON "entry_organization" FOR SELECT TO app_rw, app_public USING (true);
GRANT SELECT ON "organization", "entry_organization" TO app_rw, app_public;
GRANT UPDATE ON "organization" TO app_rw;

-- Whether the institution at work lists something of the organization, or entered its advice.
CREATE FUNCTION "has_to_do_with"("organization" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM entry_organization e JOIN micro_credential m ON m.id = e.micro_credential_id
                  WHERE e.organization_id = "organization" AND e.role <> 'recommender' AND m.steward_tenant_id = current_tenant())
      OR EXISTS (SELECT FROM recommendation r WHERE r.steward_tenant_id = current_tenant()
                    AND folded_name(r.recommender) = (SELECT o.folded FROM organization o WHERE o.id = "organization"))
$$;
REVOKE EXECUTE ON FUNCTION "has_to_do_with"(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "has_to_do_with"(uuid) TO app_rw;

CREATE FUNCTION "guard_organization"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.slug, NEW.name) IS DISTINCT FROM (OLD.id, OLD.slug, OLD.name) THEN
    RAISE EXCEPTION 'an organization keeps its name and address' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.row_version <= OLD.row_version THEN
    RAISE EXCEPTION 'row_version must grow' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.steward_tenant_id IS NULL AND NEW.steward_tenant_id IS NOT NULL AND NOT has_to_do_with(NEW.id) THEN
    RAISE EXCEPTION 'who lists nothing of an organization states nothing about it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_organization" BEFORE UPDATE ON "organization" FOR EACH ROW EXECUTE FUNCTION guard_organization();

-- What is shown of the catalog is kept until the catalog changes: to name one entry of the organization is enough to have it made anew.
CREATE FUNCTION "note_organization_change"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO catalog_change (micro_credential_id) SELECT e.micro_credential_id FROM entry_organization e WHERE e.organization_id = NEW.id LIMIT 1;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "note_organization_change"() FROM PUBLIC;
CREATE TRIGGER "noted_when_changed" AFTER UPDATE ON "organization" FOR EACH ROW EXECUTE FUNCTION note_organization_change();

-- Whom these entries name as one of these roles.
CREATE FUNCTION "names_in_entries"("entries" uuid[], "roles" text[]) RETURNS TABLE ("entry" uuid, "role" text, "name" text, "title" text) LANGUAGE sql STABLE AS $$
  SELECT m.id, n.role, n.name, m.title FROM micro_credential m
    CROSS JOIN LATERAL (VALUES ('provider', m.provider), ('platform', m.platform), ('awarding_body', m.awarding_body)) AS n (role, name)
   WHERE m.id = ANY("entries") AND n.role = ANY("roles") AND n.name IS NOT NULL
  UNION ALL
  SELECT m.id, 'recommender', r.recommender, m.title FROM recommendation r JOIN micro_credential m ON m.id = r.micro_credential_id
   WHERE r.micro_credential_id = ANY("entries") AND 'recommender' = ANY("roles")
$$;

-- Finds or makes the organizations that these entries name as one of these roles, and links them. A new one is called as most of the entries at hand call it. Its
-- address is made of its name; where that has no Latin letter or digit, or its words are taken, a sum of the name tells it apart. New ones
-- come in the order of their names, so that two who add the same ones wait for each other and do not lock each other out. Roles that an entry
-- itself says change under its lock alone, so whoever advises it meanwhile leaves them to whoever changes it.
CREATE FUNCTION "link_organizations"("entries" uuid[], "roles" text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  FOR attempt IN 1..5 LOOP
    INSERT INTO organization (name, slug)
    SELECT called.name,
           CASE WHEN called.words <> '' AND called.place = 1 AND NOT EXISTS (SELECT FROM organization o WHERE o.slug = called.words) THEN called.words
                ELSE concat_ws('-', coalesce(nullif(called.words, ''), 'organization'), left(md5(called.folded), 8)) END
      FROM (SELECT named.folded, named.name, spelled.words, row_number() OVER (PARTITION BY spelled.words ORDER BY named.folded) AS place
              FROM (SELECT folded_name(n.name) AS folded, (array_agg(btrim(regexp_replace(n.name, '\s+', ' ', 'g')) ORDER BY n.times DESC, n.name))[1] AS name
                      FROM (SELECT name, count(*) AS times FROM names_in_entries("entries", "roles") GROUP BY name) n GROUP BY 1) named
              CROSS JOIN LATERAL (SELECT btrim(left(regexp_replace(lower(regexp_replace(replace(normalize(named.name, NFKD), '&', ' and '),
                     '[\u0300-\u036f''\u2019]', '', 'g') COLLATE "pg_catalog"."pg_unicode_fast"), '[^a-z0-9]+', '-', 'g'), 80), '-') AS words) spelled
             WHERE named.folded <> '' AND NOT EXISTS (SELECT FROM organization o WHERE o.folded = named.folded)) called
     ORDER BY called.folded
    ON CONFLICT DO NOTHING;
    EXIT WHEN NOT FOUND AND NOT EXISTS (
      SELECT FROM (SELECT DISTINCT name FROM names_in_entries("entries", "roles")) n
       WHERE folded_name(n.name) <> '' AND NOT EXISTS (SELECT FROM organization o WHERE o.folded = folded_name(n.name)));
  END LOOP;
  DELETE FROM entry_organization l USING organization o
   WHERE l.micro_credential_id = ANY("entries") AND l.role = ANY("roles") AND o.id = l.organization_id AND NOT EXISTS (
     SELECT FROM names_in_entries("entries", "roles") n WHERE n.entry = l.micro_credential_id AND n.role = l.role AND folded_name(n.name) = o.folded);
  WITH named AS MATERIALIZED (SELECT DISTINCT * FROM names_in_entries("entries", "roles")),
       known AS MATERIALIZED (SELECT s.name, o.id FROM (SELECT DISTINCT name FROM named) s JOIN organization o ON o.folded = folded_name(s.name))
  INSERT INTO entry_organization AS l (micro_credential_id, role, organization_id, title)
  SELECT DISTINCT n.entry, n.role, k.id, n.title FROM named n JOIN known k ON k.name = n.name
  ON CONFLICT (micro_credential_id, role, organization_id) DO UPDATE SET title = EXCLUDED.title WHERE l.title <> EXCLUDED.title;
END $$;
REVOKE EXECUTE ON FUNCTION "names_in_entries"(uuid[], text[]), "link_organizations"(uuid[], text[]) FROM PUBLIC;

-- Whatever road an entry or advice comes by.
CREATE FUNCTION "link_added_entries"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM link_organizations(array_agg(id), ARRAY['provider', 'platform', 'awarding_body']) FROM changed HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION "link_changed_entries"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM link_organizations(array_agg(c.id), ARRAY['provider', 'platform', 'awarding_body']) FROM changed c JOIN earlier e ON e.id = c.id
   WHERE (c.provider, c.platform, c.awarding_body) IS DISTINCT FROM (e.provider, e.platform, e.awarding_body) HAVING count(*) > 0;
  UPDATE entry_organization l SET title = c.title FROM changed c JOIN earlier e ON e.id = c.id
   WHERE c.title <> e.title AND l.micro_credential_id = c.id;
  RETURN NULL;
END $$;
CREATE FUNCTION "link_advised_entries"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM link_organizations(array_agg(DISTINCT micro_credential_id), ARRAY['recommender']) FROM changed HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION "link_otherwise_advised_entries"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM link_organizations(array_agg(DISTINCT c.micro_credential_id), ARRAY['recommender']) FROM changed c JOIN earlier e ON e.id = c.id
   WHERE c.recommender <> e.recommender HAVING count(*) > 0;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "link_added_entries"(), "link_changed_entries"(), "link_advised_entries"(), "link_otherwise_advised_entries"() FROM PUBLIC;
CREATE TRIGGER "linked_when_added" AFTER INSERT ON "micro_credential" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION link_added_entries();
CREATE TRIGGER "linked_when_changed" AFTER UPDATE ON "micro_credential" REFERENCING OLD TABLE AS earlier NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION link_changed_entries();
CREATE TRIGGER "linked_when_added" AFTER INSERT ON "recommendation" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION link_advised_entries();
CREATE TRIGGER "linked_when_changed" AFTER UPDATE ON "recommendation" REFERENCING OLD TABLE AS earlier NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION link_otherwise_advised_entries();
CREATE TRIGGER "linked_when_removed" AFTER DELETE ON "recommendation" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION link_advised_entries();
