-- A mapping is not due for review before its own first day. lib/rule/review-due.ts says the same.
CREATE OR REPLACE FUNCTION "guard_review_day"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  zone text;
  months int;
BEGIN
  IF NEW.review_due_on < NEW.claim_from THEN
    RAISE EXCEPTION 'a review comes no sooner than the first day of what is reviewed' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.review_due_on IS NULL OR NEW.review_due_on <= OLD.review_due_on THEN
    RETURN NEW;
  END IF;
  SELECT i.time_zone INTO zone FROM institution i WHERE i.id = NEW.tenant_id;
  SELECT (p.review ->> 'reReviewMonths')::int INTO months FROM policy_version p
   WHERE p.tenant_id = NEW.tenant_id AND p.status = 'adopted' AND p.effective_from <= (now() AT TIME ZONE zone)::date
     AND (p.effective_to IS NULL OR p.effective_to >= (now() AT TIME ZONE zone)::date);
  IF NEW.review_due_on IS NULL OR months IS NULL
     OR NEW.review_due_on > ((NEW.published_at AT TIME ZONE zone)::date + make_interval(months => months))::date THEN
    RAISE EXCEPTION 'only a review leaves a mapping in force for longer than the policy says' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
