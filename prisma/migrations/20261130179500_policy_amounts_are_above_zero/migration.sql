-- A rounding step or a conversion factor of 0 is never stored and never adopted: nothing can be counted with it. A version that holds one
-- already may still be ended, or put right while it is a draft.
CREATE FUNCTION "guard_policy_amounts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.credit = OLD.credit AND NEW.status = OLD.status THEN
    RETURN NEW;
  END IF;
  IF NEW.credit #>> '{rounding,increment}' ~ '^[0.]+(/|$)'
     OR EXISTS (SELECT FROM jsonb_each_text(coalesce(NEW.credit -> 'conversions', '{}')) f WHERE f.value ~ '^[0.]+(/|$)') THEN
    RAISE EXCEPTION 'the step and the factors of a policy are above 0' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_policy_amounts" BEFORE INSERT OR UPDATE ON "policy_version" FOR EACH ROW EXECUTE FUNCTION guard_policy_amounts();
