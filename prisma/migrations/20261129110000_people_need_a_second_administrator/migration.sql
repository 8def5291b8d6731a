-- A role that would undo separation of duties waits for a second administrator. What is held already stays as it is.

-- ---------------------------------------------------------------- proposals
CREATE TABLE "role_proposal" (
  "tenant_id" UUID NOT NULL,
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "person_id" UUID NOT NULL,
  "role" TEXT NOT NULL,
  "department_id" UUID,
  "why" TEXT NOT NULL,
  "other_person_id" UUID NOT NULL,
  "proposed_by_id" UUID NOT NULL,
  "proposed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "settled_by_id" UUID,
  "settled_at" TIMESTAMPTZ(3),
  "outcome" TEXT,
  CONSTRAINT "role_proposal_pkey" PRIMARY KEY ("tenant_id", "id")
);
CREATE INDEX "role_proposal_tenant_id_person_id_idx" ON "role_proposal" ("tenant_id", "person_id");
CREATE UNIQUE INDEX "role_proposal_once" ON "role_proposal" (tenant_id, person_id, role, department_id) NULLS NOT DISTINCT WHERE settled_at IS NULL;
ALTER TABLE "role_proposal"
  ADD CONSTRAINT "role_proposal_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person" ("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "role_proposal_tenant_id_other_person_id_fkey" FOREIGN KEY ("tenant_id", "other_person_id") REFERENCES "person" ("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "role_proposal_tenant_id_proposed_by_id_fkey" FOREIGN KEY ("tenant_id", "proposed_by_id") REFERENCES "person" ("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "role_proposal_tenant_id_settled_by_id_fkey" FOREIGN KEY ("tenant_id", "settled_by_id") REFERENCES "person" ("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "role_proposal_tenant_id_department_id_fkey" FOREIGN KEY ("tenant_id", "department_id") REFERENCES "department" ("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "role_proposal_role_known" CHECK (role IN
    ('catalog_editor', 'evaluator', 'reviewer', 'chair', 'committee_member', 'committee_chair', 'dean', 'registrar', 'administrator', 'auditor')),
  ADD CONSTRAINT "role_proposal_department" CHECK (role NOT IN ('reviewer', 'chair') OR department_id IS NOT NULL),
  ADD CONSTRAINT "role_proposal_why_known" CHECK (why IN ('ownLikeness', 'appoints', 'twoVoices')),
  ADD CONSTRAINT "role_proposal_not_for_oneself" CHECK (proposed_by_id <> person_id),
  ADD CONSTRAINT "role_proposal_settled_whole" CHECK ((settled_at IS NULL) = (settled_by_id IS NULL) AND (settled_at IS NULL) = (outcome IS NULL)),
  ADD CONSTRAINT "role_proposal_outcome_known" CHECK (outcome IN ('confirmed', 'declined', 'withdrawn')),
  ADD CONSTRAINT "role_proposal_two_people" CHECK (
    (outcome = 'withdrawn') = (settled_by_id = proposed_by_id) AND (outcome IS DISTINCT FROM 'confirmed' OR settled_by_id <> person_id));

ALTER TABLE "role_proposal" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "role_proposal" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "role_proposal" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
GRANT SELECT, INSERT, UPDATE ON "role_proposal" TO app_rw;

ALTER TABLE "role_grant" ADD COLUMN "proposal_id" UUID;
CREATE UNIQUE INDEX "role_grant_one_proposal" ON "role_grant" (tenant_id, proposal_id) WHERE proposal_id IS NOT NULL;
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_tenant_id_proposal_id_fkey" FOREIGN KEY ("tenant_id", "proposal_id")
  REFERENCES "role_proposal" ("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------- who counts as one person, and what one person does not hold alone
-- Records that one account has claimed, and those of one mailbox, whose address differs only after a plus. lib/access/same-person.ts says
-- the same of two records. Read in every act of staff: inlined, so that it finds by index.
CREATE FUNCTION "records_of_same_people"("tenant" uuid, "ids" uuid[]) RETURNS TABLE ("id" uuid) LANGUAGE sql STABLE AS $$
  SELECT one.id FROM person one WHERE one.tenant_id = tenant AND one.id = ANY(ids)
  UNION SELECT other.id FROM person one JOIN person other ON other.tenant_id = one.tenant_id AND other.user_id = one.user_id
         WHERE one.tenant_id = tenant AND one.id = ANY(ids)
  UNION SELECT other.id FROM person one JOIN person other ON other.tenant_id = one.tenant_id AND bare_mailbox(other.email) = bare_mailbox(one.email)
         WHERE one.tenant_id = tenant AND one.id = ANY(ids)
$$;
-- Whoever appoints people neither maps credit nor decides about it nor publishes it. lib/access/separation.ts says the same.
CREATE FUNCTION "roles_undo_separation"("one" text, "other" text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN "one" = 'administrator' THEN "other" WHEN "other" = 'administrator' THEN "one" END
    IN ('evaluator', 'reviewer', 'chair', 'committee_member', 'committee_chair', 'dean', 'registrar');
CREATE FUNCTION "is_administrator"("tenant" uuid, "person" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM person p JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id
                  WHERE p.tenant_id = tenant AND p.id = person AND p.status = 'active' AND g.role = 'administrator' AND g.ended_at IS NULL)
$$;
-- Two roles that are given side by side are given one after the other, and so are a role and a tie between records.
CREATE FUNCTION "one_change_of_roles"("tenant" uuid) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('roles of ' || tenant::text, 0))
$$;

CREATE OR REPLACE FUNCTION "guard_role_grant"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.tenant_id, NEW.id, NEW.person_id, NEW.role, NEW.department_id, NEW.granted_by_id, NEW.granted_at, NEW.proposal_id)
         IS DISTINCT FROM (OLD.tenant_id, OLD.id, OLD.person_id, OLD.role, OLD.department_id, OLD.granted_by_id, OLD.granted_at, OLD.proposal_id)
       OR OLD.ended_at IS NOT NULL THEN
      RAISE EXCEPTION 'a role stays as it was given, and ends once' USING ERRCODE = 'check_violation';
    END IF;
  ELSIF NOT is_operator() AND (NEW.granted_by_id IS NULL OR NOT is_administrator(NEW.tenant_id, NEW.granted_by_id)) THEN
    RAISE EXCEPTION 'a role is given by an administrator' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- ---------------------------------------------------------------- a role that undoes separation is given as a second administrator confirmed it
CREATE FUNCTION "guard_separation"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE same uuid[];
BEGIN
  IF is_operator() THEN
    RETURN NEW;
  END IF;
  PERFORM one_change_of_roles(NEW.tenant_id);
  same := ARRAY(SELECT r.id FROM records_of_same_people(NEW.tenant_id, ARRAY[NEW.person_id]) r);
  IF NEW.granted_by_id = ANY(same) THEN
    RAISE EXCEPTION 'nobody gives a role to their own second record' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.proposal_id IS NOT NULL THEN
    IF NOT EXISTS (
         SELECT FROM role_proposal p WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.proposal_id AND p.outcome = 'confirmed' AND p.person_id = NEW.person_id
            AND p.role = NEW.role AND p.department_id IS NOT DISTINCT FROM NEW.department_id AND p.proposed_by_id = NEW.granted_by_id) THEN
      RAISE EXCEPTION 'a role that waited is given as it was confirmed' USING ERRCODE = 'check_violation';
    END IF;
  ELSIF EXISTS (
       SELECT FROM role_grant g WHERE g.tenant_id = NEW.tenant_id AND g.person_id = ANY(same) AND g.ended_at IS NULL AND roles_undo_separation(g.role, NEW.role)) THEN
    RAISE EXCEPTION 'roles that together undo separation need a second administrator' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_separation" BEFORE INSERT ON "role_grant" FOR EACH ROW EXECUTE FUNCTION guard_separation();

-- Proposed by an administrator, settled once, by an administrator; confirmed by another person than who proposed it and whom it is about.
CREATE FUNCTION "guard_role_proposal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.settled_at IS NOT NULL OR NOT (is_operator() OR is_administrator(NEW.tenant_id, NEW.proposed_by_id)) THEN
      RAISE EXCEPTION 'a role is proposed by an administrator, and settled later' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.settled_at IS NOT NULL OR NEW.settled_at IS NULL
     OR (NEW.tenant_id, NEW.id, NEW.person_id, NEW.role, NEW.department_id, NEW.why, NEW.other_person_id, NEW.proposed_by_id, NEW.proposed_at)
          IS DISTINCT FROM (OLD.tenant_id, OLD.id, OLD.person_id, OLD.role, OLD.department_id, OLD.why, OLD.other_person_id, OLD.proposed_by_id, OLD.proposed_at) THEN
    RAISE EXCEPTION 'a proposal stays as it was made, and is settled once' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT is_administrator(NEW.tenant_id, NEW.settled_by_id) THEN
    RAISE EXCEPTION 'a proposal is settled by an administrator' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.outcome = 'confirmed' AND NEW.settled_by_id IN (SELECT r.id FROM records_of_same_people(NEW.tenant_id, ARRAY[NEW.proposed_by_id, NEW.person_id]) r) THEN
    RAISE EXCEPTION 'a second administrator is another person' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_role_proposal" BEFORE INSERT OR UPDATE ON "role_proposal" FOR EACH ROW EXECUTE FUNCTION guard_role_proposal();

-- ---------------------------------------------------------------- records that become one person's
-- Whether a record, with this account and address, becomes known to be one person's with another one, where roles of the two together undo
-- separation and no second administrator has confirmed either.
CREATE FUNCTION "tie_undoes_separation"("record" person, "account" uuid, "address" text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM person other
      JOIN role_grant g ON g.tenant_id = other.tenant_id AND g.person_id = (record).id AND g.ended_at IS NULL AND g.proposal_id IS NULL
      JOIN role_grant h ON h.tenant_id = other.tenant_id AND h.person_id = other.id AND h.ended_at IS NULL AND h.proposal_id IS NULL
     WHERE other.tenant_id = (record).tenant_id AND other.id <> (record).id AND roles_undo_separation(g.role, h.role)
       AND (other.user_id = account OR bare_mailbox(other.email) = bare_mailbox(address))
       AND NOT coalesce(other.user_id = (record).user_id, false) AND bare_mailbox(other.email) <> bare_mailbox((record).email))
$$;
CREATE FUNCTION "guard_person_tie"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_operator() OR NEW.is_demonstration THEN
    RETURN NEW;
  END IF;
  PERFORM one_change_of_roles(NEW.tenant_id);
  IF tie_undoes_separation(OLD, NEW.user_id, NEW.email) THEN
    RAISE EXCEPTION 'records whose roles together undo separation do not become one person''s' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_person_tie" BEFORE UPDATE ON "person" FOR EACH ROW
  WHEN (OLD.user_id IS DISTINCT FROM NEW.user_id OR OLD.email <> NEW.email) EXECUTE FUNCTION guard_person_tie();

-- A proved address claims no record that would undo separation together with what the account holds already: that record waits, unclaimed,
-- until one of the roles has ended.
CREATE OR REPLACE FUNCTION "claim_memberships"(proved_user uuid, proved_email text) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE n integer;
BEGIN
  UPDATE person SET user_id = proved_user WHERE user_id IS NULL AND NOT is_demonstration AND status = 'active' AND email = lower(proved_email)
     AND NOT tie_undoes_separation(person, proved_user, email);
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;
