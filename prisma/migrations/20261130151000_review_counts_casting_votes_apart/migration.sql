-- A casting vote says how a tie ends and is no ballot of a member: it changes no count. lib/review/tally.ts says the same of ballots at hand.
CREATE FUNCTION "ballots_of_stage"(stage review_stage, OUT eligible bigint, OUT members bigint, OUT present bigint, OUT approve bigint, OUT ballots_cast bigint, OUT is_tied boolean)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  WITH own AS (
    SELECT v.person_id, v.choice, v.ordinal FROM vote v WHERE v.tenant_id = stage.tenant_id AND v.stage_id = stage.id AND NOT v.is_casting
  ), seat AS (
    -- Whoever left without a ballot holds no seat any more.
    SELECT a.person_id, a.is_recused FROM review_assignment a
     WHERE a.tenant_id = stage.tenant_id AND a.stage_id = stage.id AND a.is_voting
       AND (EXISTS (SELECT FROM own WHERE own.person_id = a.person_id) OR is_in_stage_role(a.tenant_id, a.stage_id, a.person_id))
  ), ballot AS (
    SELECT DISTINCT ON (own.person_id) own.person_id, own.choice FROM own JOIN seat USING (person_id)
     WHERE NOT seat.is_recused ORDER BY own.person_id, own.ordinal DESC
  )
  SELECT (SELECT count(*) FROM seat WHERE NOT is_recused),
         (SELECT count(*) FROM seat WHERE NOT is_recused OR (stage.config->>'recusedCount')::boolean),
         count(*), count(*) FILTER (WHERE choice = 'approve'), count(*) FILTER (WHERE choice <> 'abstain')
    INTO eligible, members, present, approve, ballots_cast FROM ballot;
  is_tied := ballots_cast > 0 AND approve * 2 = ballots_cast AND (stage.config->>'threshold' = 'majorityCast'
    OR (stage.config->>'threshold' = 'majorityMembers' AND approve * 2 = members));
END $$;

CREATE OR REPLACE FUNCTION "is_passed_by_ballots"(stage review_stage) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  tally record;
  casting text;
BEGIN
  SELECT * INTO tally FROM ballots_of_stage(stage);
  IF tally.approve = 0 THEN
    RETURN false;
  END IF;
  IF tally.present < greatest((stage.config->>'minReviewers')::integer, CASE
       WHEN stage.config->>'mode' = 'single' THEN 1
       WHEN stage.config->>'quorum' = 'moreThanHalf' THEN tally.members / 2 + 1
       ELSE (stage.config->>'quorum')::integer END) THEN
    RETURN false;
  END IF;
  IF stage.config->>'mode' = 'all' THEN
    RETURN tally.approve = tally.eligible;
  END IF;
  IF tally.is_tied THEN
    -- The latest casting vote whose person has neither voted anew nor a conflict in the case.
    SELECT v.choice INTO casting FROM vote v
     WHERE v.tenant_id = stage.tenant_id AND v.stage_id = stage.id AND v.is_casting
       AND NOT EXISTS (SELECT FROM vote w WHERE w.tenant_id = v.tenant_id AND w.stage_id = v.stage_id AND w.person_id = v.person_id AND w.ordinal > v.ordinal)
       AND NOT EXISTS (SELECT FROM review_stage t JOIN review_assignment a ON a.tenant_id = t.tenant_id AND a.stage_id = t.id
                        WHERE t.tenant_id = stage.tenant_id AND t.case_id = stage.case_id AND a.person_id = v.person_id AND a.is_recused)
     ORDER BY v.cast_at DESC, v.ordinal DESC LIMIT 1;
    RETURN stage.config->>'mode' = 'quorumVote' AND stage.config->>'tie' = 'chairDecides' AND casting IS NOT DISTINCT FROM 'approve';
  END IF;
  RETURN CASE
    WHEN stage.config->>'threshold' = 'majorityCast' THEN tally.approve * 2 > tally.ballots_cast
    WHEN stage.config->>'threshold' = 'majorityMembers' THEN tally.approve * 2 > tally.members
    WHEN stage.config->>'threshold' = 'twoThirds' THEN tally.approve * 3 >= tally.ballots_cast * 2
    ELSE tally.approve = tally.ballots_cast END;
END $$;

-- It is cast once the votes are tied, and by a member only after the own ballot, which may undo the tie.
CREATE FUNCTION "guard_casting_vote"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE stage review_stage;
BEGIN
  SELECT s.* INTO stage FROM review_stage s WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id FOR SHARE OF s;
  IF stage.config->>'mode' IS DISTINCT FROM 'quorumVote' OR NOT coalesce((ballots_of_stage(stage)).is_tied, false) THEN
    RAISE EXCEPTION 'a casting vote decides a tie' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM review_assignment a WHERE a.tenant_id = NEW.tenant_id AND a.stage_id = NEW.stage_id AND a.person_id = NEW.person_id AND a.is_voting)
     AND is_in_stage_role(NEW.tenant_id, NEW.stage_id, NEW.person_id)
     AND NOT EXISTS (SELECT FROM vote v WHERE v.tenant_id = NEW.tenant_id AND v.stage_id = NEW.stage_id AND v.person_id = NEW.person_id AND NOT v.is_casting) THEN
    RAISE EXCEPTION 'who has a vote casts it before the casting vote' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
-- After guard_vote, by name: who may cast at all is asked first.
CREATE TRIGGER "guard_vote_casting" BEFORE INSERT ON "vote" FOR EACH ROW WHEN (NEW.is_casting) EXECUTE FUNCTION guard_casting_vote();
