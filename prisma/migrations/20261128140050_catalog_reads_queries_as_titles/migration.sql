-- A search reads queries exactly as it reads titles: one function gives the words of both. Before, queries lost apostrophes, marks and
-- signs that the index kept, and the index broke words that queries kept whole; so titles did not find themselves.
-- Every function names its collation and is bound when it is made, so that a generated column depends on no setting of a server.

-- Text in the one form in which it is compared: compatibility forms, case, accents and vowel points folded, nothing invisible, one kind
-- of apostrophe, hyphen and blank. An apostrophe with an s is left out (women's, 1990's), and one inside a Cyrillic word.
CREATE FUNCTION "search_form"("value" text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN regexp_replace(
    regexp_replace(
      regexp_replace(
        normalize(
          regexp_replace(
            translate(
              lower(public.fold_accents(normalize(translate("value", '™℠®©℗', '     '), NFKD)) COLLATE "pg_catalog"."pg_c_utf8"),
              '’‘ʼʻ`´′ʹ‐‑‒–—―−ς', '''''''''''''''''-------σ'
            ),
            '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u115f-\u1160\u17b4-\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000effff\U000f0000-\U0010ffff]', '', 'g'
          ),
          NFC
        ),
        '([\u0400-\u04ff])''(?=[\u0400-\u04ff])', '\1', 'g'
      ),
      '([a-z0-9])''s(?![^\u0001-\u002f\u003a-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02b9-\u02ba\u02c2-\u02cf\u02d2-\u02df\u02e5-\u02ed\u02ef-\u02ff\u0375\u037e\u0384-\u0385\u0387\u055a-\u055f\u0589-\u058f\u05be\u05c0\u05c3\u05c6\u05f3-\u05f4\u0606-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u06dd-\u06de\u06e9\u0700-\u070f\u0964-\u0965\u0970\u0e3f\u0e4f\u0e5a-\u0e5b\u10fb\u1360-\u1368\u1680\u17d4-\u17db\u1800-\u180a\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2fff\u3000-\u3004\u3008-\u3020\u3030\u303d-\u303f\u30fb\ufd3e-\ufd4f\ufe10-\ufe6f\uff00-\uff65\uffe0-\uffff])', '\1', 'g'
    ),
    '([0-9])s(?![^\u0001-\u002f\u003a-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02b9-\u02ba\u02c2-\u02cf\u02d2-\u02df\u02e5-\u02ed\u02ef-\u02ff\u0375\u037e\u0384-\u0385\u0387\u055a-\u055f\u0589-\u058f\u05be\u05c0\u05c3\u05c6\u05f3-\u05f4\u0606-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u06dd-\u06de\u06e9\u0700-\u070f\u0964-\u0965\u0970\u0e3f\u0e4f\u0e5a-\u0e5b\u10fb\u1360-\u1368\u1680\u17d4-\u17db\u1800-\u180a\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2fff\u3000-\u3004\u3008-\u3020\u3030\u303d-\u303f\u30fb\ufd3e-\ufd4f\ufe10-\ufe6f\uff00-\uff65\uffe0-\uffff])', '\1', 'g'
  );

-- The words of a text, in order. Digits and letters are words of their own, so that ACCT2301, acct-2301 and ACCT 2301 are the same two;
-- `is_glued` says that nothing but a hyphen, point, apostrophe, & or _ stands before one. `sign` is the ++, + or # that makes C++,
-- Security+ or C# another name than C or Security, `is_dotted` the point before NET. Words that mix look-alike letters of several
-- scripts become Latin. Scripts that write without blanks, and Korean, where blanks vary, stay whole here (kind s).
-- `stem` is null for words that say little (the, of, it); `place` counts a character of kind s as a word.
CREATE FUNCTION "search_words"("value" text)
  RETURNS TABLE ("n" int, "word" text, "sign" text, "is_dotted" boolean, "is_glued" boolean, "kind" text, "stem" text, "place" int)
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT w.n, w.word, w.sign, w.is_dotted, w.is_glued, w.kind,
         CASE WHEN w.word ~ '^[a-z]+$' THEN (ts_lexize('pg_catalog.english_stem'::regdictionary, w.word))[1] ELSE w.word END,
         1 + coalesce(sum(CASE WHEN w.kind = 's' THEN length(w.word) ELSE 1 END)
                        OVER (ORDER BY w.n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::int
    FROM (
      SELECT f.n::int AS n,
             left(CASE WHEN f.parts[2] ~ '[a-z]' THEN translate(f.parts[2], 'аеорсухіјѕԁһвкмнтαονρυικτ', 'aeopcyxijsdhbkmhtaovpuikt') ELSE f.parts[2] END, 300) AS word,
             CASE WHEN f.parts[2] ~ '^[0-9\u0e00-\u0e3e\u0e40-\u0e4e\u0e50-\u0e59\u0e80-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17d3\u17dc-\u17ff\u3005-\u3007\u3021-\u302f\u3031-\u303c\u3041-\u30fa\u30fc-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]' THEN '' ELSE coalesce(f.parts[3], '') END AS sign,
             f.parts[1] ~ '\.$' AS is_dotted,
             f.n > 1 AND f.parts[1] ~ '^[-.''&_]?$' AS is_glued,
             CASE WHEN f.parts[2] ~ '^[0-9]' THEN 'd' WHEN f.parts[2] ~ '^[\u0e00-\u0e3e\u0e40-\u0e4e\u0e50-\u0e59\u0e80-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17d3\u17dc-\u17ff\u3005-\u3007\u3021-\u302f\u3031-\u303c\u3041-\u30fa\u30fc-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]' THEN 's' ELSE 'w' END AS kind
        FROM regexp_matches(public.search_form("value"),
               '([\u0001-\u002f\u003a-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02b9-\u02ba\u02c2-\u02cf\u02d2-\u02df\u02e5-\u02ed\u02ef-\u02ff\u0375\u037e\u0384-\u0385\u0387\u055a-\u055f\u0589-\u058f\u05be\u05c0\u05c3\u05c6\u05f3-\u05f4\u0606-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u06dd-\u06de\u06e9\u0700-\u070f\u0964-\u0965\u0970\u0e3f\u0e4f\u0e5a-\u0e5b\u10fb\u1360-\u1368\u1680\u17d4-\u17db\u1800-\u180a\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2fff\u3000-\u3004\u3008-\u3020\u3030\u303d-\u303f\u30fb\ufd3e-\ufd4f\ufe10-\ufe6f\uff00-\uff65\uffe0-\uffff]*)([0-9]+|[\u0e00-\u0e3e\u0e40-\u0e4e\u0e50-\u0e59\u0e80-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17d3\u17dc-\u17ff\u3005-\u3007\u3021-\u302f\u3031-\u303c\u3041-\u30fa\u30fc-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+|[^\u0001-\u002f\u003a-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02b9-\u02ba\u02c2-\u02cf\u02d2-\u02df\u02e5-\u02ed\u02ef-\u02ff\u0375\u037e\u0384-\u0385\u0387\u055a-\u055f\u0589-\u058f\u05be\u05c0\u05c3\u05c6\u05f3-\u05f4\u0606-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u06dd-\u06de\u06e9\u0700-\u070f\u0964-\u0965\u0970\u0e3f\u0e4f\u0e5a-\u0e5b\u10fb\u1360-\u1368\u1680\u17d4-\u17db\u1800-\u180a\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2fff\u3000-\u3004\u3008-\u3020\u3030\u303d-\u303f\u30fb\ufd3e-\ufd4f\ufe10-\ufe6f\uff00-\uff65\uffe0-\uffff0-9\u0e00-\u0e3e\u0e40-\u0e4e\u0e50-\u0e59\u0e80-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17d3\u17dc-\u17ff\u3005-\u3007\u3021-\u302f\u3031-\u303c\u3041-\u30fa\u30fc-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+)(\+\+|#|\+(?![^\u0001-\u002f\u003a-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02b9-\u02ba\u02c2-\u02cf\u02d2-\u02df\u02e5-\u02ed\u02ef-\u02ff\u0375\u037e\u0384-\u0385\u0387\u055a-\u055f\u0589-\u058f\u05be\u05c0\u05c3\u05c6\u05f3-\u05f4\u0606-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u06dd-\u06de\u06e9\u0700-\u070f\u0964-\u0965\u0970\u0e3f\u0e4f\u0e5a-\u0e5b\u10fb\u1360-\u1368\u1680\u17d4-\u17db\u1800-\u180a\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2fff\u3000-\u3004\u3008-\u3020\u3030\u303d-\u303f\u30fb\ufd3e-\ufd4f\ufe10-\ufe6f\uff00-\uff65\uffe0-\uffff]))?', 'g')
             WITH ORDINALITY AS f (parts, n)) w;
END;

-- What the index keeps of a text: each word as it stands and its stem, a name with its sign, kind s by pairs of characters (also
-- across a blank, since it may be left out) and its last character, and two neighbours written as one (cybersecurity, elearning). With weight A, for titles, also the whole text as one entry after a =.
CREATE FUNCTION "search_vector"("value" text, "weight" text) RETURNS tsvector
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
    SELECT j.entry, a.place
      FROM words a JOIN words b ON b.n = a.n + 1
           CROSS JOIN LATERAL unnest(ARRAY[a.word || b.word, (ts_lexize('pg_catalog.english_stem'::regdictionary, a.word || b.word))[1]]) AS j (entry)
     WHERE a.kind = 'w' AND b.kind = 'w' AND a.sign = '' AND b.sign = ''
       AND (b.is_glued OR (length(a.word) > 2 AND length(b.word) > 2 AND a.stem IS NOT NULL AND b.stem IS NOT NULL))
    UNION ALL
    SELECT '=' || left(string_agg(w.word || w.sign, ' ' ORDER BY w.n), 400), 1 FROM words w WHERE "weight" = 'A' HAVING count(*) > 0
  )
  SELECT coalesce(string_agg('''' || e.entry || ''':' || least(e.place, 16000) || "weight", ' '), '')::tsvector
    FROM entries e WHERE e.entry IS NOT NULL;
END;

-- What a text asks of that index: every word, those written together next to each other or as one, the last one perhaps unfinished.
-- Words that say little count only with `everything`, where nothing else is asked, or before a number (IT 101). Null without a word.
-- `weights` asks for titles (A), providers (B) or the rest (C) alone.
CREATE FUNCTION "search_query"("value" text, "weights" text DEFAULT '', "everything" boolean DEFAULT false) RETURNS tsquery
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
  WITH read AS (
    SELECT w.*, count(*) FILTER (WHERE NOT w.is_glued) OVER (ORDER BY w.n) AS part,
           w.n = max(w.n) OVER () AND w.sign = '' AND w.kind <> 's' AS is_open
      FROM public.search_words("value") w
  ), words AS (
    SELECT r.*, sum(length(r.word)) OVER (PARTITION BY r.part) > 2 AND r.is_open AS is_unfinished,
           count(*) OVER (PARTITION BY r.part) AS size,
           lead(r.kind) OVER (ORDER BY r.n) AS next_kind,
           coalesce(lead(r.is_glued) OVER (ORDER BY r.n), false) AS is_followed
      FROM read r WHERE r.n <= 16
  ), terms AS (
    SELECT w.part, w.n, w.size,
           CASE
             WHEN w.kind = 's' AND length(w.word) = 1 THEN '''' || w.word || ''':*' || "weights"
             WHEN w.kind = 's' THEN '(' || (SELECT string_agg('''' || substr(w.word, i, 2) || ''':' || "weights", ' <-> ' ORDER BY i)
                                               FROM generate_series(1, length(w.word) - 1) AS i)
                                  || CASE WHEN w.is_followed THEN ' <-> ''' || right(w.word, 1) || ''':' || "weights" ELSE '' END || ')'
             WHEN w.sign <> '' THEN '''' || w.word || w.sign || ''':' || "weights"
             WHEN w.is_dotted AND NOT w.is_glued THEN '''.' || w.word || ''':' || "weights"
             WHEN w.is_unfinished THEN '(''' || coalesce(w.stem, w.word) || ''':' || "weights" || ' | ''' || w.word || ''':*' || "weights" || ')'
             ELSE '''' || coalesce(w.stem, w.word) || ''':' || "weights"
           END AS term,
           w.size = 1 AND w.kind = 'w' AND w.sign = '' AND w.stem IS NULL AND w.next_kind IS DISTINCT FROM 'd' AS says_little
      FROM words w
  ), compounds AS (
    -- Two neighbours as one word, for each part that one of them is.
    SELECT p.part, '''' || coalesce((ts_lexize('pg_catalog.english_stem'::regdictionary, a.word || b.word))[1], a.word || b.word) || ''':' || "weights"
             || CASE WHEN b.is_unfinished THEN ' | ''' || a.word || b.word || ''':*' || "weights" ELSE '' END AS term
      FROM words a JOIN words b ON b.n = a.n + 1
           CROSS JOIN LATERAL unnest(CASE WHEN b.is_glued THEN ARRAY[a.part] ELSE ARRAY[a.part, b.part] END) AS p (part)
     WHERE a.kind = 'w' AND b.kind = 'w' AND a.sign = '' AND b.sign = '' AND NOT b.is_dotted
       AND (CASE WHEN b.is_glued THEN a.size = 2 ELSE a.size = 1 AND b.size = 1 END)
  ), parts AS (
    SELECT t.part, bool_and(t.says_little) AS says_little,
           '(' || string_agg(t.term, ' <-> ' ORDER BY t.n) || ')'
             || coalesce((SELECT ' | ' || string_agg(c.term, ' | ') FROM compounds c WHERE c.part = t.part), '') AS term
      FROM terms t GROUP BY t.part
  )
  SELECT string_agg('(' || p.term || ')', ' & ' ORDER BY p.part)::tsquery
    FROM parts p
   WHERE "everything" OR NOT p.says_little OR NOT EXISTS (SELECT FROM parts o WHERE NOT o.says_little);
END;

-- Asks for the titles that are these words and nothing else.
CREATE FUNCTION "search_title"("value" text) RETURNS tsquery
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN (SELECT '''=' || left(string_agg(w.word || w.sign, ' ' ORDER BY w.n), 400) || '''' FROM public.search_words("value") w HAVING count(*) > 0)::tsquery;

-- The catalog's index: title and course code first, then provider, then subject and skills. The code of a course of another university
-- is kept in its natural key alone.
CREATE FUNCTION "micro_credential_words"("title" text, "provider" text, "platform" text, "subject" text, "skills" text[], "kind" text, "natural_key" text)
  RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN public.search_vector("title", 'A')
      || public.search_vector(CASE WHEN "kind" = 'external_course' AND split_part("natural_key", '|', 4) = '' THEN split_part("natural_key", '|', 3) END, 'A')
      || public.search_vector(coalesce("provider", '') || ' / ' || coalesce("platform", ''), 'B')
      || public.search_vector(coalesce("subject", '') || ' / ' || coalesce(array_to_string("skills", ' / '), ''), 'C');

ALTER TABLE "micro_credential" ALTER COLUMN "search"
  SET EXPRESSION AS ("micro_credential_words"("title", "provider", "platform", "subject", "skills", "kind", "natural_key"));

-- The rules of an institution are searched in the same words: by title and code.
ALTER TABLE "equivalency_rule" ADD COLUMN "search" tsvector
  GENERATED ALWAYS AS (search_vector("title", 'A') || search_vector("code", 'A')) STORED;
GRANT SELECT ("search") ON "equivalency_rule" TO app_public;

CREATE AGGREGATE "search_vectors"(tsvector) (SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '', PARALLEL = SAFE);

-- Whether a version of a rule has the words: in the title or code of its rule (`named`), in the title or provider of a certificate that
-- it is about, or as the code of a course or place that it gives (`code`, folded; a beginning is enough).
CREATE FUNCTION "rule_has_words"("tenant" uuid, "version" uuid, "named" tsvector, "definition" jsonb, "words" tsquery, "code" text) RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT coalesce(("named" || (SELECT public.search_vectors(ts_filter(m.search, '{a,b}'))
                                 FROM public.rule_source s JOIN public.micro_credential m ON m.id = s.micro_credential_id
                                WHERE s.tenant_id = "tenant" AND s.rule_version_id = "version")) @@ "words", false)
      OR ("code" <> '' AND EXISTS (SELECT FROM jsonb_path_query("definition", '$.outcomes[*].lines[*].target') AS t (target)
                                    WHERE starts_with(public.fold_course_code(t.target #>> '{}'), "code")));
END;
