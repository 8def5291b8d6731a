-- Certificates are found by the index that the application keeps, for the public and for staff alike. The vectors that the database made
-- of every title, provider and skill took four fifths of the time of an import and answered nobody any more; those of rules are replaced
-- by the text in which rules are found.
DROP FUNCTION "rule_has_words"(uuid, uuid, tsvector, jsonb, tsquery, text);
ALTER TABLE "micro_credential" DROP COLUMN "search";
ALTER TABLE "equivalency_rule" DROP COLUMN "search";
DROP AGGREGATE "search_vectors"(tsvector);
DROP FUNCTION "micro_credential_words"(text, text, text, text, text[], text, text);
DROP FUNCTION "search_title"(text);
DROP FUNCTION "search_query"(text, text, boolean);
DROP FUNCTION "search_vector"(text, text);
DROP FUNCTION "search_words"(text);

-- Text in the form in which it is compared, without blanks and without signs other than + and #: QX-50 is found as qx50, cybersecurity in
-- cyber security. Letters that look like Latin ones are Latin. A bar stays, so that nothing is found across two texts.
CREATE FUNCTION "compact_form"("value" text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN translate(public.search_form(lower("value" COLLATE "pg_catalog"."pg_c_utf8")),
    E'аеорсухіјѕԁһвкмнтαονρικτ !"$%&''()*,-./:;<=>?@[]^_`{}~\u00b7\u2026\u00ab\u00bb\u201c\u201d\u201e\\', 'aeopcyxijsdhbkmhtaovpikt');

ALTER TABLE "equivalency_rule" ADD COLUMN "folded" text GENERATED ALWAYS AS (compact_form("title" || '|' || "code")) STORED;
-- The code of a course of another university is kept in its natural key alone.
ALTER TABLE "micro_credential" ADD COLUMN "folded" text GENERATED ALWAYS AS (compact_form(
  "title" || '|' || "provider" || '|' || coalesce("platform", '') || '|' ||
  CASE WHEN "kind" = 'external_course' AND split_part("natural_key", '|', 4) = '' THEN split_part("natural_key", '|', 3) ELSE '' END)) STORED;
GRANT SELECT ("folded") ON "equivalency_rule", "micro_credential" TO app_public;

-- Whether a version of a rule has the words: each of the patterns in the title or code of its rule (`named`) or in the title or provider of
-- a certificate that it is about; or as the code of a course or place that it gives (`code`, folded; a beginning is enough).
CREATE FUNCTION "rule_has_words"("tenant" uuid, "version" uuid, "named" text, "definition" jsonb, "patterns" text[], "code" text) RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT (cardinality("patterns") > 0 AND ("named" LIKE ALL ("patterns") OR
           ("named" || '|' || coalesce((SELECT string_agg(m.folded, '|') FROM public.rule_source s JOIN public.micro_credential m ON m.id = s.micro_credential_id
                                         WHERE s.tenant_id = "tenant" AND s.rule_version_id = "version"), '')) LIKE ALL ("patterns")))
      OR ("code" <> '' AND EXISTS (SELECT FROM jsonb_path_query("definition", '$.outcomes[*].lines[*].target') AS t (target)
                                    WHERE starts_with(public.fold_course_code(t.target #>> '{}'), "code")));
END;
