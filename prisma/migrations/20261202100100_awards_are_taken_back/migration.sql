-- An award that was accepted is taken back by a decision of its own, with a ground, and can be appealed.
ALTER TABLE "claim_decision" ADD COLUMN "ground" TEXT;
ALTER TABLE "claim_decision" ADD CONSTRAINT "claim_decision_ground_of_reversal" CHECK (ground IN ('fraud', 'revoked', 'duplicate', 'error') AND (ground IS NULL OR outcome = 'reversed'));
ALTER TABLE "credit_claim" DROP CONSTRAINT "credit_claim_state_known", DROP CONSTRAINT "credit_claim_outcome_of_decided", DROP CONSTRAINT "credit_claim_nothing_accepted_of_a_no";
ALTER TABLE "credit_claim"
  ADD CONSTRAINT "credit_claim_state_known" CHECK (state IN ('draft', 'verifying', 'evaluating', 'info_requested', 'decided', 'accepted', 'held', 'posted', 'closed', 'reversed', 'reversal_appealed', 'declined', 'appealed', 'withdrawn')),
  ADD CONSTRAINT "credit_claim_outcome_of_decided" CHECK (outcome IN ('granted', 'partly_granted', 'refused')
    AND (state IN ('decided', 'accepted', 'held', 'posted', 'closed', 'reversed', 'reversal_appealed', 'declined', 'appealed')) = (outcome IS NOT NULL)),
  ADD CONSTRAINT "credit_claim_nothing_accepted_of_a_no" CHECK (outcome <> 'refused' OR state NOT IN ('accepted', 'held', 'posted', 'closed', 'reversed', 'reversal_appealed', 'declined'));

-- Whoever takes an accepted award back has decided; whoever reopened a claim after an appeal has not.
CREATE OR REPLACE FUNCTION "decided_before"("wanted_tenant" uuid, "wanted_claim" uuid, "wanted_person" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM claim_decision d WHERE d.tenant_id = "wanted_tenant" AND d.claim_id = "wanted_claim" AND (d.outcome <> 'reversed' OR d.ground IS NOT NULL)
                    AND d.decided_by_id IN (SELECT r.id FROM records_of_same_people("wanted_tenant", ARRAY["wanted_person"]) r))
$$;
-- What was accepted is taken back by a registrar with a ground, and what is on its way only once the student system has answered.
CREATE FUNCTION "guard_claim_reversal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.ground IS NULL) <> EXISTS (SELECT FROM credit_claim c WHERE c.tenant_id = NEW.tenant_id AND c.id = NEW.claim_id AND c.state = 'appealed')
     OR (NEW.ground IS NOT NULL AND (
         NOT EXISTS (SELECT FROM credit_claim c WHERE c.tenant_id = NEW.tenant_id AND c.id = NEW.claim_id AND c.state IN ('accepted', 'held', 'closed'))
      OR NOT EXISTS (SELECT FROM role_grant g WHERE g.tenant_id = NEW.tenant_id AND g.person_id = NEW.decided_by_id AND g.ended_at IS NULL AND g.role = 'registrar')
      OR EXISTS (SELECT FROM posting_line p WHERE p.tenant_id = NEW.tenant_id AND p.claim_id = NEW.claim_id AND p.kind = 'award' AND p.state = 'sent'))) THEN
    RAISE EXCEPTION 'an award is taken back after an appeal, or by a registrar with a ground' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_claim_reversal" BEFORE INSERT ON "claim_decision" FOR EACH ROW WHEN (NEW.outcome = 'reversed') EXECUTE FUNCTION guard_claim_reversal();
-- Learning that counts elsewhere already stays used up while its award is taken back for that.
CREATE OR REPLACE FUNCTION "guard_learning_use"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'learning that was used up stays on record' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.ended_at IS NOT NULL OR NOT EXISTS (SELECT FROM award_line l WHERE l.tenant_id = NEW.tenant_id AND l.decision_id = NEW.decision_id
         AND l.rule_version_id = NEW.rule_version_id AND l.student_id = NEW.student_id) THEN
      RAISE EXCEPTION 'learning is used up by an award' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR to_jsonb(NEW) - 'ended_at' <> to_jsonb(OLD) - 'ended_at'
     OR (NOT EXISTS (SELECT FROM claim_decision r JOIN credit_claim c ON c.tenant_id = r.tenant_id AND c.id = r.claim_id
                       WHERE r.tenant_id = NEW.tenant_id AND r.reverses_id = NEW.decision_id AND (r.ground IS DISTINCT FROM 'duplicate' OR c.state = 'reversal_appealed'))
         AND EXISTS (SELECT FROM award_line l WHERE l.tenant_id = NEW.tenant_id AND l.decision_id = NEW.decision_id AND l.rule_version_id = NEW.rule_version_id
                        AND l.answer IS DISTINCT FROM 'declined')) THEN
    RAISE EXCEPTION 'learning is free again where its award was taken back or declined' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
