-- What keeps duties apart where something is published holds on the road back from a suspension as well.
CREATE OR REPLACE FUNCTION "guard_rule_transition"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE version record;
BEGIN
  SELECT v.status, v.published_by_id, v.row_version, v.import_batch_id INTO version
    FROM rule_version v WHERE v.tenant_id = NEW.tenant_id AND v.id = NEW.rule_version_id;
  IF version.status IS DISTINCT FROM NEW.to_status THEN
    RAISE EXCEPTION 'a move is recorded when it has been made' USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.to_status = 'published' OR NEW.from_status = 'conditionally_approved' OR NEW.action IN ('publish', 'settleConditions'))
     AND is_rule_author(NEW.tenant_id, NEW.rule_version_id, NEW.actor_id) THEN
    RAISE EXCEPTION 'the author neither publishes nor settles conditions' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.to_status = 'published' AND version.import_batch_id IS NOT NULL THEN
    IF NEW.actor_id = (SELECT b.created_by_id FROM import_batch b WHERE b.tenant_id = NEW.tenant_id AND b.id = version.import_batch_id) THEN
      RAISE EXCEPTION 'who imported does not publish' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.action = 'pullBack' AND NOT is_rule_author(NEW.tenant_id, NEW.rule_version_id, NEW.actor_id) THEN
    RAISE EXCEPTION 'who wrote it pulls it back' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.action = 'publish' AND NEW.actor_id IS DISTINCT FROM version.published_by_id THEN
    RAISE EXCEPTION 'who published is who is recorded' USING ERRCODE = 'check_violation';
  END IF;
  -- Nobody brings into force, for the first time or back from a suspension, what they alone judged or have a conflict in, under whatever record.
  -- What was taken over nobody judged here.
  IF NEW.to_status = 'published' AND version.import_batch_id IS NULL THEN
    IF EXISTS (SELECT FROM panel_of_version(NEW.tenant_id, NEW.rule_version_id) p WHERE NOT p.is_recused)
       AND NOT is_judged_by_others(NEW.tenant_id, NEW.rule_version_id, NEW.actor_id) THEN
      RAISE EXCEPTION 'the sole reviewer neither publishes nor resumes' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM panel_of_version(NEW.tenant_id, NEW.rule_version_id) p
                WHERE p.is_recused AND p.person_id IN (SELECT id FROM records_of_same_people(NEW.tenant_id, ARRAY[NEW.actor_id]))) THEN
      RAISE EXCEPTION 'who has a conflict in the review neither publishes nor resumes' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  NEW.row_version := version.row_version;
  RETURN NEW;
END $$;

-- Two records can be known as one person's only after both were given a seat: one person has one vote.
CREATE FUNCTION "guard_vote_once"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
       SELECT FROM vote w
        WHERE w.tenant_id = NEW.tenant_id AND w.stage_id = NEW.stage_id AND NOT w.is_casting AND w.person_id <> NEW.person_id
          AND w.person_id IN (SELECT id FROM records_of_same_people(NEW.tenant_id, ARRAY[NEW.person_id]))) THEN
    RAISE EXCEPTION 'one person has one vote, under whatever record' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_vote_once" BEFORE INSERT ON "vote" FOR EACH ROW WHEN (NOT NEW.is_casting) EXECUTE FUNCTION guard_vote_once();

-- Where both had voted before, a stage still ends by as many people as its policy asks for. lib/review/one-seat.ts counts them so.
CREATE FUNCTION "guard_people_counted"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE voters uuid[]; people int;
BEGIN
  SELECT coalesce(array_agg(DISTINCT w.person_id), '{}') INTO voters
    FROM vote w JOIN review_assignment a ON a.tenant_id = w.tenant_id AND a.stage_id = w.stage_id AND a.person_id = w.person_id
   WHERE w.tenant_id = NEW.tenant_id AND w.stage_id = NEW.id AND NOT w.is_casting AND a.is_voting AND NOT a.is_recused;
  SELECT count(*) INTO people FROM unnest(voters) AS one (id)
   WHERE NOT EXISTS (SELECT FROM records_of_same_people(NEW.tenant_id, ARRAY[one.id]) r WHERE r.id = ANY(voters) AND r.id < one.id);
  IF people < cardinality(voters) AND people < (NEW.config ->> 'minReviewers')::int THEN
    RAISE EXCEPTION 'fewer people have voted than the policy asks for' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_people_counted" BEFORE UPDATE ON "review_stage" FOR EACH ROW
  WHEN (OLD.status = 'open' AND NEW.status = 'closed' AND NEW.outcome IN ('passed', 'failed')) EXECUTE FUNCTION guard_people_counted();
