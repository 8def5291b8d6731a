-- A collective place for transfer credit may be used many times, a course once; its level no longer has to say so.
ALTER TABLE "course" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'course';
ALTER TABLE "course" ADD CONSTRAINT "course_kind_known" CHECK (kind IN ('course', 'elective'));
-- The owner of the table is bound to one institution like everybody, so the fill sets this aside for its one statement.
ALTER TABLE "course" NO FORCE ROW LEVEL SECURITY;
UPDATE "course" SET kind = 'elective' WHERE level = 'Transfer elective';
ALTER TABLE "course" FORCE ROW LEVEL SECURITY;
GRANT SELECT (kind) ON "course" TO app_public;
