-- A vote can be taken back until its stage ends. That is a ballot of its own, `withdrawn`, after which the person has not voted: what was
-- cast before stays on record and counts for nothing. @source docs/domain.md §11.4
ALTER TABLE "vote" DROP CONSTRAINT "vote_choice_known", DROP CONSTRAINT "vote_has_rationale", DROP CONSTRAINT "vote_casting_decides";
ALTER TABLE "vote" ADD CONSTRAINT "vote_choice_known" CHECK (choice IN ('approve', 'reject', 'return', 'abstain', 'withdrawn')),
  ADD CONSTRAINT "vote_has_rationale" CHECK (choice = 'withdrawn' OR length(btrim(rationale)) > 0 OR (ground IS NOT NULL AND ground <> 'other' AND choice <> 'return')),
  ADD CONSTRAINT "vote_casting_decides" CHECK (NOT is_casting OR choice NOT IN ('abstain', 'withdrawn'));

-- Whether a ballot still stands: it was not taken back. lib/review/vote.ts (`standingVotes`) says the same.
CREATE FUNCTION "stands"(ballot vote) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT ballot.choice <> 'withdrawn' AND NOT EXISTS (
    SELECT FROM vote w WHERE w.tenant_id = ballot.tenant_id AND w.stage_id = ballot.stage_id AND w.person_id = ballot.person_id
       AND w.choice = 'withdrawn' AND w.ordinal > ballot.ordinal)
$$;

-- Taken back is a vote as a member that stands. Who may vote at all, and that the stage is open, guard_vote asks.
CREATE FUNCTION "guard_withdrawal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM vote v WHERE v.tenant_id = NEW.tenant_id AND v.stage_id = NEW.stage_id AND v.person_id = NEW.person_id
                    AND NOT v.is_casting AND v.ordinal < NEW.ordinal AND stands(v)) THEN
    RAISE EXCEPTION 'only a vote that stands is taken back' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_withdrawal" BEFORE INSERT ON "vote" FOR EACH ROW WHEN (NEW.choice = 'withdrawn') EXECUTE FUNCTION guard_withdrawal();

-- What is taken back needs no reasons.
DROP TRIGGER "guard_vote_reasons" ON "vote";
CREATE TRIGGER "guard_vote_reasons" BEFORE INSERT ON "vote" FOR EACH ROW
  WHEN (NOT NEW.is_casting AND NEW.choice NOT IN ('abstain', 'withdrawn')) EXECUTE FUNCTION guard_vote_reasons();

-- Whatever counts votes, or asks who has voted, asks for those that stand.
CREATE OR REPLACE FUNCTION "guard_author_leads"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.outcome IS DISTINCT FROM 'withdrawn' AND EXISTS (
       SELECT FROM review_case c
        WHERE c.tenant_id = NEW.tenant_id AND c.id = NEW.case_id
          AND (is_rule_author(c.tenant_id, c.rule_version_id, NEW.chair_id) OR is_rule_author(c.tenant_id, c.rule_version_id, NEW.closed_by_id))) THEN
    RAISE EXCEPTION 'the author does not lead the review' USING ERRCODE = 'check_violation';
  END IF;
  -- Only votes pass a stage: those of people who have a say in it.
  IF NEW.status = 'closed' AND NEW.outcome = 'passed' AND NOT EXISTS (
       SELECT FROM vote v JOIN review_assignment a ON a.tenant_id = v.tenant_id AND a.stage_id = v.stage_id AND a.person_id = v.person_id
        WHERE v.tenant_id = NEW.tenant_id AND v.stage_id = NEW.id AND v.choice = 'approve' AND stands(v) AND a.is_voting AND NOT a.is_recused) THEN
    RAISE EXCEPTION 'a stage is passed by votes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION "ballots_of_stage"(stage review_stage, OUT eligible bigint, OUT members bigint, OUT present bigint, OUT approve bigint, OUT ballots_cast bigint, OUT is_tied boolean)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  WITH own AS (
    SELECT v.person_id, v.choice, v.ordinal FROM vote v WHERE v.tenant_id = stage.tenant_id AND v.stage_id = stage.id AND NOT v.is_casting AND stands(v)
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
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION "panel_of_version"("wanted_tenant" uuid, "wanted_version" uuid) RETURNS TABLE ("person_id" uuid, "is_recused" boolean) LANGUAGE sql STABLE AS $$
  WITH judged AS (
    SELECT CASE WHEN v.origin <> 'rejection' THEN v.id ELSE (
             SELECT p.id FROM rule_version p JOIN rule_rejection r ON r.tenant_id = p.tenant_id AND r.rule_version_id = p.id AND r.kind = 'no_credit'
              WHERE p.tenant_id = v.tenant_id AND p.rule_id = v.rule_id AND p.version < v.version ORDER BY p.version DESC LIMIT 1) END AS id
      FROM rule_version v WHERE v.tenant_id = wanted_tenant AND v.id = wanted_version
  ), stage AS (
    SELECT s.id, s.position, s.outcome FROM judged
      JOIN review_case c ON c.tenant_id = wanted_tenant AND c.rule_version_id = judged.id
      JOIN review_stage s ON s.tenant_id = c.tenant_id AND s.case_id = c.id
  ), recused AS (
    SELECT DISTINCT a.person_id FROM stage JOIN review_assignment a ON a.tenant_id = wanted_tenant AND a.stage_id = stage.id AND a.is_recused
  )
  SELECT DISTINCT w.person_id, false FROM stage JOIN vote w ON w.tenant_id = wanted_tenant AND w.stage_id = stage.id AND stands(w)
   WHERE stage.position > coalesce((SELECT max(position) FROM stage WHERE outcome IN ('returned', 'withdrawn')), 0)
     AND NOT EXISTS (SELECT FROM recused WHERE recused.person_id = w.person_id)
  UNION ALL SELECT recused.person_id, true FROM recused
