-- What a file adds is linked as what it is: entries that are new have no links to look for, to take away or to correct, and name the same few
-- organizations. So each name is folded and looked for once, not once for each entry, and new links are only written. What comes of it is the same.

-- Finds or makes the organizations of these names. A new one is called as most call it; what it is called is told beside how often. @source catalog_names_organizations
CREATE FUNCTION "make_organizations"("names" text[], "times" bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Whoever merges waits for whoever links, and the other way round: an entry is never linked to what has just been merged.
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('organizations are merged', 0));
  FOR attempt IN 1..5 LOOP
    INSERT INTO organization (name, slug)
    SELECT called.name,
           CASE WHEN called.words <> '' AND called.place = 1 AND NOT EXISTS (SELECT FROM organization o WHERE o.slug = called.words) THEN called.words
                ELSE concat_ws('-', coalesce(nullif(called.words, ''), 'organization'), left(md5(called.folded), 8)) END
      FROM (SELECT named.folded, named.name, spelled.words, row_number() OVER (PARTITION BY spelled.words ORDER BY named.folded) AS place
              FROM (SELECT n.folded, (array_agg(btrim(regexp_replace(n.name, '\s+', ' ', 'g')) ORDER BY n.times DESC, n.name))[1] AS name
                      FROM (SELECT g.name, g.times, folded_name(g.name) AS folded FROM unnest("names", "times") AS g (name, times) OFFSET 0) n
                     WHERE n.folded <> '' AND NOT EXISTS (SELECT FROM organization o WHERE o.folded = n.folded) GROUP BY 1) named
              CROSS JOIN LATERAL (SELECT btrim(left(regexp_replace(lower(regexp_replace(replace(normalize(named.name, NFKD), '&', ' and '),
                     '[\u0300-\u036f''\u2019]', '', 'g') COLLATE "pg_catalog"."pg_unicode_fast"), '[^a-z0-9]+', '-', 'g'), 80), '-') AS words) spelled) called
     ORDER BY called.folded
    ON CONFLICT DO NOTHING;
    -- Somebody else may have made one of them meanwhile, or taken the address of one.
    EXIT WHEN NOT FOUND AND NOT EXISTS (
      SELECT FROM (SELECT folded_name(g.name) AS folded FROM unnest("names") AS g (name) OFFSET 0) n
       WHERE n.folded <> '' AND NOT EXISTS (SELECT FROM organization o WHERE o.folded = n.folded));
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION "make_organizations"(text[], bigint[]) FROM PUBLIC;

-- As before; what makes organizations stands by itself.
CREATE OR REPLACE FUNCTION "link_organizations"("entries" uuid[], "roles" text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM make_organizations(coalesce(array_agg(n.name), '{}'), coalesce(array_agg(n.times), '{}'))
     FROM (SELECT name, count(*) AS times FROM names_in_entries("entries", "roles") GROUP BY name) n;
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

-- Planned each time, for as many entries as there are.
CREATE OR REPLACE FUNCTION "link_added_entries"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  called text[];
  often bigint[];
BEGIN
  SELECT array_agg(n.name), array_agg(n.times) INTO called, often
    FROM (SELECT name, count(*) AS times
            FROM (SELECT provider AS name FROM changed UNION ALL SELECT platform FROM changed UNION ALL SELECT awarding_body FROM changed) every
           WHERE name IS NOT NULL GROUP BY name) n;
  IF called IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM make_organizations(called, often);
  EXECUTE 'WITH known AS MATERIALIZED (
             SELECT n.name, CASE WHEN o.merged_into_id IS NULL THEN o.id ELSE stands_for(o.id) END AS id
               FROM (SELECT g.name, folded_name(g.name) AS folded FROM unnest($1) AS g (name) OFFSET 0) n JOIN organization o ON o.folded = n.folded)
           INSERT INTO entry_organization (micro_credential_id, role, organization_id, title)
           SELECT c.id, ''provider'', k.id, c.title FROM changed c JOIN known k ON k.name = c.provider
           UNION ALL SELECT c.id, ''platform'', k.id, c.title FROM changed c JOIN known k ON k.name = c.platform
           UNION ALL SELECT c.id, ''awarding_body'', k.id, c.title FROM changed c JOIN known k ON k.name = c.awarding_body' USING called;
  -- What they say in the name of an institution of the installation is noted; most files name none.
  IF EXISTS (SELECT FROM (SELECT folded_name(g.name) AS folded FROM unnest(called) AS g (name) OFFSET 0) n JOIN organization o ON o.folded = n.folded
               JOIN organization s ON s.id = CASE WHEN o.merged_into_id IS NULL THEN o.id ELSE stands_for(o.id) END WHERE s.claimed_tenant_id IS NOT NULL) THEN
    PERFORM note_entries_in_names(array_agg(id)) FROM changed HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$;
