-- An award that was accepted stands while it is held, on its way to the student system and on record there: lib/claim/lifecycle.ts (awardStands), once more.
CREATE OR REPLACE FUNCTION "guard_signed_record"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM signing_key k WHERE k.tenant_id = NEW.tenant_id AND k.id = NEW.key_id AND k.retired_at IS NULL) THEN
    RAISE EXCEPTION 'a retired key signs nothing' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.rule_version_id IS NOT NULL AND NOT EXISTS (SELECT FROM rule_version v JOIN policy_version p ON p.tenant_id = v.tenant_id
       WHERE v.tenant_id = NEW.tenant_id AND v.id = NEW.rule_version_id AND v.status = 'published' AND p.id = NEW.policy_version_id AND p.status = 'adopted'
         -- lib/db/as-of.ts (closedBefore), once more: what had ended was not decided under a policy that came later.
         AND NOT coalesce(least(coalesce(v.claim_to, (v.definition #>> '{claimWindow,to}')::date), (v.definition #>> '{credentialWindow,to}')::date,
           (v.definition #>> '{termWindow,to}')::date) < p.effective_from, false)) THEN
    RAISE EXCEPTION 'what is signed is published, by a policy that was adopted' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.decision_id IS NOT NULL AND NOT EXISTS (SELECT FROM claim_decision d JOIN credit_claim c ON c.tenant_id = d.tenant_id AND c.id = d.claim_id
       WHERE d.tenant_id = NEW.tenant_id AND d.id = NEW.decision_id AND d.student_id = NEW.student_id AND d.outcome IN ('granted', 'partly_granted')
         AND c.state IN ('accepted', 'held', 'posted', 'closed')
         AND NOT EXISTS (SELECT FROM claim_decision r WHERE r.tenant_id = d.tenant_id AND r.reverses_id = d.id)) THEN
    RAISE EXCEPTION 'a badge is of an award that stands and was accepted' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
