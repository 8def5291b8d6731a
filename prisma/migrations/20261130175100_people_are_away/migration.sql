-- Somebody states days away, and who leads reviews for them on dated days. Neither is changed: it is taken back.
CREATE TABLE "absence" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "stated_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    CONSTRAINT "absence_pkey" PRIMARY KEY ("tenant_id", "id")
);
CREATE TABLE "delegation" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "delegator_id" UUID NOT NULL,
    "delegate_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "department_id" UUID,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "stated_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by_id" UUID,
    CONSTRAINT "delegation_pkey" PRIMARY KEY ("tenant_id", "id")
);
ALTER TABLE "absence" ADD CONSTRAINT "absence_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_tenant_id_delegator_id_fkey" FOREIGN KEY ("tenant_id", "delegator_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_tenant_id_delegate_id_fkey" FOREIGN KEY ("tenant_id", "delegate_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_tenant_id_department_id_fkey" FOREIGN KEY ("tenant_id", "department_id") REFERENCES "department"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_tenant_id_withdrawn_by_id_fkey" FOREIGN KEY ("tenant_id", "withdrawn_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "absence_tenant_id_person_id_idx" ON "absence" ("tenant_id", "person_id");
CREATE INDEX "delegation_tenant_id_delegator_id_idx" ON "delegation" ("tenant_id", "delegator_id");
CREATE INDEX "delegation_tenant_id_delegate_id_idx" ON "delegation" ("tenant_id", "delegate_id");
ALTER TABLE "absence" ADD CONSTRAINT "absence_days_in_order" CHECK (from_day <= to_day);
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_days_in_order" CHECK (from_day <= to_day);
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_to_another" CHECK (delegator_id <> delegate_id);
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_of_an_office" CHECK (role IN ('chair', 'committee_chair', 'dean') AND (role = 'chair') = (department_id IS NOT NULL));
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_withdrawn_by_somebody" CHECK ((withdrawn_at IS NULL) = (withdrawn_by_id IS NULL));

ALTER TABLE "absence" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "absence" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "absence" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
ALTER TABLE "delegation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "delegation" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "delegation" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
GRANT SELECT, INSERT, UPDATE ON "absence", "delegation" TO app_rw;

-- What was stated stays as it was stated; it is taken back once.
CREATE FUNCTION "guard_withdrawn_once"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL
     OR to_jsonb(NEW) - 'withdrawn_at' - 'withdrawn_by_id' <> to_jsonb(OLD) - 'withdrawn_at' - 'withdrawn_by_id' THEN
    RAISE EXCEPTION 'what was stated is taken back and not changed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_withdrawn_once" BEFORE UPDATE OR DELETE ON "absence" FOR EACH ROW EXECUTE FUNCTION guard_withdrawn_once();
CREATE TRIGGER "guard_withdrawn_once" BEFORE UPDATE OR DELETE ON "delegation" FOR EACH ROW EXECUTE FUNCTION guard_withdrawn_once();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "absence" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "delegation" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- lib/review/delegation.ts (`mayDelegate`), once more: an own office, to one person at a time who could be named to lead, where the policy allows it.
CREATE FUNCTION "guard_delegation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM person p WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.delegator_id FOR UPDATE;
  IF NOT EXISTS (SELECT FROM person p JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.ended_at IS NULL
                  WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.delegator_id AND p.status = 'active'
                    AND g.role = NEW.role AND g.department_id IS NOT DISTINCT FROM NEW.department_id) THEN
    RAISE EXCEPTION 'only an own office is delegated' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.delegate_id IN (SELECT id FROM records_of_same_people(NEW.tenant_id, ARRAY[NEW.delegator_id]))
     OR NOT EXISTS (SELECT FROM person p JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.ended_at IS NULL
                     WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.delegate_id AND p.status = 'active'
                       AND (g.role IN ('chair', 'committee_chair', 'dean')
                         OR (NEW.role = 'chair' AND g.role = 'reviewer' AND g.department_id = NEW.department_id)
                         OR (NEW.role = 'committee_chair' AND g.role = 'committee_member'))) THEN
    RAISE EXCEPTION 'an office is delegated to somebody else who could lead' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM delegation d WHERE d.tenant_id = NEW.tenant_id AND d.delegator_id = NEW.delegator_id AND d.role = NEW.role
               AND d.department_id IS NOT DISTINCT FROM NEW.department_id AND d.withdrawn_at IS NULL
               AND d.from_day <= NEW.to_day AND NEW.from_day <= d.to_day) THEN
    RAISE EXCEPTION 'an office is delegated to one at a time' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM policy_version p JOIN institution i ON i.id = p.tenant_id
              WHERE p.tenant_id = NEW.tenant_id AND p.status = 'adopted' AND p.effective_from <= (now() AT TIME ZONE i.time_zone)::date
                AND (p.effective_to IS NULL OR p.effective_to >= (now() AT TIME ZONE i.time_zone)::date)
                AND p.review ->> 'delegation' = 'none') THEN
    RAISE EXCEPTION 'the policy in force allows no delegation' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_delegation" BEFORE INSERT ON "delegation" FOR EACH ROW EXECUTE FUNCTION guard_delegation();

