-- Courses and programs have dated versions: what one is called and carries from a first day on. The past does not move.
CREATE TABLE "course_version" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "course_id" UUID NOT NULL,
    "first_day" DATE,
    "title" TEXT NOT NULL,
    "credits" TEXT,
    "level" TEXT,
    "status" TEXT NOT NULL,
    "changed_by_id" UUID,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "course_version_pkey" PRIMARY KEY ("tenant_id", "id")
);
CREATE TABLE "program_version" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "program_id" UUID NOT NULL,
    "first_day" DATE,
    "title" TEXT NOT NULL,
    "level" TEXT,
    "total_credits" TEXT NOT NULL,
    "limits" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "changed_by_id" UUID,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "program_version_pkey" PRIMARY KEY ("tenant_id", "id")
);

ALTER TABLE "course_version" ADD CONSTRAINT "course_version_tenant_id_course_id_fkey" FOREIGN KEY ("tenant_id", "course_id") REFERENCES "course"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "course_version" ADD CONSTRAINT "course_version_tenant_id_changed_by_id_fkey" FOREIGN KEY ("tenant_id", "changed_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "program_version" ADD CONSTRAINT "program_version_tenant_id_program_id_fkey" FOREIGN KEY ("tenant_id", "program_id") REFERENCES "program"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "program_version" ADD CONSTRAINT "program_version_tenant_id_changed_by_id_fkey" FOREIGN KEY ("tenant_id", "changed_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One version a day, and one that holds since ever.
ALTER TABLE "course_version" ADD CONSTRAINT "course_version_one_a_day" UNIQUE NULLS NOT DISTINCT ("tenant_id", "course_id", "first_day"),
  ADD CONSTRAINT "course_version_credits_exact" CHECK (is_amount(credits)),
  ADD CONSTRAINT "course_version_status_known" CHECK (status IN ('active', 'inactive'));
ALTER TABLE "program_version" ADD CONSTRAINT "program_version_one_a_day" UNIQUE NULLS NOT DISTINCT ("tenant_id", "program_id", "first_day"),
  ADD CONSTRAINT "program_version_total_exact" CHECK (is_amount(total_credits)),
  ADD CONSTRAINT "program_version_status_known" CHECK (status IN ('active', 'inactive'));

-- What is known today has always been so, as far as anybody can tell.
ALTER TABLE "course" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "program" NO FORCE ROW LEVEL SECURITY;
INSERT INTO "course_version" (tenant_id, course_id, title, credits, level, status) SELECT tenant_id, id, title, credits, level, status FROM "course";
INSERT INTO "program_version" (tenant_id, program_id, title, level, total_credits, limits, status) SELECT tenant_id, id, title, level, total_credits, limits, status FROM "program";
ALTER TABLE "course" FORCE ROW LEVEL SECURITY;
ALTER TABLE "program" FORCE ROW LEVEL SECURITY;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['course_version', 'program_version'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY "tenant" ON %I TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())', name);
    EXECUTE format('CREATE POLICY "public" ON %I FOR SELECT TO app_public USING (true)', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON "course_version", "program_version" TO app_rw;
GRANT SELECT (tenant_id, id, course_id, first_day, title, credits, level, status) ON "course_version" TO app_public;
GRANT SELECT (tenant_id, id, program_id, first_day, title, level, total_credits, limits, status) ON "program_version" TO app_public;

-- Whatever road a course or a program comes by, it has its first version at once.
CREATE FUNCTION "add_first_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'course' THEN
    INSERT INTO course_version (tenant_id, course_id, title, credits, level, status)
    VALUES (NEW.tenant_id, NEW.id, NEW.title, NEW.credits, NEW.level, NEW.status);
  ELSE
    INSERT INTO program_version (tenant_id, program_id, title, level, total_credits, limits, status)
    VALUES (NEW.tenant_id, NEW.id, NEW.title, NEW.level, NEW.total_credits, NEW.limits, NEW.status);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "add_first_version" AFTER INSERT ON "course" FOR EACH ROW EXECUTE FUNCTION add_first_version();
CREATE TRIGGER "add_first_version" AFTER INSERT ON "program" FOR EACH ROW EXECUTE FUNCTION add_first_version();

-- A version changes until its first day, not afterwards; a new one begins on the day that it is saved on, or later.
CREATE FUNCTION "guard_dated_version"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE zone text := (SELECT i.time_zone FROM institution i WHERE i.id = NEW.tenant_id);
BEGIN
  IF NEW.first_day < (NEW.changed_at AT TIME ZONE zone)::date THEN
    RAISE EXCEPTION 'a version does not begin in the past' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.first_day IS NULL OR OLD.first_day <= (now() AT TIME ZONE zone)::date THEN
      RAISE EXCEPTION 'a version whose first day has come does not change' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.tenant_id <> OLD.tenant_id OR NEW.id <> OLD.id OR NEW.first_day IS NULL OR NEW.changed_at < OLD.changed_at
       OR to_jsonb(NEW) -> 'course_id' IS DISTINCT FROM to_jsonb(OLD) -> 'course_id'
       OR to_jsonb(NEW) -> 'program_id' IS DISTINCT FROM to_jsonb(OLD) -> 'program_id' THEN
      RAISE EXCEPTION 'a version stays with what it is a version of' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_dated_version" BEFORE INSERT OR UPDATE ON "course_version" FOR EACH ROW EXECUTE FUNCTION guard_dated_version();
CREATE TRIGGER "guard_dated_version" BEFORE INSERT OR UPDATE ON "program_version" FOR EACH ROW EXECUTE FUNCTION guard_dated_version();

-- What a course or a program was entered with is its first version; a change is a new one.
CREATE FUNCTION "guard_versioned"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kept text[] := ARRAY['tenant_id', 'id', 'code', 'title', 'credits', 'level', 'status', 'total_credits', 'limits'];
BEGIN
  IF EXISTS (SELECT FROM unnest(kept) AS name WHERE to_jsonb(NEW) -> name IS DISTINCT FROM to_jsonb(OLD) -> name) THEN
    RAISE EXCEPTION 'a % changes by a new version', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_versioned" BEFORE UPDATE ON "course" FOR EACH ROW EXECUTE FUNCTION guard_versioned();
CREATE TRIGGER "guard_versioned" BEFORE UPDATE ON "program" FOR EACH ROW EXECUTE FUNCTION guard_versioned();

-- The version that holds on a day, the one place that says so in SQL; lib/institution/dated-version.ts says the same of versions at hand.
CREATE FUNCTION "course_version_on"("tenant" uuid, "course" uuid, "day" date)
  RETURNS TABLE (version_id uuid, first_day date, title text, credits text, level text, status text) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT w.id, w.first_day, w.title, w.credits, w.level, w.status FROM course_version w
     WHERE w.tenant_id = "tenant" AND w.course_id = "course" AND (w.first_day IS NULL OR w.first_day <= "day")
     ORDER BY w.first_day DESC NULLS LAST LIMIT 1
  $$;
CREATE FUNCTION "program_version_on"("tenant" uuid, "program" uuid, "day" date)
  RETURNS TABLE (version_id uuid, first_day date, title text, level text, total_credits text, limits jsonb, status text) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT w.id, w.first_day, w.title, w.level, w.total_credits, w.limits, w.status FROM program_version w
     WHERE w.tenant_id = "tenant" AND w.program_id = "program" AND (w.first_day IS NULL OR w.first_day <= "day")
     ORDER BY w.first_day DESC NULLS LAST LIMIT 1
  $$;
-- All courses and all programs as they are on a day.
CREATE FUNCTION "course_on"("day" date)
  RETURNS TABLE (tenant_id uuid, id uuid, department_id uuid, code text, version_id uuid, first_day date, title text, credits text, level text, status text)
  LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT c.tenant_id, c.id, c.department_id, c.code, v.version_id, v.first_day, v.title, v.credits, v.level, v.status
      FROM course c JOIN LATERAL course_version_on(c.tenant_id, c.id, "day") v ON true
  $$;
CREATE FUNCTION "program_on"("day" date)
  RETURNS TABLE (tenant_id uuid, id uuid, department_id uuid, code text, version_id uuid, first_day date, title text, level text, total_credits text, limits jsonb, status text)
  LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT p.tenant_id, p.id, p.department_id, p.code, v.version_id, v.first_day, v.title, v.level, v.total_credits, v.limits, v.status
      FROM program p JOIN LATERAL program_version_on(p.tenant_id, p.id, "day") v ON true
  $$;
