-- Mail that the clock sends about an open stage: to each person once a step, and anew after the due day was moved.
CREATE TABLE "review_clock_mail" (
    "tenant_id" UUID NOT NULL,
    "stage_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "review_clock_mail_pkey" PRIMARY KEY ("tenant_id", "stage_id", "person_id", "step", "due_on")
);
ALTER TABLE "review_clock_mail" ADD CONSTRAINT "review_clock_mail_tenant_id_stage_id_fkey" FOREIGN KEY ("tenant_id", "stage_id") REFERENCES "review_stage"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_clock_mail" ADD CONSTRAINT "review_clock_mail_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_clock_mail" ADD CONSTRAINT "review_clock_mail_step_known" CHECK (step IN ('half', 'most', 'due', 'late', 'escalated'));
ALTER TABLE "review_clock_mail" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "review_clock_mail" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "review_clock_mail" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
GRANT SELECT, INSERT ON "review_clock_mail" TO app_rw;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "review_clock_mail" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "review_clock_mail" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE FUNCTION "guard_clock_mail"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM review_stage s WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id AND s.status = 'open' AND s.due_on = NEW.due_on) THEN
    RAISE EXCEPTION 'the clock speaks of an open stage and its due day' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_clock_mail" BEFORE INSERT ON "review_clock_mail" FOR EACH ROW EXECUTE FUNCTION guard_clock_mail();