-- Who leads reviews for whom now: the delegator is at work and still holds the office, so that its end ends the delegation.
CREATE FUNCTION "stand_ins"("wanted_tenant" uuid) RETURNS TABLE ("delegate_id" uuid, "delegator_id" uuid, "delegator_name" text, "role" text, "department_id" uuid, "to_day" date)
LANGUAGE sql STABLE AS $$
  SELECT DISTINCT d.delegate_id, d.delegator_id, p.name, d.role, d.department_id, d.to_day
    FROM delegation d
    JOIN institution i ON i.id = d.tenant_id
    JOIN person p ON p.tenant_id = d.tenant_id AND p.id = d.delegator_id AND p.status = 'active'
    JOIN role_grant g ON g.tenant_id = d.tenant_id AND g.person_id = d.delegator_id AND g.ended_at IS NULL
                     AND g.role = d.role AND g.department_id IS NOT DISTINCT FROM d.department_id
   WHERE d.tenant_id = "wanted_tenant" AND d.withdrawn_at IS NULL
     AND (now() AT TIME ZONE i.time_zone)::date BETWEEN d.from_day AND d.to_day
$$;

-- lib/access/can.ts (`standsInAt`), once more: a conflict of either bars, an author is neither, and whoever has a vote in the stage leads it for nobody.
CREATE FUNCTION "stands_in"("wanted_tenant" uuid, "wanted_stage" uuid, "wanted_person" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM review_stage s
      JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
      JOIN person p ON p.tenant_id = s.tenant_id AND p.id = "wanted_person" AND p.status = 'active'
      JOIN stand_ins("wanted_tenant") d ON d.delegate_id = "wanted_person"
     WHERE s.tenant_id = "wanted_tenant" AND s.id = "wanted_stage"
       AND CASE s.kind WHEN 'department' THEN d.role = 'chair' AND (c.department_id IS NULL OR d.department_id = c.department_id)
                       WHEN 'committee' THEN d.role = 'committee_chair' ELSE d.role = 'dean' END
       AND NOT EXISTS (SELECT FROM records_of_same_people("wanted_tenant", ARRAY[d.delegate_id, d.delegator_id]) r
                        WHERE is_rule_author("wanted_tenant", c.rule_version_id, r.id)
                           OR EXISTS (SELECT FROM review_stage t JOIN review_assignment a ON a.tenant_id = t.tenant_id AND a.stage_id = t.id
                                       WHERE t.tenant_id = s.tenant_id AND t.case_id = s.case_id AND a.is_recused AND a.person_id = r.id))
       AND NOT EXISTS (SELECT FROM review_assignment a WHERE a.tenant_id = s.tenant_id AND a.stage_id = s.id AND a.is_voting
                          AND a.person_id IN (SELECT id FROM records_of_same_people("wanted_tenant", ARRAY[d.delegate_id]))))
$$;

CREATE OR REPLACE FUNCTION "guard_led_act"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found record;
BEGIN
  SELECT s.status, c.rule_version_id, a.conflict_declared INTO found
    FROM review_stage s
    JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
    LEFT JOIN review_assignment a ON a.tenant_id = s.tenant_id AND a.stage_id = s.id AND a.person_id = NEW.by_id
   WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id
     FOR SHARE OF s;
  IF found.status IS DISTINCT FROM 'open' THEN
    RAISE EXCEPTION 'the stage is closed' USING ERRCODE = 'check_violation';
  END IF;
  IF found.conflict_declared IS DISTINCT FROM false
     OR NOT (leads_review(NEW.tenant_id, NEW.stage_id, NEW.by_id) OR stands_in(NEW.tenant_id, NEW.stage_id, NEW.by_id))
     OR EXISTS (SELECT FROM records_of_same_people(NEW.tenant_id, ARRAY[NEW.by_id]) r WHERE is_rule_author(NEW.tenant_id, found.rule_version_id, r.id)) THEN
    RAISE EXCEPTION 'whoever leads a stage and has no conflict acts for it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- Who said in a stage that there is no conflict while leading such stages for somebody else, be it only for a time.
CREATE FUNCTION "stood_in"("wanted_tenant" uuid, "wanted_stage" uuid) RETURNS TABLE ("person_id" uuid) LANGUAGE sql STABLE AS $$
  SELECT DISTINCT a.person_id
    FROM review_assignment a
    JOIN review_stage s ON s.tenant_id = a.tenant_id AND s.id = a.stage_id
    JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
    JOIN institution i ON i.id = a.tenant_id
    JOIN delegation d ON d.tenant_id = a.tenant_id AND d.delegate_id = a.person_id
     AND (a.assigned_at AT TIME ZONE i.time_zone)::date BETWEEN d.from_day AND d.to_day
     AND (d.withdrawn_at IS NULL OR a.assigned_at <= d.withdrawn_at)
   WHERE a.tenant_id = "wanted_tenant" AND a.stage_id = "wanted_stage" AND NOT a.is_voting
     AND CASE s.kind WHEN 'department' THEN d.role = 'chair' AND (c.department_id IS NULL OR d.department_id = c.department_id)
                     WHEN 'committee' THEN d.role = 'committee_chair' ELSE d.role = 'dean' END
$$;

-- Whoever led a stage for somebody else does not come to vote in it: nobody acts there twice.
CREATE FUNCTION "guard_seat_stand_in"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF stands_in(NEW.tenant_id, NEW.stage_id, NEW.person_id)
     OR NEW.person_id IN (SELECT person_id FROM stood_in(NEW.tenant_id, NEW.stage_id)) THEN
    RAISE EXCEPTION 'who leads a stage for somebody else does not vote in it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_seat_stand_in" BEFORE UPDATE ON "review_assignment" FOR EACH ROW
  WHEN (NEW.is_voting AND NOT OLD.is_voting) EXECUTE FUNCTION guard_seat_stand_in();
