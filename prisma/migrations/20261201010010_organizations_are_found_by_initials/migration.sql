-- The initialism of a name, as lib/search/initials.ts makes it: mit of Massachusetts Institute of Technology. Empty where there is none.
CREATE FUNCTION "initials_of"("name" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN (
    SELECT CASE WHEN count(*) BETWEEN 3 AND 8 THEN string_agg(left(w.word, 1), '' ORDER BY w.place) ELSE '' END
      FROM (SELECT split_part(public.search_form("name"), '(', 1) AS before) f,
           regexp_split_to_table(f.before, '[^[:alnum:]]+' COLLATE "pg_catalog"."pg_c_utf8") WITH ORDINALITY AS w (word, place)
     WHERE f.before !~ U&'[\0530-\1fff\2c00-\+10FFFF]' AND w.word <> ''
       AND w.word <> ALL (string_to_array('a an and at for in of on the to de del des di da do das dos du e et y el la las le les los und fur der die das van voor i w im am', ' ')));

ALTER TABLE "micro_credential" ALTER COLUMN "folded" SET EXPRESSION AS (compact_form(
  "title" || '|' || "provider" || '|' || coalesce("platform", '') || '|' ||
  CASE WHEN "kind" = 'external_course' AND split_part("natural_key", '|', 4) = '' THEN split_part("natural_key", '|', 3) ELSE '' END
  || '|' || initials_of("provider") || '|' || coalesce(initials_of("platform"), '')));

CREATE INDEX "organization_initials_idx" ON "organization" (initials_of("name"));