$$;

CREATE OR REPLACE FUNCTION "guard_people_counted"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE voters uuid[]; people int;
BEGIN
  SELECT coalesce(array_agg(DISTINCT w.person_id), '{}') INTO voters
    FROM vote w JOIN review_assignment a ON a.tenant_id = w.tenant_id AND a.stage_id = w.stage_id AND a.person_id = w.person_id
   WHERE w.tenant_id = NEW.tenant_id AND w.stage_id = NEW.id AND NOT w.is_casting AND stands(w) AND a.is_voting AND NOT a.is_recused;
  SELECT count(*) INTO people FROM unnest(voters) AS one (id)
   WHERE NOT EXISTS (SELECT FROM records_of_same_people(NEW.tenant_id, ARRAY[one.id]) r WHERE r.id = ANY(voters) AND r.id < one.id);
  IF people < cardinality(voters) AND people < (NEW.config ->> 'minReviewers')::int THEN
    RAISE EXCEPTION 'fewer people have voted than the policy asks for' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION "is_to_vote"("wanted_tenant" uuid, "wanted_stage" uuid, "wanted_person" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM review_assignment a WHERE a.tenant_id = "wanted_tenant" AND a.stage_id = "wanted_stage" AND a.person_id = "wanted_person"
                    AND a.is_voting AND NOT a.is_recused)
     AND NOT EXISTS (SELECT FROM vote v WHERE v.tenant_id = "wanted_tenant" AND v.stage_id = "wanted_stage" AND v.person_id = "wanted_person" AND stands(v))
$$;

CREATE OR REPLACE FUNCTION "is_unreasoned"(score rubric_score) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT length(btrim(score.rationale)) = 0 AND EXISTS (
    SELECT FROM review_stage s
     WHERE s.tenant_id = score.tenant_id AND s.id = score.stage_id
       AND (score.score <= 1 OR coalesce((s.config->>'everyReason')::boolean, false)
            OR (s.revealed_at IS NOT NULL AND EXISTS (
                 SELECT FROM rubric_score o
                   JOIN review_assignment a ON a.tenant_id = o.tenant_id AND a.stage_id = o.stage_id AND a.person_id = o.person_id AND NOT a.is_recused
                  WHERE o.tenant_id = score.tenant_id AND o.stage_id = score.stage_id AND o.criterion = score.criterion
                    AND o.person_id <> score.person_id AND o.score <> score.score
                    AND EXISTS (SELECT FROM vote v WHERE v.tenant_id = o.tenant_id AND v.stage_id = o.stage_id AND v.person_id = o.person_id AND NOT v.is_casting AND stands(v))))))
$$;

CREATE OR REPLACE FUNCTION "last_ballot"("wanted_tenant" uuid, "wanted_stage" uuid, "wanted_person" uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT v.choice FROM vote v
   WHERE v.tenant_id = "wanted_tenant" AND v.stage_id = "wanted_stage" AND v.person_id = "wanted_person" AND NOT v.is_casting AND stands(v)
   ORDER BY v.ordinal DESC LIMIT 1
$$;
