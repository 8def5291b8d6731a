-- A course code as codes are compared: without blanks, hyphens, points and case. foldCourseCode in lib/institution/course-code.ts does the same.
CREATE OR REPLACE FUNCTION "fold_course_code"("code" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(regexp_replace(normalize(code, NFKC),
    '[\s\u0001-\u0020\u007f-\u00a0\u00ad\u058a\u05be\u0600-\u0605\u061c\u06dd\u1680\u180e\u1806\u2000-\u200f\u2010-\u2015\u2028-\u202f\u205f-\u2064\u2066-\u206f\u2212\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u3000\u301c\u3030\u30a0\ufeff.-]+', '', 'g'))
$$;
CREATE INDEX "course_folded_code" ON "course" ("tenant_id", fold_course_code("code"));
