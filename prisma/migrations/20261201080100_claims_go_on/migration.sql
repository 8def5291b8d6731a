-- What was asked for is answered with words.
ALTER TABLE "claim_event" ADD CONSTRAINT "claim_event_answer_said" CHECK (move <> 'answer' OR btrim(note) <> '') NOT VALID;

-- lib/claim/lifecycle.ts (`withdraw`), once more: what was decided once stays on record, also where it was taken back.
CREATE FUNCTION "guard_claim_withdrawal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM claim_decision d WHERE d.tenant_id = NEW.tenant_id AND d.claim_id = NEW.id) THEN
    RAISE EXCEPTION 'a decision stays on record, so its claim is not withdrawn' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_claim_withdrawal" BEFORE UPDATE ON "credit_claim" FOR EACH ROW
  WHEN (NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn') EXECUTE FUNCTION guard_claim_withdrawal();
