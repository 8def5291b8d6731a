-- How two courses relate holds until a last day, where one is said: from the form, and never a day that is over.
ALTER TABLE "course_relation" ADD COLUMN "last_day" DATE,
  ADD CONSTRAINT "course_relation_days_in_order" CHECK (first_day IS NULL OR last_day IS NULL OR first_day <= last_day);
GRANT SELECT (last_day) ON "course_relation" TO app_public;
GRANT UPDATE (last_day) ON "course_relation" TO app_rw;
CREATE OR REPLACE FUNCTION "guard_course_relation"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE today date := (now() AT TIME ZONE (SELECT i.time_zone FROM institution i WHERE i.id = coalesce(NEW.tenant_id, OLD.tenant_id)))::date;
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.last_day := NULL;
    NEW.first_day := CASE WHEN EXISTS (SELECT FROM rule_version v WHERE v.tenant_id = NEW.tenant_id AND v.published_at IS NOT NULL) THEN today END;
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'last_day' = to_jsonb(OLD) - 'last_day' AND NEW.last_day IS DISTINCT FROM OLD.last_day
     AND (OLD.last_day IS NULL OR OLD.last_day >= today) AND (NEW.last_day IS NULL OR NEW.last_day >= today) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'how courses relate stays as it was said' USING ERRCODE = 'check_violation';
END $$;

-- What a program asks for, area by area: part of its versions. A version that does not say it asks for what the one before it did.
ALTER TABLE "program_version" ADD COLUMN "areas" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "program_version" ADD CONSTRAINT "program_version_areas_list" CHECK (jsonb_typeof(areas) = 'array');
ALTER TABLE "program_version" ALTER COLUMN "areas" DROP DEFAULT;
GRANT SELECT (areas) ON "program_version" TO app_public;
CREATE FUNCTION "keep_areas_of_program"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.areas := coalesce(NEW.areas, (SELECT v.areas FROM program_version v WHERE v.tenant_id = NEW.tenant_id AND v.program_id = NEW.program_id
      AND (v.first_day IS NULL OR v.first_day <= NEW.first_day) ORDER BY v.first_day DESC NULLS LAST LIMIT 1), '[]'::jsonb);
  RETURN NEW;
END $$;
CREATE TRIGGER "keep_areas_of_program" BEFORE INSERT ON "program_version" FOR EACH ROW EXECUTE FUNCTION keep_areas_of_program();
