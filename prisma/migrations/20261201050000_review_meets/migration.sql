-- Whoever leads reviews of a kind calls a meeting: on a day, at a time of the institution's clock, with cases in an order. What was called is
-- changed or called off and never deleted; a stage that is closed in it names it.
CREATE TABLE "review_meeting" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "department_id" UUID,
    "day" DATE NOT NULL,
    "starts" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "called_at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "row_version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "review_meeting_pkey" PRIMARY KEY ("tenant_id", "id")
);
CREATE TABLE "review_meeting_item" (
    "tenant_id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "stage_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    CONSTRAINT "review_meeting_item_pkey" PRIMARY KEY ("tenant_id", "meeting_id", "stage_id")
);
-- Where a person's calendar reads the own meetings and due days, by a secret that is kept as its hash. One at a time; taken back, never changed.
CREATE TABLE "calendar_address" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    CONSTRAINT "calendar_address_pkey" PRIMARY KEY ("tenant_id", "id")
);
ALTER TABLE "review_stage" ADD COLUMN "meeting_id" UUID;
ALTER TABLE "review_meeting" ADD CONSTRAINT "review_meeting_tenant_id_department_id_fkey" FOREIGN KEY ("tenant_id", "department_id") REFERENCES "department"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_meeting" ADD CONSTRAINT "review_meeting_tenant_id_by_id_fkey" FOREIGN KEY ("tenant_id", "by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_meeting_item" ADD CONSTRAINT "review_meeting_item_tenant_id_meeting_id_fkey" FOREIGN KEY ("tenant_id", "meeting_id") REFERENCES "review_meeting"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_meeting_item" ADD CONSTRAINT "review_meeting_item_tenant_id_stage_id_fkey" FOREIGN KEY ("tenant_id", "stage_id") REFERENCES "review_stage"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "calendar_address" ADD CONSTRAINT "calendar_address_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_stage" ADD CONSTRAINT "review_stage_tenant_id_meeting_id_fkey" FOREIGN KEY ("tenant_id", "meeting_id") REFERENCES "review_meeting"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "review_meeting_tenant_id_day_idx" ON "review_meeting" ("tenant_id", "day");
CREATE INDEX "review_meeting_item_tenant_id_stage_id_idx" ON "review_meeting_item" ("tenant_id", "stage_id");
CREATE UNIQUE INDEX "calendar_address_token_hash_key" ON "calendar_address" ("token_hash");
CREATE UNIQUE INDEX "calendar_address_one_at_a_time" ON "calendar_address" ("tenant_id", "person_id") WHERE withdrawn_at IS NULL;
CREATE INDEX "review_stage_tenant_id_meeting_id_idx" ON "review_stage" ("tenant_id", "meeting_id");
ALTER TABLE "review_meeting" ADD CONSTRAINT "review_meeting_of_a_stage" CHECK (kind IN ('department', 'committee', 'dean') AND (kind = 'department') = (department_id IS NOT NULL));
ALTER TABLE "review_meeting" ADD CONSTRAINT "review_meeting_time" CHECK (starts ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' AND minutes BETWEEN 5 AND 600);
ALTER TABLE "review_meeting" ADD CONSTRAINT "review_meeting_has_place" CHECK (length(place) BETWEEN 1 AND 200);
ALTER TABLE "review_meeting_item" ADD CONSTRAINT "review_meeting_item_in_order" CHECK (position BETWEEN 1 AND 30);
ALTER TABLE "calendar_address" ADD CONSTRAINT "calendar_address_token_form" CHECK (token_hash ~ '^[0-9a-f]{64}$');

ALTER TABLE "review_meeting" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "review_meeting" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "review_meeting" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
ALTER TABLE "review_meeting_item" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "review_meeting_item" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "review_meeting_item" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
ALTER TABLE "calendar_address" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "calendar_address" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "calendar_address" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
GRANT SELECT, INSERT, UPDATE ON "review_meeting", "calendar_address" TO app_rw;
GRANT SELECT, INSERT, UPDATE, DELETE ON "review_meeting_item" TO app_rw;
CREATE TRIGGER "guard_withdrawn_once" BEFORE UPDATE OR DELETE ON "calendar_address" FOR EACH ROW EXECUTE FUNCTION guard_withdrawn_once();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "calendar_address" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "never_deleted" BEFORE DELETE ON "review_meeting" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "review_meeting" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "review_meeting_item" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- lib/access/can.ts (`chairOfStage` of a kind of stage), once more: who holds the office, or leads for whoever does.
CREATE FUNCTION "leads_meetings"("wanted_tenant" uuid, "wanted_person" uuid, "wanted_kind" text, "wanted_department" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM person p
     WHERE p.tenant_id = "wanted_tenant" AND p.id = "wanted_person" AND p.status = 'active'
       AND EXISTS (
         SELECT FROM (SELECT g.role, g.department_id FROM role_grant g
                       WHERE g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.ended_at IS NULL
                      UNION ALL SELECT d.role, d.department_id FROM stand_ins("wanted_tenant") d WHERE d.delegate_id = p.id) held
          WHERE CASE "wanted_kind" WHEN 'department' THEN held.role = 'chair' AND held.department_id = "wanted_department"
                                   WHEN 'committee' THEN held.role = 'committee_chair' ELSE held.role = 'dean' END))
$$;

-- lib/review/meeting.ts (`mayChangeMeeting`), once more: what was called off stays so, and what was decided was decided on that day.
CREATE FUNCTION "guard_meeting"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.cancelled_at IS NOT NULL OR NEW.kind <> OLD.kind OR NEW.department_id IS DISTINCT FROM OLD.department_id OR NEW.called_at <> OLD.called_at THEN
      RAISE EXCEPTION 'a meeting stays of its kind, and called off' USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.day <> OLD.day OR NEW.starts <> OLD.starts OR NEW.cancelled_at IS NOT NULL)
       AND EXISTS (SELECT FROM review_stage s WHERE s.tenant_id = NEW.tenant_id AND s.meeting_id = NEW.id) THEN
      RAISE EXCEPTION 'a meeting in which something was decided took place when it did' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NOT leads_meetings(NEW.tenant_id, NEW.by_id, NEW.kind, NEW.department_id) THEN
    RAISE EXCEPTION 'a meeting is called by whoever leads such reviews' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_meeting" BEFORE INSERT OR UPDATE ON "review_meeting" FOR EACH ROW EXECUTE FUNCTION guard_meeting();

