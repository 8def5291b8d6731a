-- Whose seat was taken back neither reveals the ballots of that stage nor sits in it again once they are revealed.
CREATE TABLE "review_lost_seat" (
  "tenant_id" UUID NOT NULL,
  "stage_id" UUID NOT NULL,
  "person_id" UUID NOT NULL,
  "lost_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "review_lost_seat_pkey" PRIMARY KEY ("tenant_id", "stage_id", "person_id")
);
ALTER TABLE "review_lost_seat" ADD CONSTRAINT "review_lost_seat_tenant_id_stage_id_fkey" FOREIGN KEY ("tenant_id", "stage_id") REFERENCES "review_stage"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_lost_seat" ADD CONSTRAINT "review_lost_seat_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_lost_seat" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "review_lost_seat" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "review_lost_seat" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
GRANT SELECT, INSERT ON "review_lost_seat" TO app_rw;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "review_lost_seat" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "review_lost_seat" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Committees and deans sit by office: who counts for their quorum is not chosen by whoever leads. A seat that goes is kept on record,
-- by whichever road it goes.
CREATE FUNCTION "guard_seat_lost"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.is_voting AND EXISTS (SELECT FROM review_stage s WHERE s.tenant_id = OLD.tenant_id AND s.id = OLD.stage_id AND s.kind <> 'department') THEN
    RAISE EXCEPTION 'a seat that is held by office is not taken back' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.is_voting THEN
    INSERT INTO review_lost_seat (tenant_id, stage_id, person_id) VALUES (OLD.tenant_id, OLD.stage_id, OLD.person_id) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "guard_seat_lost" AFTER DELETE ON "review_assignment" FOR EACH ROW EXECUTE FUNCTION guard_seat_lost();

CREATE FUNCTION "guard_seat_blind"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.is_voting AND (TG_OP = 'INSERT' OR NOT OLD.is_voting) AND EXISTS (
       SELECT FROM review_stage s
        WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id AND s.revealed_at IS NOT NULL
          AND (s.revealed_by_id = NEW.person_id OR EXISTS (
                 SELECT FROM review_lost_seat l WHERE l.tenant_id = s.tenant_id AND l.stage_id = s.id AND l.person_id = NEW.person_id))) THEN
    RAISE EXCEPTION 'whoever revealed them or gave up a seat has seen the ballots and gets none' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_seat_blind" BEFORE INSERT OR UPDATE ON "review_assignment" FOR EACH ROW EXECUTE FUNCTION guard_seat_blind();

CREATE FUNCTION "guard_reveal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.revealed_at IS NOT NULL AND OLD.revealed_at IS NULL AND EXISTS (
       SELECT FROM review_lost_seat l WHERE l.tenant_id = NEW.tenant_id AND l.stage_id = NEW.id AND l.person_id = NEW.revealed_by_id)
     AND NOT EXISTS (SELECT FROM review_assignment a WHERE a.tenant_id = NEW.tenant_id AND a.stage_id = NEW.id AND a.person_id = NEW.revealed_by_id AND a.is_voting) THEN
    RAISE EXCEPTION 'whoever lost a seat in the stage does not reveal its ballots' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_reveal" BEFORE UPDATE ON "review_stage" FOR EACH ROW EXECUTE FUNCTION guard_reveal();
