-- A pass mark is a percentage, and a program asks for some credit. What was stored before may still be ended or put right.
CREATE FUNCTION "guard_pass_mark"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.pass_mark IS NOT DISTINCT FROM OLD.pass_mark THEN
    RETURN NEW;
  END IF;
  IF is_amount(NEW.pass_mark) AND split_part(NEW.pass_mark, '/', 1)::numeric > 100 * coalesce(nullif(split_part(NEW.pass_mark, '/', 2), ''), '1')::numeric THEN
    RAISE EXCEPTION 'a pass mark is at most 100 percent' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_pass_mark" BEFORE INSERT OR UPDATE ON "recommendation" FOR EACH ROW EXECUTE FUNCTION guard_pass_mark();
CREATE TRIGGER "guard_pass_mark" BEFORE INSERT OR UPDATE ON "micro_credential_version" FOR EACH ROW EXECUTE FUNCTION guard_pass_mark();

CREATE FUNCTION "guard_program_total"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (TG_OP = 'INSERT' OR NEW.total_credits <> OLD.total_credits) AND NEW.total_credits ~ '^[0.]+(/|$)' THEN
    RAISE EXCEPTION 'a program asks for more than 0' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_program_total" BEFORE INSERT OR UPDATE ON "program_version" FOR EACH ROW EXECUTE FUNCTION guard_program_total();
