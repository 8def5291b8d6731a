-- A casting vote decides the tie that it was cast on: once a ballot of that tie changed, left or came, it decides nothing, though the ballots
-- are equal again. lib/review/casting-vote.ts (`decidingVoteIn`) says the same. Casting votes older than this note decide as they did.
ALTER TABLE "vote" ADD COLUMN "on_ballots" TEXT[] NOT NULL DEFAULT '{}',
  ADD CONSTRAINT "vote_ballots_of_casting" CHECK (is_casting OR on_ballots = '{}');

-- The ballots of a stage that count now, by what tells them apart there.
CREATE FUNCTION "counted_ballots"(stage review_stage) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(b.name ORDER BY b.name COLLATE "C"), '{}') FROM (
    SELECT DISTINCT ON (v.person_id) v.person_id || ':' || v.ordinal AS name
      FROM vote v JOIN review_assignment a ON a.tenant_id = v.tenant_id AND a.stage_id = v.stage_id AND a.person_id = v.person_id
     WHERE v.tenant_id = stage.tenant_id AND v.stage_id = stage.id AND NOT v.is_casting AND stands(v) AND a.is_voting AND NOT a.is_recused
     ORDER BY v.person_id, v.ordinal DESC) b
$$;

CREATE OR REPLACE FUNCTION "guard_casting_vote"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE stage review_stage;
BEGIN
  SELECT s.* INTO stage FROM review_stage s WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id FOR SHARE OF s;
  IF stage.config->>'mode' IS DISTINCT FROM 'quorumVote' OR NOT coalesce((ballots_of_stage(stage)).is_tied, false) THEN
    RAISE EXCEPTION 'a casting vote decides a tie' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM review_assignment a WHERE a.tenant_id = NEW.tenant_id AND a.stage_id = NEW.stage_id AND a.person_id = NEW.person_id AND a.is_voting)
     AND is_in_stage_role(NEW.tenant_id, NEW.stage_id, NEW.person_id)
     AND NOT EXISTS (SELECT FROM vote v WHERE v.tenant_id = NEW.tenant_id AND v.stage_id = NEW.stage_id AND v.person_id = NEW.person_id AND NOT v.is_casting AND stands(v)) THEN
    RAISE EXCEPTION 'who has a vote casts it before the casting vote' USING ERRCODE = 'check_violation';
  END IF;
  NEW.on_ballots := counted_ballots(stage);
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION "is_passed_by_ballots"(stage review_stage) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  tally record;
  casting record;
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
    -- The latest casting vote whose person has neither voted anew nor a conflict in the case, where it was cast on these ballots.
    SELECT v.choice, v.on_ballots INTO casting FROM vote v
     WHERE v.tenant_id = stage.tenant_id AND v.stage_id = stage.id AND v.is_casting
       AND NOT EXISTS (SELECT FROM vote w WHERE w.tenant_id = v.tenant_id AND w.stage_id = v.stage_id AND w.person_id = v.person_id AND w.ordinal > v.ordinal)
       AND NOT EXISTS (SELECT FROM review_stage t JOIN review_assignment a ON a.tenant_id = t.tenant_id AND a.stage_id = t.id
                        WHERE t.tenant_id = stage.tenant_id AND t.case_id = stage.case_id AND a.person_id = v.person_id AND a.is_recused)
     ORDER BY v.cast_at DESC, v.ordinal DESC LIMIT 1;
    RETURN stage.config->>'mode' = 'quorumVote' AND stage.config->>'tie' = 'chairDecides' AND casting.choice IS NOT DISTINCT FROM 'approve'
       AND (casting.on_ballots = '{}' OR casting.on_ballots = counted_ballots(stage));
  END IF;
  RETURN CASE
    WHEN stage.config->>'threshold' = 'majorityCast' THEN tally.approve * 2 > tally.ballots_cast
    WHEN stage.config->>'threshold' = 'majorityMembers' THEN tally.approve * 2 > tally.members
    WHEN stage.config->>'threshold' = 'twoThirds' THEN tally.approve * 3 >= tally.ballots_cast * 2
    ELSE tally.approve = tally.ballots_cast END;
END $$;
