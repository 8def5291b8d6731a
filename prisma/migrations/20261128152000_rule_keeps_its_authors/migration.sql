-- Whoever wrote the text of a version is one of its authors, and none of them has a part in deciding about it.
CREATE TABLE "rule_contributor" (
  "tenant_id" UUID NOT NULL,
  "rule_version_id" UUID NOT NULL,
  "person_id" UUID NOT NULL,
  "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "rule_contributor_pkey" PRIMARY KEY ("tenant_id", "rule_version_id", "person_id")
);
ALTER TABLE "rule_contributor" ADD CONSTRAINT "rule_contributor_tenant_id_rule_version_id_fkey" FOREIGN KEY ("tenant_id", "rule_version_id") REFERENCES "rule_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "rule_contributor" ADD CONSTRAINT "rule_contributor_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "rule_contributor" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "rule_contributor" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "rule_contributor" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
GRANT SELECT, INSERT ON "rule_contributor" TO app_rw;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "rule_contributor" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "rule_contributor" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION "guard_rule_contributor"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM rule_version v WHERE v.tenant_id = NEW.tenant_id AND v.id = NEW.rule_version_id AND v.status IN ('draft', 'returned')) THEN
    RAISE EXCEPTION 'only a text that may still be changed gets another author' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_rule_contributor" BEFORE INSERT ON "rule_contributor" FOR EACH ROW EXECUTE FUNCTION guard_rule_contributor();

-- The one place in which the database tells who wrote a version; lib/kernel/authors.ts tells it in the code.
CREATE FUNCTION "is_rule_author"(wanted_tenant uuid, wanted_version uuid, wanted_person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM rule_version v WHERE v.tenant_id = wanted_tenant AND v.id = wanted_version AND v.author_id = wanted_person)
      OR EXISTS (SELECT FROM rule_contributor c WHERE c.tenant_id = wanted_tenant AND c.rule_version_id = wanted_version AND c.person_id = wanted_person)
$$;

CREATE OR REPLACE FUNCTION "guard_vote"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found record;
BEGIN
  SELECT s.status, a.is_voting, a.is_recused, a.conflict_declared, r.id AS rule_version_id INTO found
    FROM review_stage s
    JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
    JOIN rule_version r ON r.tenant_id = c.tenant_id AND r.id = c.rule_version_id
    LEFT JOIN review_assignment a ON a.tenant_id = s.tenant_id AND a.stage_id = s.id AND a.person_id = NEW.person_id
   WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id
     FOR SHARE OF s;
  IF found.status IS DISTINCT FROM 'open' THEN
    RAISE EXCEPTION 'the stage is closed' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT coalesce(found.is_voting, false) OR found.is_recused OR found.conflict_declared IS DISTINCT FROM false THEN
    RAISE EXCEPTION 'only an assigned reviewer who declared no conflict votes' USING ERRCODE = 'check_violation';
  END IF;
  IF is_rule_author(NEW.tenant_id, found.rule_version_id, NEW.person_id) THEN
    RAISE EXCEPTION 'the author does not vote' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION "guard_author_sits"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM review_stage s JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
              WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.stage_id AND is_rule_author(c.tenant_id, c.rule_version_id, NEW.person_id)) THEN
    RAISE EXCEPTION 'the author has no seat' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

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
        WHERE v.tenant_id = NEW.tenant_id AND v.stage_id = NEW.id AND v.choice = 'approve' AND a.is_voting AND NOT a.is_recused) THEN
    RAISE EXCEPTION 'a stage is passed by votes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION "guard_rule_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'draft' AND NOT (NEW.origin = 'import' AND NEW.status = 'approved') THEN
      RAISE EXCEPTION 'a rule version starts as a draft' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;

  IF NEW.tenant_id <> OLD.tenant_id OR NEW.id <> OLD.id OR NEW.rule_id <> OLD.rule_id OR NEW.version <> OLD.version
     OR NEW.author_id <> OLD.author_id OR NEW.origin <> OLD.origin OR NEW.import_batch_id IS DISTINCT FROM OLD.import_batch_id THEN
    RAISE EXCEPTION 'identity, author and origin of a rule version never change' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.row_version <= OLD.row_version THEN
    RAISE EXCEPTION 'row_version must grow' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status <> OLD.status AND NOT EXISTS (
       SELECT FROM rule_status_move m WHERE m.from_status = OLD.status AND m.to_status = NEW.status) THEN
    RAISE EXCEPTION 'a rule version does not go from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  -- A submitted version is frozen; a change is a new version. Only the end of its claim window may come nearer, and its start move on when it is published.
  IF OLD.status NOT IN ('draft', 'returned') AND (
       NEW.definition <> OLD.definition OR NEW.basis <> OLD.basis OR NEW.public_note <> OLD.public_note
       OR (NEW.claim_from IS DISTINCT FROM OLD.claim_from
           AND NOT (OLD.status = 'approved' AND NEW.status = 'published' AND coalesce(NEW.claim_from > OLD.claim_from, false)))
       OR NEW.credential_from IS DISTINCT FROM OLD.credential_from
       OR NEW.credential_to IS DISTINCT FROM OLD.credential_to) THEN
    RAISE EXCEPTION 'a % rule version is frozen', OLD.status USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status NOT IN ('draft', 'returned') AND NEW.claim_to IS DISTINCT FROM OLD.claim_to
     AND (NEW.claim_to IS NULL OR NEW.claim_to > OLD.claim_to) THEN
    RAISE EXCEPTION 'the claim window of a % rule version can only be shortened', OLD.status USING ERRCODE = 'check_violation';
  END IF;

  IF NEW.status = 'approved' AND OLD.status LIKE 'in\_%' AND NOT EXISTS (
       SELECT FROM review_case c JOIN review_stage s ON s.tenant_id = c.tenant_id AND s.case_id = c.id
        WHERE c.tenant_id = NEW.tenant_id AND c.rule_version_id = NEW.id AND s.status = 'closed' AND s.outcome = 'passed'
          AND s.position = (SELECT max(t.position) FROM review_stage t WHERE t.tenant_id = c.tenant_id AND t.case_id = c.id)) THEN
    RAISE EXCEPTION 'approval needs a review whose last stage has passed' USING ERRCODE = 'check_violation';
  END IF;

  IF NEW.status = 'published' AND OLD.status = 'approved' THEN
    IF NEW.published_by_id IS NULL OR is_rule_author(NEW.tenant_id, NEW.id, NEW.published_by_id) THEN
      RAISE EXCEPTION 'the author does not publish' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.origin = 'review' AND NOT EXISTS (
         SELECT FROM review_case c JOIN review_stage s ON s.tenant_id = c.tenant_id AND s.case_id = c.id
                                   JOIN vote v ON v.tenant_id = s.tenant_id AND v.stage_id = s.id
          WHERE c.tenant_id = NEW.tenant_id AND c.rule_version_id = NEW.id
            AND v.person_id <> NEW.published_by_id AND NOT is_rule_author(NEW.tenant_id, NEW.id, v.person_id)) THEN
      RAISE EXCEPTION 'the sole reviewer does not publish' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.origin = 'import' AND NEW.published_by_id = (
         SELECT b.created_by_id FROM import_batch b WHERE b.tenant_id = NEW.tenant_id AND b.id = NEW.import_batch_id) THEN
      RAISE EXCEPTION 'who imported does not publish' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
