-- A code in two parts before its number is one code: CLF-C01 is found as CLFC01. Two neighbours written as one stand in the place of each
-- of them, so that what follows the second follows the whole as well. Every other entry is as it was.
CREATE OR REPLACE FUNCTION "search_vector"("value" text, "weight" text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  WITH words AS (SELECT * FROM public.search_words(coalesce("value", ''))),
  entries AS (
    SELECT e.entry, w.place
      FROM words w CROSS JOIN LATERAL unnest(ARRAY[
             CASE WHEN w.sign = '' OR length(w.word) > 1 THEN w.word END,
             CASE WHEN w.sign = '' OR length(w.word) > 1 THEN w.stem END,
             CASE WHEN w.sign <> '' THEN w.word || w.sign END,
             CASE WHEN w.is_dotted THEN '.' || w.word END]) AS e (entry)
     WHERE w.kind <> 's'
    UNION ALL
    SELECT substr(w.word, i, 2), w.place + i - 1 FROM words w CROSS JOIN LATERAL generate_series(1, length(w.word) - 1) AS i WHERE w.kind = 's'
    UNION ALL
    SELECT right(w.word, 1) || CASE WHEN b.kind = 's' THEN left(b.word, 1) ELSE '' END, w.place + length(w.word) - 1
      FROM words w LEFT JOIN words b ON b.n = w.n + 1 WHERE w.kind = 's'
    UNION ALL
    SELECT right(w.word, 1), w.place + length(w.word) - 1 FROM words w WHERE w.kind = 's'
    UNION ALL
    SELECT j.entry, p.place
      FROM words a JOIN words b ON b.n = a.n + 1 CROSS JOIN LATERAL unnest(ARRAY[a.place, b.place]) AS p (place)
           CROSS JOIN LATERAL unnest(ARRAY[a.word || b.word, (ts_lexize('pg_catalog.english_stem'::regdictionary, a.word || b.word))[1]]) AS j (entry)
     WHERE a.kind = 'w' AND b.kind = 'w' AND a.sign = '' AND b.sign = ''
       AND (b.is_glued OR (length(a.word) > 2 AND length(b.word) > 2 AND a.stem IS NOT NULL AND b.stem IS NOT NULL))
    UNION ALL
    SELECT '=' || left(string_agg(w.word || w.sign, ' ' ORDER BY w.n), 400), 1 FROM words w WHERE "weight" = 'A' HAVING count(*) > 0
  )
  SELECT coalesce(string_agg('''' || e.entry || ''':' || least(e.place, 16000) || "weight", ' '), '')::tsvector
    FROM entries e WHERE e.entry IS NOT NULL;
END;

-- What is stored is made anew by the function as it is now.
ALTER TABLE "micro_credential" ALTER COLUMN "search"
  SET EXPRESSION AS ("micro_credential_words"("title", "provider", "platform", "subject", "skills", "kind", "natural_key"));
ALTER TABLE "equivalency_rule" ALTER COLUMN "search"
  SET EXPRESSION AS (search_vector("title", 'A') || search_vector("code", 'A'));
