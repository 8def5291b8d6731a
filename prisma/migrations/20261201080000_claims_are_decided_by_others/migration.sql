-- Every staff record that is the student's own: by account, by a mailbox that was confirmed, and each other record of that person.
CREATE FUNCTION "staff_records_of_student"("wanted_tenant" uuid, "wanted_student" uuid) RETURNS TABLE ("id" uuid) LANGUAGE sql STABLE AS $$
  SELECT r.id FROM records_of_same_people("wanted_tenant", ARRAY(
    SELECT p.id FROM student s JOIN person p ON p.tenant_id = s.tenant_id AND (
             p.user_id = s.user_id OR bare_mailbox(p.email) = bare_mailbox(s.mailbox)
          OR bare_mailbox(p.email) IN (SELECT bare_mailbox(a.provider_account_id) FROM auth_account a WHERE a.user_id = s.user_id AND a.provider = 'email'))
     WHERE s.tenant_id = "wanted_tenant" AND s.id = "wanted_student")) r
$$;
CREATE OR REPLACE FUNCTION "decides_claims"("wanted_tenant" uuid, "wanted_person" uuid, "wanted_student" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM person p JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.ended_at IS NULL
                  WHERE p.tenant_id = "wanted_tenant" AND p.id = "wanted_person" AND p.status = 'active' AND g.role IN ('evaluator', 'registrar'))
     AND NOT EXISTS (SELECT s.id FROM staff_records_of_student("wanted_tenant", "wanted_student") s
                      INTERSECT SELECT r.id FROM records_of_same_people("wanted_tenant", ARRAY["wanted_person"]) r)
$$;

-- Whether somebody has decided a claim before, under any record of theirs; whoever took a decision back has decided nothing by that.
CREATE FUNCTION "decided_before"("wanted_tenant" uuid, "wanted_claim" uuid, "wanted_person" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM claim_decision d WHERE d.tenant_id = "wanted_tenant" AND d.claim_id = "wanted_claim" AND d.outcome <> 'reversed'
                    AND d.decided_by_id IN (SELECT r.id FROM records_of_same_people("wanted_tenant", ARRAY["wanted_person"]) r))
$$;
CREATE FUNCTION "guard_claim_decider"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.decided_by_id IS NOT NULL AND decided_before(NEW.tenant_id, NEW.claim_id, NEW.decided_by_id) THEN
    RAISE EXCEPTION 'who decided a claim before neither decides it anew nor answers its appeal' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_claim_decider" BEFORE INSERT ON "claim_decision" FOR EACH ROW EXECUTE FUNCTION guard_claim_decider();

-- Every act of staff in a claim is written down, so here is where each is held to lib/access/can.ts: an office, not one's own, and no appeal
-- against one's own decision.
CREATE FUNCTION "guard_claim_event"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.by_party = 'staff' AND NOT decides_claims(NEW.tenant_id, NEW.person_id, NEW.student_id) THEN
    RAISE EXCEPTION 'evaluators and registrars act in claims that are not their own' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.move IN ('uphold', 'reopen') AND decided_before(NEW.tenant_id, NEW.claim_id, NEW.person_id) THEN
    RAISE EXCEPTION 'who decided a claim before neither decides it anew nor answers its appeal' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_claim_event" BEFORE INSERT ON "claim_event" FOR EACH ROW EXECUTE FUNCTION guard_claim_event();
