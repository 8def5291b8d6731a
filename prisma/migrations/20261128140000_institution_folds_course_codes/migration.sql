-- A course code as codes are compared: without blanks, hyphens, points and case. foldCourseCode() in lib/institution/course-code.ts
-- does the same; what is stored and shown stays as it was written. The collation is named, because an index must not depend on the
-- one that a server happens to have.
CREATE FUNCTION "fold_course_code"("code" text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN lower(
    regexp_replace(
      normalize("code", NFKC),
      '[\u0001-\u0020\u007f-\u00a0\u00ad\u1680\u2000-\u2015\u2028-\u202f\u205f-\u2064\u2212\u3000\u301c\u3030\ufeff.-]', '', 'g'
    ) COLLATE "pg_catalog"."pg_c_utf8"
  );

CREATE INDEX "course_folded_code" ON "course" ("tenant_id", fold_course_code("code"));
