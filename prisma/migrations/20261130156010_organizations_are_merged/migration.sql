-- Two spellings of one body are made one: the one that goes stays as a name, with its address, and leads to the other. Entries keep what they
-- say; what they name is found by the name, and leads on. So nothing is lost, and it can be taken apart again.
ALTER TABLE "organization" ADD COLUMN "merged_into_id" UUID, ADD COLUMN "merged_by_tenant_id" UUID, ADD COLUMN "merged_at" TIMESTAMPTZ(3);
ALTER TABLE "organization" ADD CONSTRAINT "organization_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "organization_merged_by_tenant_id_fkey" FOREIGN KEY ("merged_by_tenant_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "organization_merged_into_another" CHECK (merged_into_id <> id),
  ADD CONSTRAINT "organization_merged_by_somebody" CHECK ((merged_into_id IS NULL) = (merged_by_tenant_id IS NULL) AND (merged_into_id IS NULL) = (merged_at IS NULL));
CREATE INDEX "organization_merged_into_id_idx" ON "organization" ("merged_into_id");

-- The organization to which a merged one leads, by however many steps; itself where it is not merged.
CREATE FUNCTION "stands_for"("organization" uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  WITH RECURSIVE road AS (SELECT o.id, o.merged_into_id FROM organization o WHERE o.id = "organization"
                           UNION ALL SELECT o.id, o.merged_into_id FROM road JOIN organization o ON o.id = road.merged_into_id)
  SELECT id FROM road WHERE merged_into_id IS NULL
$$;
REVOKE EXECUTE ON FUNCTION "stands_for"(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "stands_for"(uuid) TO app_rw, app_public;

-- As before, and of a merged one whether the institution at work lists something that calls it so.
CREATE OR REPLACE FUNCTION "has_to_do_with"("organization" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM organization o JOIN entry_organization e ON e.organization_id = stands_for(o.id) AND e.role <> 'recommender'
                   JOIN micro_credential m ON m.id = e.micro_credential_id
                  WHERE o.id = "organization" AND m.steward_tenant_id = current_tenant()
                    AND (o.merged_into_id IS NULL OR o.folded IN (folded_name(m.provider), folded_name(m.platform), folded_name(m.awarding_body))))
      OR EXISTS (SELECT FROM recommendation r WHERE r.steward_tenant_id = current_tenant()
                    AND folded_name(r.recommender) = (SELECT o.folded FROM organization o WHERE o.id = "organization"))
$$;

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
  IF OLD.steward_tenant_id IS NULL AND NEW.steward_tenant_id IS NOT NULL AND NOT has_to_do_with(NEW.id) THEN
    RAISE EXCEPTION 'who lists nothing of an organization states nothing about it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- As before, and what leads to another organization is linked to that one.
CREATE OR REPLACE FUNCTION "link_organizations"("entries" uuid[], "roles" text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Whoever merges waits for whoever links, and the other way round: an entry is never linked to what has just been merged.
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('organizations are merged', 0));
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
  DELETE FROM entry_organization l
   WHERE l.micro_credential_id = ANY("entries") AND l.role = ANY("roles") AND NOT EXISTS (
     SELECT FROM names_in_entries("entries", "roles") n JOIN organization c ON c.folded = folded_name(n.name)
      WHERE n.entry = l.micro_credential_id AND n.role = l.role AND CASE WHEN c.merged_into_id IS NULL THEN c.id ELSE stands_for(c.id) END = l.organization_id);
  WITH named AS MATERIALIZED (SELECT DISTINCT * FROM names_in_entries("entries", "roles")),
       known AS MATERIALIZED (SELECT s.name, CASE WHEN o.merged_into_id IS NULL THEN o.id ELSE stands_for(o.id) END AS id FROM (SELECT DISTINCT name FROM named) s JOIN organization o ON o.folded = folded_name(s.name))
  INSERT INTO entry_organization AS l (micro_credential_id, role, organization_id, title)
  SELECT DISTINCT n.entry, n.role, k.id, n.title FROM named n JOIN known k ON k.name = n.name
  ON CONFLICT (micro_credential_id, role, organization_id) DO UPDATE SET title = EXCLUDED.title WHERE l.title <> EXCLUDED.title;
END $$;

-- What was linked follows at once: all to the one that stands, or, taken apart, each to what it names. Whoever keeps the catalog in memory is told.
CREATE FUNCTION "relink_merged"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  standing uuid := stands_for(coalesce(NEW.merged_into_id, OLD.merged_into_id));
  called text[];
BEGIN
  IF NEW.merged_into_id IS NOT NULL THEN
    UPDATE entry_organization l SET organization_id = standing
     WHERE l.organization_id = NEW.id AND NOT EXISTS (
       SELECT FROM entry_organization k WHERE k.micro_credential_id = l.micro_credential_id AND k.role = l.role AND k.organization_id = standing);
    DELETE FROM entry_organization l WHERE l.organization_id = NEW.id;
  ELSE
    WITH RECURSIVE names AS (SELECT o.id, o.folded FROM organization o WHERE o.id = NEW.id
                              UNION ALL SELECT o.id, o.folded FROM names n JOIN organization o ON o.merged_into_id = n.id)
    SELECT array_agg(folded) INTO called FROM names;
    PERFORM link_organizations(array_agg(DISTINCT e.micro_credential_id), ARRAY['provider', 'platform', 'awarding_body', 'recommender'])
       FROM entry_organization e JOIN micro_credential m ON m.id = e.micro_credential_id
      WHERE e.organization_id = standing AND (folded_name(m.provider) = ANY(called) OR folded_name(m.platform) = ANY(called) OR folded_name(m.awarding_body) = ANY(called)
         OR EXISTS (SELECT FROM recommendation r WHERE r.micro_credential_id = m.id AND folded_name(r.recommender) = ANY(called)))
     HAVING count(*) > 0;
  END IF;
  INSERT INTO catalog_change (micro_credential_id) SELECT e.micro_credential_id FROM entry_organization e WHERE e.organization_id IN (standing, NEW.id) LIMIT 1;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "relink_merged"() FROM PUBLIC;
CREATE TRIGGER "linked_when_merged" AFTER UPDATE ON "organization" FOR EACH ROW WHEN (NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id) EXECUTE FUNCTION relink_merged();
