-- What makes two rows of a file the same entry has every condition in it: a pass mark tells recommendations apart, and a course code
-- of another university is one code with blanks, hyphens or neither. The owner is bound to one institution like everybody, so the
-- fill sets this aside. Of two entries that would now be one, the later keeps its key and stays as it is.
ALTER TABLE "recommendation" NO FORCE ROW LEVEL SECURITY;
UPDATE "recommendation" SET natural_key = natural_key || '#' || pass_mark WHERE pass_mark IS NOT NULL AND natural_key LIKE '%#%#%';
ALTER TABLE "recommendation" FORCE ROW LEVEL SECURITY;

ALTER TABLE "micro_credential" NO FORCE ROW LEVEL SECURITY;
WITH folded AS (
  SELECT id, natural_key, split_part(natural_key, '|', 1) || '|' || split_part(natural_key, '|', 2) || '|'
         || fold_course_code(split_part(natural_key, '|', 3)) AS key
    FROM "micro_credential" WHERE kind = 'external_course' AND natural_key LIKE 'external\_course|%|%'),
first AS (SELECT DISTINCT ON (key) id, natural_key, key FROM folded ORDER BY key, (natural_key = key) DESC, id)
UPDATE "micro_credential" m SET natural_key = f.key FROM first f WHERE m.id = f.id AND f.natural_key <> f.key;
ALTER TABLE "micro_credential" FORCE ROW LEVEL SECURITY;
