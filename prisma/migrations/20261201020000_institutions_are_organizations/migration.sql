-- An institution of this installation is an organization like everybody whom entries name, and is known to be from the day on which it is made:
-- who runs the installation gave it its name, which is proof enough. What an institution calls itself later, or says of its page, is none.

-- A name as institutions are told apart: without marks, small words and abbreviations, the words in their order. `Northbridge Univ.` and
-- `The University of Northbridge, …` written otherwise are told apart as before; `Univ. of Northbridge` is `University of Northbridge`.
CREATE FUNCTION "institution_key"("name" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN coalesce((SELECT string_agg(CASE WHEN w.word IN ('univ', 'uni', 'universitat', 'universitaet', 'universite', 'universidad', 'universidade', 'universita', 'universiteit', 'uniwersytet') THEN 'university'
                                          WHEN w.word = 'inst' THEN 'institute' WHEN w.word = 'coll' THEN 'college' WHEN w.word = 'tech' THEN 'technology' ELSE w.word END, ' ' ORDER BY w.place)
                     FROM regexp_split_to_table(regexp_replace(regexp_replace(lower(normalize(folded_name("name"), NFKD)) COLLATE "pg_catalog"."pg_unicode_fast",
                            '[\u0300-\u036f''\u2019.]', '', 'g'), '[^[:alnum:]]+', ' ', 'g'), ' ') WITH ORDINALITY AS w (word, place)
                    WHERE w.word NOT IN ('', 'the', 'of', 'and', 'at', 'for', 'de', 'der', 'des', 'du', 'la', 'di')), folded_name("name"));
REVOKE EXECUTE ON FUNCTION "institution_key"(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "institution_key"(text) TO app_rw, app_public;
CREATE INDEX "organization_institution_key_idx" ON "organization" (institution_key("name"));

-- As before; whoever merges or takes apart under the role of the application has to do with it, and nobody takes from an institution a name
-- that is its own but for the spelling.
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
    -- name_institution acts as the owner.
    IF current_user <> 'app_owner' THEN
      IF NEW.merged_into_id IS NOT NULL AND NEW.merged_by_tenant_id IS DISTINCT FROM current_tenant() THEN
        RAISE EXCEPTION 'who merges an organization says so' USING ERRCODE = 'check_violation';
      END IF;
      IF NOT has_to_do_with(NEW.id) THEN
        RAISE EXCEPTION 'who lists nothing of an organization neither merges it nor takes it apart' USING ERRCODE = 'check_violation';
      END IF;
      IF OLD.merged_into_id IS NOT NULL AND is_spelling_of_institution(NEW.id, OLD.merged_into_id) THEN
        RAISE EXCEPTION 'a name of an institution stays with it' USING ERRCODE = 'check_violation';
      END IF;
    END IF;
  END IF;
  IF (NEW.claimed_tenant_id, NEW.claimed_at) IS DISTINCT FROM (OLD.claimed_tenant_id, OLD.claimed_at) THEN
    -- Only claim_organization sees a proof; it acts as the owner, as name_institution does.
    IF NEW.claimed_tenant_id IS NOT NULL AND current_user = 'app_rw' THEN
      RAISE EXCEPTION 'a claim is proved' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.claimed_tenant_id IS NOT NULL AND EXISTS (SELECT FROM entry_organization e JOIN micro_credential m ON m.id = e.micro_credential_id
         WHERE e.organization_id = NEW.id AND m.steward_tenant_id = OLD.claimed_tenant_id AND m.taken_from_id IS NOT NULL) THEN
      RAISE EXCEPTION 'entries that were taken over are given back before a claim ends' USING ERRCODE = 'check_violation';
    END IF;
    IF current_user <> 'app_owner' AND EXISTS (SELECT FROM institution i WHERE i.id = OLD.claimed_tenant_id AND institution_key(i.name) = institution_key(OLD.name)) THEN
      RAISE EXCEPTION 'an institution stays the organization of its name' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.claimed_tenant_id IS NOT NULL AND NEW.merged_into_id IS NOT NULL THEN
    RAISE EXCEPTION 'an organization that is claimed stands' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.steward_tenant_id IS NULL AND NEW.steward_tenant_id IS NOT NULL AND current_user <> 'app_owner' AND NOT has_to_do_with(NEW.id) THEN
    RAISE EXCEPTION 'who lists nothing of an organization states nothing about it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- Whether a name is one spelling of the institution that the organization is known to be.
CREATE FUNCTION "is_spelling_of_institution"("called" uuid, "organization" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM organization a JOIN organization o ON o.id = stands_for("is_spelling_of_institution"."organization") AND o.claimed_tenant_id IS NOT NULL
                  WHERE a.id = "called" AND institution_key(a.name) = institution_key(o.name))
$$;
REVOKE EXECUTE ON FUNCTION "is_spelling_of_institution"(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "is_spelling_of_institution"(uuid, uuid) TO app_rw;

-- A name that an entry brings and that spells an institution of the installation leads to it at once, whatever road the entry comes by.
CREATE FUNCTION "lead_to_institution"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  known uuid[];
  tenants uuid[];
BEGIN
  SELECT array_agg(o.id), array_agg(o.claimed_tenant_id) INTO known, tenants FROM organization o
   WHERE institution_key(o.name) = institution_key(NEW.name) AND o.claimed_tenant_id IS NOT NULL;
  -- Of two that are called alike, neither is meant for sure.
  IF cardinality(known) = 1 THEN
    NEW.merged_into_id := known[1];
    NEW.merged_by_tenant_id := tenants[1];
    NEW.merged_at := now();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "lead_to_institution" BEFORE INSERT ON "organization" FOR EACH ROW WHEN (NEW.claimed_tenant_id IS NULL AND NEW.merged_into_id IS NULL) EXECUTE FUNCTION lead_to_institution();

-- Makes an institution the organization of its name, and of the page that is its site where that is one organization's and one institution's.
-- Where somebody else is known to be called so, nothing is sure, and nothing is done.
CREATE FUNCTION "name_institution"("wanted" uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  i institution;
  own organization;
  called organization;
  words text;
BEGIN
  SELECT * INTO i FROM institution WHERE id = wanted;
  IF folded_name(i.name) = '' OR EXISTS (SELECT FROM organization o WHERE o.claimed_tenant_id IS NOT NULL AND institution_key(o.name) = institution_key(i.name)) THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('organizations are merged', 0));
  SELECT * INTO own FROM organization WHERE folded = folded_name(i.name) FOR UPDATE;
  IF own.id IS NULL THEN
    words := btrim(left(regexp_replace(lower(regexp_replace(replace(normalize(i.name, NFKD), '&', ' and '), '[\u0300-\u036f''\u2019]', '', 'g') COLLATE "pg_catalog"."pg_unicode_fast"), '[^a-z0-9]+', '-', 'g'), 80), '-');
    INSERT INTO organization (name, slug, country, url, steward_tenant_id, stated_at, claimed_tenant_id, claimed_at)
    VALUES (btrim(regexp_replace(i.name, '\s+', ' ', 'g')),
            CASE WHEN words <> '' AND NOT EXISTS (SELECT FROM organization o WHERE o.slug = words) THEN words ELSE concat_ws('-', coalesce(nullif(words, ''), 'organization'), left(md5(folded_name(i.name)), 8)) END,
            i.country, CASE WHEN i.site_url ~ '^https://' THEN i.site_url END, i.id, now(), i.id, now())
    RETURNING * INTO own;
  ELSE
    IF own.merged_into_id IS NOT NULL THEN
      UPDATE organization SET merged_into_id = NULL, merged_by_tenant_id = NULL, merged_at = NULL, row_version = row_version + 1 WHERE id = own.id;
    END IF;
    UPDATE organization SET country = i.country, url = coalesce(CASE WHEN i.site_url ~ '^https://' THEN i.site_url END, url), steward_tenant_id = i.id, stated_at = now(),
           claimed_tenant_id = i.id, claimed_at = now(), row_version = row_version + 1 WHERE id = own.id;
  END IF;
  FOR called IN SELECT * FROM organization o WHERE o.id <> own.id AND o.claimed_tenant_id IS NULL AND institution_key(o.name) = institution_key(i.name) AND stands_for(o.id) <> own.id ORDER BY o.folded FOR UPDATE LOOP
    IF called.merged_into_id IS NOT NULL THEN
      UPDATE organization SET merged_into_id = NULL, merged_by_tenant_id = NULL, merged_at = NULL, row_version = row_version + 1 WHERE id = called.id;
    END IF;
    UPDATE organization SET merged_into_id = own.id, merged_by_tenant_id = i.id, merged_at = now(), row_version = row_version + 1 WHERE id = called.id;
  END LOOP;
  IF i.site_url IS NOT NULL AND (SELECT count(*) FROM institution o WHERE host_of(o.site_url) = host_of(i.site_url)) = 1 THEN
    UPDATE organization o SET claimed_tenant_id = i.id, claimed_at = now(), steward_tenant_id = i.id, stated_at = now(), row_version = row_version + 1
     WHERE o.id = (SELECT (array_agg(p.id))[1] FROM organization p WHERE p.merged_into_id IS NULL AND p.claimed_tenant_id IS NULL AND host_of(p.url) = host_of(i.site_url) HAVING count(*) = 1);
  END IF;
END $$;
CREATE FUNCTION "host_of"("page" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN regexp_replace(substring(lower("page") FROM '^https?://([^/:?#@]+)(?:[/:?#]|$)'), '^www\.', '');
REVOKE EXECUTE ON FUNCTION "lead_to_institution"(), "name_institution"(uuid), "host_of"(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "host_of"(text) TO app_rw;

CREATE FUNCTION "name_new_institution"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM name_institution(NEW.id);
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "name_new_institution"() FROM PUBLIC;
CREATE TRIGGER "noted_when_made" AFTER INSERT ON "institution" FOR EACH ROW EXECUTE FUNCTION name_new_institution();

-- As before, and by a name that spells the institution, whoever wrote it and however.
CREATE OR REPLACE FUNCTION "is_about"("entry" uuid, "institution" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM micro_credential m JOIN organization o ON o.folded IN (folded_name(m.provider), folded_name(m.awarding_body))
                  WHERE m.id = "entry" AND (o.claimed_tenant_id = "institution" OR (o.merged_into_id IS NOT NULL
                    AND EXISTS (SELECT FROM organization s WHERE s.id = stands_for(o.id) AND s.claimed_tenant_id = "institution" AND institution_key(s.name) = institution_key(o.name)))))
$$;

SELECT name_institution(id) FROM institution ORDER BY created_at, id;
