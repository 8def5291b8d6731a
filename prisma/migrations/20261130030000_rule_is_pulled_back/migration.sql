-- Whoever hands something in and sees a slip a minute later had to take it back for good, or wait until somebody returned it. While nobody has
-- voted, an author makes it a draft again; its review ends as withdrawn.
INSERT INTO "rule_status_move" VALUES ('submitted', 'draft'), ('in_department', 'draft');

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
  -- What was handed in becomes a draft again only while nobody has voted about it. Of votes at the very instant, those of the open stage count:
  -- others may be of a review before.
  IF NEW.status = 'draft' AND OLD.status <> 'draft' AND EXISTS (
       SELECT FROM review_case c JOIN review_stage s ON s.tenant_id = c.tenant_id AND s.case_id = c.id
                                 JOIN vote v ON v.tenant_id = s.tenant_id AND v.stage_id = s.id
        WHERE c.tenant_id = NEW.tenant_id AND c.rule_version_id = NEW.id AND (v.cast_at > OLD.submitted_at OR s.status = 'open' AND v.cast_at = OLD.submitted_at)) THEN
    RAISE EXCEPTION 'a rule version that was voted about is not pulled back' USING ERRCODE = 'check_violation';
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

CREATE OR REPLACE FUNCTION "guard_rule_transition"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE version record;
BEGIN
  SELECT v.status, v.published_by_id, v.row_version, b.created_by_id AS importer_id INTO version
    FROM rule_version v LEFT JOIN import_batch b ON b.tenant_id = v.tenant_id AND b.id = v.import_batch_id
   WHERE v.tenant_id = NEW.tenant_id AND v.id = NEW.rule_version_id;
  IF version.status IS DISTINCT FROM NEW.to_status THEN
    RAISE EXCEPTION 'a move is recorded when it has been made' USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.to_status = 'published' OR NEW.from_status = 'conditionally_approved' OR NEW.action IN ('publish', 'settleConditions'))
     AND is_rule_author(NEW.tenant_id, NEW.rule_version_id, NEW.actor_id) THEN
    RAISE EXCEPTION 'the author neither publishes nor settles conditions' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.to_status = 'published' AND NEW.actor_id = version.importer_id THEN
    RAISE EXCEPTION 'who imported does not publish' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.action = 'pullBack' AND NOT is_rule_author(NEW.tenant_id, NEW.rule_version_id, NEW.actor_id) THEN
    RAISE EXCEPTION 'who wrote it pulls it back' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.action = 'publish' AND NEW.actor_id IS DISTINCT FROM version.published_by_id THEN
    RAISE EXCEPTION 'who published is who is recorded' USING ERRCODE = 'check_violation';
  END IF;
  NEW.row_version := version.row_version;
  RETURN NEW;
END $$;
