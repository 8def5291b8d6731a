-- Where a tie may wait for the casting vote, nothing changes once whoever leads may know of one: once enough have voted and everybody who can
-- has, and in what was revealed while it is tied. lib/review/casting-vote.ts (`maySeat`, `mayVoteAnew`) says the same. A chair whose vote is the
-- only one assigns others all the same.
CREATE FUNCTION "is_settled"(stage review_stage) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE tally record;
BEGIN
  IF stage.status <> 'open' OR stage.config->>'mode' IS DISTINCT FROM 'quorumVote' OR stage.config->>'tie' IS DISTINCT FROM 'chairDecides' THEN
    RETURN false;
  END IF;
  SELECT * INTO tally FROM ballots_of_stage(stage);
  RETURN (tally.present = tally.eligible OR (stage.revealed_at IS NOT NULL AND tally.is_tied))
     AND tally.present >= greatest((stage.config->>'minReviewers')::integer, CASE
       WHEN stage.config->>'quorum' = 'moreThanHalf' THEN tally.members / 2 + 1 ELSE (stage.config->>'quorum')::integer END)
     AND (stage.kind <> 'department' OR stage.chair_id IS NULL OR EXISTS (
       SELECT FROM review_assignment a WHERE a.tenant_id = stage.tenant_id AND a.stage_id = stage.id AND a.is_voting AND NOT a.is_recused
          AND a.person_id <> stage.chair_id));
END $$;

CREATE FUNCTION "guard_settled_ballots"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE stage review_stage;
BEGIN
  SELECT s.* INTO stage FROM review_stage s WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id FOR SHARE OF s;
  IF stage.revealed_at IS NULL AND is_settled(stage) AND EXISTS (
       SELECT FROM vote v WHERE v.tenant_id = NEW.tenant_id AND v.stage_id = NEW.stage_id AND v.person_id = NEW.person_id AND NOT v.is_casting) THEN
    RAISE EXCEPTION 'no ballot changes once all have voted and a tie may wait' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_vote_settled" BEFORE INSERT ON "vote" FOR EACH ROW WHEN (NOT NEW.is_casting) EXECUTE FUNCTION guard_settled_ballots();

CREATE FUNCTION "guard_settled_seats"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  stage review_stage;
  seat review_assignment := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  SELECT s.* INTO stage FROM review_stage s WHERE s.tenant_id = seat.tenant_id AND s.id = seat.stage_id FOR SHARE OF s;
  IF is_settled(stage) THEN
    RAISE EXCEPTION 'no seat is given or taken back once all have voted and a tie may wait' USING ERRCODE = 'check_violation';
  END IF;
  RETURN seat;
END $$;
CREATE TRIGGER "guard_seat_settled" BEFORE INSERT ON "review_assignment" FOR EACH ROW WHEN (NEW.is_voting) EXECUTE FUNCTION guard_settled_seats();
CREATE TRIGGER "guard_seat_settled_update" BEFORE UPDATE ON "review_assignment" FOR EACH ROW WHEN (NEW.is_voting <> OLD.is_voting) EXECUTE FUNCTION guard_settled_seats();
CREATE TRIGGER "guard_seat_settled_delete" BEFORE DELETE ON "review_assignment" FOR EACH ROW WHEN (OLD.is_voting) EXECUTE FUNCTION guard_settled_seats();
