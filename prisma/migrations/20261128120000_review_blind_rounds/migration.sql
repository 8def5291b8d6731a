-- Ballots are blind until the stage ends or its chair reveals them. A reveal is on record and starts a second round.
ALTER TABLE "review_stage" ADD COLUMN "revealed_at" TIMESTAMPTZ(3), ADD COLUMN "revealed_by_id" UUID,
  ADD CONSTRAINT "review_stage_revealed_by_somebody" CHECK ((revealed_at IS NULL) = (revealed_by_id IS NULL));
ALTER TABLE "vote" ADD COLUMN "round" INTEGER NOT NULL DEFAULT 1, ADD COLUMN "rejection_kind" TEXT, ADD COLUMN "public_reason" TEXT NOT NULL DEFAULT '',
  ADD CONSTRAINT "vote_round_known" CHECK (round IN (1, 2)),
  ADD CONSTRAINT "vote_rejection_known" CHECK (rejection_kind IS NULL OR (choice = 'reject' AND rejection_kind IN ('no_credit', 'not_as_proposed')));

-- The round of a ballot is what the stage says, and a no says which no it is.
CREATE FUNCTION "guard_ballot"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE revealed timestamptz;
BEGIN
  SELECT s.revealed_at INTO revealed FROM review_stage s WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id FOR SHARE OF s;
  IF NEW.round <> (CASE WHEN revealed IS NULL THEN 1 ELSE 2 END) THEN
    RAISE EXCEPTION 'a ballot belongs to the round in which it is cast' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.choice = 'reject' AND (NEW.rejection_kind IS NULL OR btrim(NEW.public_reason) = '') THEN
    RAISE EXCEPTION 'a no says which no it is, and why, in public' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_ballot" BEFORE INSERT ON "vote" FOR EACH ROW EXECUTE FUNCTION guard_ballot();

-- A reveal stands; a stage with minutes is closed by a person who says where they are.
CREATE FUNCTION "guard_stage_end"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.revealed_at IS NOT NULL AND (NEW.revealed_at IS DISTINCT FROM OLD.revealed_at OR NEW.revealed_by_id IS DISTINCT FROM OLD.revealed_by_id) THEN
    RAISE EXCEPTION 'a reveal stands' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status = 'open' AND NEW.status = 'closed' AND NEW.outcome <> 'withdrawn'
     AND coalesce((NEW.config->>'minutes')::boolean, NEW.kind = 'committee')
     AND (NEW.closed_by_id IS NULL OR btrim(NEW.minutes_ref) = '') THEN
    RAISE EXCEPTION 'a stage that needs minutes is closed by its chair, with them' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_stage_end" BEFORE UPDATE ON "review_stage" FOR EACH ROW EXECUTE FUNCTION guard_stage_end();

-- An assignment is taken back while its person has not voted; a declared conflict stays.
GRANT DELETE ON "review_assignment" TO app_rw;
CREATE FUNCTION "guard_assignment"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE stage_status text;
BEGIN
  IF OLD.is_recused AND (TG_OP = 'DELETE' OR NOT NEW.is_recused) THEN
    RAISE EXCEPTION 'a declared conflict stays' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    RETURN NEW;
  END IF;
  SELECT s.status INTO stage_status FROM review_stage s WHERE s.tenant_id = OLD.tenant_id AND s.id = OLD.stage_id FOR SHARE OF s;
  IF stage_status IS DISTINCT FROM 'open' OR EXISTS (
       SELECT FROM vote v WHERE v.tenant_id = OLD.tenant_id AND v.stage_id = OLD.stage_id AND v.person_id = OLD.person_id) THEN
    RAISE EXCEPTION 'an assignment is taken back only in an open stage, and before a vote' USING ERRCODE = 'check_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER "guard_assignment" BEFORE UPDATE OR DELETE ON "review_assignment" FOR EACH ROW EXECUTE FUNCTION guard_assignment();