-- lib/review/meeting.ts (`mayBeOnAgenda`), once more.
CREATE FUNCTION "guard_meeting_item"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  item review_meeting_item := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  meeting review_meeting;
BEGIN
  SELECT m.* INTO meeting FROM review_meeting m WHERE m.tenant_id = item.tenant_id AND m.id = item.meeting_id FOR SHARE OF m;
  IF meeting.cancelled_at IS NOT NULL THEN
    RAISE EXCEPTION 'the agenda of a meeting that was called off does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'INSERT' AND NOT EXISTS (
       SELECT FROM review_stage s JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
        WHERE s.tenant_id = item.tenant_id AND s.id = item.stage_id AND s.status = 'open' AND s.kind = meeting.kind
          AND (s.kind <> 'department' OR c.department_id IS NULL OR c.department_id = meeting.department_id)) THEN
    RAISE EXCEPTION 'on an agenda stand open stages of the kind of the meeting' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'position' <> to_jsonb(OLD) - 'position' THEN
    RAISE EXCEPTION 'of an item of an agenda its place changes and nothing else' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM review_stage s WHERE s.tenant_id = item.tenant_id AND s.id = item.stage_id AND s.meeting_id = item.meeting_id) THEN
    RAISE EXCEPTION 'what was decided in a meeting stays on its agenda' USING ERRCODE = 'check_violation';
  END IF;
  RETURN item;
END $$;
CREATE TRIGGER "guard_meeting_item" BEFORE INSERT OR UPDATE OR DELETE ON "review_meeting_item" FOR EACH ROW EXECUTE FUNCTION guard_meeting_item();

-- lib/review/meeting.ts (`mayDecideIn`), once more: a stage names a meeting as it is closed there by a person, once the meeting has begun.
CREATE FUNCTION "guard_stage_meeting"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Kept as it is until this has happened: nobody calls it off meanwhile.
  PERFORM FROM review_meeting m
     JOIN review_meeting_item t ON t.tenant_id = m.tenant_id AND t.meeting_id = m.id AND t.stage_id = NEW.id
     JOIN institution i ON i.id = m.tenant_id
    WHERE m.tenant_id = NEW.tenant_id AND m.id = NEW.meeting_id AND m.cancelled_at IS NULL
      AND (m.day + m.starts::time) AT TIME ZONE i.time_zone <= NEW.closed_at
      FOR SHARE OF m;
  IF NOT FOUND OR TG_OP = 'INSERT' OR OLD.status <> 'open' OR NEW.status <> 'closed' OR NEW.closed_by_id IS NULL OR NEW.outcome = 'withdrawn' THEN
    RAISE EXCEPTION 'a stage is closed in a meeting that has begun and has it on its agenda' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_stage_meeting" BEFORE INSERT OR UPDATE ON "review_stage" FOR EACH ROW WHEN (NEW.meeting_id IS NOT NULL) EXECUTE FUNCTION guard_stage_meeting();
