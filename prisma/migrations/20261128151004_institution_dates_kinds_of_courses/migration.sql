-- Whether something in the course list is a course or a collective place decides how often it counts: it is said by its versions.
ALTER TABLE "course_version" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'course';
ALTER TABLE "course_version" ADD CONSTRAINT "course_version_kind_known" CHECK (kind IN ('course', 'elective'));
-- What is known today has always been so, as far as anybody can tell: the guard of versions that have begun is set aside for it.
ALTER TABLE "course" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "course_version" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "course_version" DISABLE TRIGGER "guard_dated_version";
UPDATE "course_version" v SET kind = c.kind FROM "course" c WHERE c.tenant_id = v.tenant_id AND c.id = v.course_id AND c.kind <> 'course';
ALTER TABLE "course_version" ENABLE TRIGGER "guard_dated_version";
ALTER TABLE "course" FORCE ROW LEVEL SECURITY;
ALTER TABLE "course_version" FORCE ROW LEVEL SECURITY;
ALTER TABLE "course_version" ALTER COLUMN "kind" DROP DEFAULT;
GRANT SELECT (kind) ON "course_version" TO app_public;

-- A version that does not say it is what the one before it was.
CREATE FUNCTION "keep_kind_of_course"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.kind := coalesce(NEW.kind, (SELECT v.kind FROM course_version_on(NEW.tenant_id, NEW.course_id, NEW.first_day) v),
                       (SELECT c.kind FROM course c WHERE c.tenant_id = NEW.tenant_id AND c.id = NEW.course_id));
  RETURN NEW;
END $$;
CREATE TRIGGER "keep_kind_of_course" BEFORE INSERT ON "course_version" FOR EACH ROW EXECUTE FUNCTION keep_kind_of_course();

CREATE OR REPLACE FUNCTION "add_first_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'course' THEN
    INSERT INTO course_version (tenant_id, course_id, title, credits, level, kind, status)
    VALUES (NEW.tenant_id, NEW.id, NEW.title, NEW.credits, NEW.level, NEW.kind, NEW.status);
  ELSE
    INSERT INTO program_version (tenant_id, program_id, title, level, total_credits, limits, status)
    VALUES (NEW.tenant_id, NEW.id, NEW.title, NEW.level, NEW.total_credits, NEW.limits, NEW.status);
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION "guard_versioned"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kept text[] := ARRAY['tenant_id', 'id', 'code', 'title', 'credits', 'level', 'kind', 'status', 'total_credits', 'limits'];
BEGIN
  IF EXISTS (SELECT FROM unnest(kept) AS name WHERE to_jsonb(NEW) -> name IS DISTINCT FROM to_jsonb(OLD) -> name) THEN
    RAISE EXCEPTION 'a % changes by a new version', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

DROP FUNCTION "course_on"(date);
DROP FUNCTION "course_version_on"(uuid, uuid, date);
CREATE FUNCTION "course_version_on"("tenant" uuid, "course" uuid, "day" date)
  RETURNS TABLE (version_id uuid, first_day date, title text, credits text, level text, kind text, status text) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT w.id, w.first_day, w.title, w.credits, w.level, w.kind, w.status FROM course_version w
     WHERE w.tenant_id = "tenant" AND w.course_id = "course" AND (w.first_day IS NULL OR w.first_day <= "day")
     ORDER BY w.first_day DESC NULLS LAST LIMIT 1
  $$;
CREATE FUNCTION "course_on"("day" date)
  RETURNS TABLE (tenant_id uuid, id uuid, department_id uuid, code text, version_id uuid, first_day date, title text, credits text, level text, kind text, status text)
  LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT c.tenant_id, c.id, c.department_id, c.code, v.version_id, v.first_day, v.title, v.credits, v.level, v.kind, v.status
      FROM course c JOIN LATERAL course_version_on(c.tenant_id, c.id, "day") v ON true
  $$;

-- How courses relate decides what counts: a relation that is entered later holds from that day on, and none is changed or taken away.
ALTER TABLE "course_relation" ADD COLUMN "first_day" DATE;
GRANT SELECT (first_day) ON "course_relation" TO app_public;
CREATE FUNCTION "guard_course_relation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    RAISE EXCEPTION 'how courses relate stays as it was said' USING ERRCODE = 'check_violation';
  END IF;
  NEW.first_day := CASE WHEN EXISTS (SELECT FROM rule_version v WHERE v.tenant_id = NEW.tenant_id AND v.published_at IS NOT NULL)
                        THEN (now() AT TIME ZONE (SELECT i.time_zone FROM institution i WHERE i.id = NEW.tenant_id))::date END;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_course_relation" BEFORE INSERT OR UPDATE OR DELETE ON "course_relation" FOR EACH ROW EXECUTE FUNCTION guard_course_relation();
REVOKE UPDATE, DELETE ON "course_relation" FROM app_rw;
