-- "No credit" is decided by the review and told by a registrar: its sentence belongs to the denial, which is public once it is published.
-- What the public reads of the rejection before that is its day.
ALTER TABLE "rule_rejection" DROP CONSTRAINT "rule_rejection_no_has_reason";
-- The rows are append-only for the application; this takes back what was public too early, and every denial holds its own copy.
ALTER TABLE "rule_rejection" DISABLE TRIGGER "append_only";
DO $$
DECLARE tenant uuid;
BEGIN
  FOR tenant IN SELECT id FROM institution LOOP
    PERFORM set_config('app.tenant_id', tenant::text, true);
    UPDATE rule_rejection SET public_reason = '' WHERE kind = 'no_credit';
  END LOOP;
  PERFORM set_config('app.tenant_id', '', true);
END $$;
ALTER TABLE "rule_rejection" ENABLE TRIGGER "append_only";
-- The version of the product that runs while this is installed still writes the sentence.
CREATE FUNCTION "keep_reason_unpublished"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind = 'no_credit' THEN NEW.public_reason := ''; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "keep_reason_unpublished" BEFORE INSERT ON "rule_rejection" FOR EACH ROW EXECUTE FUNCTION keep_reason_unpublished();
ALTER TABLE "rule_rejection" ADD CONSTRAINT "rule_rejection_no_waits" CHECK (kind <> 'no_credit' OR public_reason = '');
