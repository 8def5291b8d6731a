-- As before; and what is added anew does not overtake the removal of what was posted for the same claim.
CREATE OR REPLACE FUNCTION "guard_posting_line"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'what was posted stays on record' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'sent' OR NOT EXISTS (
         SELECT FROM award_line l JOIN claim_decision d ON d.tenant_id = l.tenant_id AND d.id = l.decision_id JOIN credit_claim c ON c.tenant_id = d.tenant_id AND c.id = d.claim_id
          WHERE l.tenant_id = NEW.tenant_id AND l.decision_id = NEW.decision_id AND l.line = NEW.line AND l.answer = 'accepted' AND c.id = NEW.claim_id
            AND (c.state = 'accepted' OR NEW.kind = 'reversal')
            AND EXISTS (SELECT FROM claim_decision r WHERE r.tenant_id = d.tenant_id AND r.reverses_id = d.id) = (NEW.kind = 'reversal')
            AND EXISTS (SELECT FROM posting_line p WHERE p.tenant_id = l.tenant_id AND p.claim_id = NEW.claim_id AND p.decision_id = l.decision_id AND p.line = l.line AND p.kind = 'award' AND p.state = 'confirmed')
                = (NEW.kind = 'reversal')) THEN
      RAISE EXCEPTION 'what was accepted is posted, and what was posted is taken back' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.kind = 'award' AND EXISTS (SELECT FROM posting_line p WHERE p.tenant_id = NEW.tenant_id AND p.claim_id = NEW.claim_id AND p.kind = 'reversal' AND p.state = 'sent') THEN
      RAISE EXCEPTION 'a removal is answered before the same credit is added anew' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'sent' OR NEW.state = 'sent' OR to_jsonb(NEW) - 'state' - 'reference' - 'reason' - 'settled_at' - 'settled_by_id'
       <> to_jsonb(OLD) - 'state' - 'reference' - 'reason' - 'settled_at' - 'settled_by_id' THEN
    RAISE EXCEPTION 'a line is settled once, and not changed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