-- lib/claim/lifecycle.ts, once more, with what is taken back.
CREATE OR REPLACE FUNCTION "guard_credit_claim"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sent bigint; confirmed bigint; due bigint;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a claim stays on record' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'a claim begins as a draft' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.tenant_id, NEW.id, NEW.student_id, NEW.asked, NEW.created_at) IS DISTINCT FROM (OLD.tenant_id, OLD.id, OLD.student_id, OLD.asked, OLD.created_at)
     OR (OLD.submitted_at IS NOT NULL AND (NEW.submitted_at, NEW.claim_date, NEW.policy_version_id) IS DISTINCT FROM (OLD.submitted_at, OLD.claim_date, OLD.policy_version_id)) THEN
    RAISE EXCEPTION 'what a claim asks, and by which policy and day, stays' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.row_version <= OLD.row_version THEN
    RAISE EXCEPTION 'row_version must grow' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
       ('draft', 'verifying'), ('draft', 'withdrawn'), ('verifying', 'evaluating'), ('verifying', 'info_requested'), ('verifying', 'withdrawn'),
       ('evaluating', 'info_requested'), ('evaluating', 'decided'), ('evaluating', 'withdrawn'), ('info_requested', 'verifying'), ('info_requested', 'withdrawn'),
       ('decided', 'accepted'), ('decided', 'declined'), ('decided', 'appealed'), ('appealed', 'decided'), ('appealed', 'evaluating'),
       ('accepted', 'held'), ('held', 'accepted'), ('accepted', 'posted'), ('posted', 'accepted'), ('posted', 'closed'),
       ('accepted', 'reversed'), ('held', 'reversed'), ('closed', 'reversed'), ('reversed', 'reversal_appealed'), ('reversal_appealed', 'reversed'), ('reversal_appealed', 'evaluating')) THEN
    RAISE EXCEPTION 'a claim does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'decided' AND OLD.state IN ('evaluating', 'appealed')
     AND NOT EXISTS (SELECT FROM standing_decision(NEW.tenant_id, NEW.id) d WHERE d.outcome = NEW.outcome) THEN
    RAISE EXCEPTION 'a claim is decided by a decision' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'evaluating' AND EXISTS (SELECT FROM standing_decision(NEW.tenant_id, NEW.id)) THEN
    RAISE EXCEPTION 'a decision is taken back before there is another' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'accepted' AND OLD.state = 'decided' AND (
       SELECT count(*) FILTER (WHERE l.answer = 'accepted') = 0 OR bool_or(l.answer IS NULL) FROM award_line l JOIN standing_decision(NEW.tenant_id, NEW.id) d
          ON l.tenant_id = d.tenant_id AND l.decision_id = d.id) THEN
    RAISE EXCEPTION 'credit is accepted line by line' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state <> OLD.state AND (NEW.state IN ('posted', 'closed') OR OLD.state = 'posted') THEN
    SELECT count(*) FILTER (WHERE p.state = 'sent'), count(*) FILTER (WHERE p.state = 'confirmed'), count(*) FILTER (WHERE p.state IS NULL) INTO sent, confirmed, due
      FROM standing_decision(NEW.tenant_id, NEW.id) d JOIN award_line l ON l.tenant_id = d.tenant_id AND l.decision_id = d.id AND l.answer = 'accepted'
      LEFT JOIN posting_line p ON p.tenant_id = l.tenant_id AND p.claim_id = NEW.id AND p.decision_id = l.decision_id AND p.line = l.line AND p.kind = 'award' AND p.state <> 'failed';
    IF (NEW.state = 'posted' AND (sent = 0 OR due > 0)) OR (NEW.state = 'closed' AND (confirmed = 0 OR sent > 0 OR due > 0)) OR (NEW.state = 'accepted' AND (sent > 0 OR due = 0)) THEN
      RAISE EXCEPTION 'a claim is posted, closed or taken back by what became of its lines' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.state = 'reversed' AND EXISTS (SELECT FROM standing_decision(NEW.tenant_id, NEW.id)) THEN
    RAISE EXCEPTION 'an award is taken back by a decision' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE claim_holding SET is_open = NEW.state IN ('draft', 'verifying', 'evaluating', 'info_requested', 'appealed', 'reversal_appealed')
   WHERE tenant_id = NEW.tenant_id AND claim_id = NEW.id AND is_open <> (NEW.state IN ('draft', 'verifying', 'evaluating', 'info_requested', 'appealed', 'reversal_appealed'));
  RETURN NEW;
END $$;
