-- Who judged a version, and who stepped back from it. Nobody has judged it whose conflict came up later, or who said something only before it
-- was returned and came back; of a denial it is those who judged the proposal that it answers. Pages, lists and guards ask this alone.
CREATE FUNCTION "panel_of_version"("wanted_tenant" uuid, "wanted_version" uuid) RETURNS TABLE ("person_id" uuid, "is_recused" boolean) LANGUAGE sql STABLE AS $$
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
  SELECT DISTINCT w.person_id, false FROM stage JOIN vote w ON w.tenant_id = wanted_tenant AND w.stage_id = stage.id
   WHERE stage.position > coalesce((SELECT max(position) FROM stage WHERE outcome IN ('returned', 'withdrawn')), 0)
     AND NOT EXISTS (SELECT FROM recused WHERE recused.person_id = w.person_id)
  UNION ALL SELECT recused.person_id, true FROM recused
$$;

-- Whether somebody else than this person, under whatever record, has judged it, and did not write it.
CREATE FUNCTION "is_judged_by_others"("wanted_tenant" uuid, "wanted_version" uuid, "wanted_person" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM panel_of_version(wanted_tenant, wanted_version) p
     WHERE NOT p.is_recused AND NOT is_rule_author(wanted_tenant, wanted_version, p.person_id)
       AND p.person_id NOT IN (SELECT id FROM records_of_same_people(wanted_tenant, ARRAY[wanted_person])))
$$;

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
  IF NEW.status <> OLD.status THEN
    IF NOT EXISTS (SELECT FROM rule_status_move m WHERE m.from_status = OLD.status AND m.to_status = NEW.status) THEN
      RAISE EXCEPTION 'a rule version does not go from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  -- What was handed in becomes a draft again only while nobody has voted about it. Of votes at the very instant, those of the open stage count:
  -- others may be of a review before.
  IF NEW.status = 'draft' AND OLD.status <> 'draft' THEN
    IF EXISTS (
       SELECT FROM review_case c JOIN review_stage s ON s.tenant_id = c.tenant_id AND s.case_id = c.id
                                 JOIN vote v ON v.tenant_id = s.tenant_id AND v.stage_id = s.id
        WHERE c.tenant_id = NEW.tenant_id AND c.rule_version_id = NEW.id AND (v.cast_at > OLD.submitted_at OR s.status = 'open' AND v.cast_at = OLD.submitted_at)) THEN
      RAISE EXCEPTION 'a rule version that was voted about is not pulled back' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  -- A submitted version is frozen; a change is a new version. Only the end of its claim window may come nearer, and its start move on when it is published.
  IF OLD.status NOT IN ('draft', 'returned') AND (
       NEW.definition <> OLD.definition OR NEW.basis <> OLD.basis OR NEW.public_note <> OLD.public_note
       OR (NEW.claim_from IS DISTINCT FROM OLD.claim_from
           AND NOT (OLD.status = 'approved' AND NEW.status = 'published' AND NEW.claim_from IS NOT NULL
                    AND coalesce(NEW.claim_from > OLD.claim_from, true)))
       OR NEW.credential_from IS DISTINCT FROM OLD.credential_from
       OR NEW.credential_to IS DISTINCT FROM OLD.credential_to) THEN
    RAISE EXCEPTION 'a % rule version is frozen', OLD.status USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status NOT IN ('draft', 'returned') AND NEW.claim_to IS DISTINCT FROM OLD.claim_to
     AND (NEW.claim_to IS NULL OR NEW.claim_to > OLD.claim_to) THEN
    RAISE EXCEPTION 'the claim window of a % rule version can only be shortened', OLD.status USING ERRCODE = 'check_violation';
  END IF;

  IF NEW.status = 'approved' AND OLD.status LIKE 'in\_%' THEN
    IF NOT EXISTS (
       SELECT FROM review_case c JOIN review_stage s ON s.tenant_id = c.tenant_id AND s.case_id = c.id
        WHERE c.tenant_id = NEW.tenant_id AND c.rule_version_id = NEW.id AND s.status = 'closed' AND s.outcome = 'passed'
          AND s.position = (SELECT max(t.position) FROM review_stage t WHERE t.tenant_id = c.tenant_id AND t.case_id = c.id)) THEN
      RAISE EXCEPTION 'approval needs a review whose last stage has passed' USING ERRCODE = 'check_violation';
    END IF;
  END IF;

  IF NEW.status = 'published' AND OLD.status = 'approved' THEN
    IF NEW.published_by_id IS NULL OR is_rule_author(NEW.tenant_id, NEW.id, NEW.published_by_id) THEN
      RAISE EXCEPTION 'the author does not publish' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.origin = 'review' THEN
      IF NOT is_judged_by_others(NEW.tenant_id, NEW.id, NEW.published_by_id) THEN
        RAISE EXCEPTION 'the sole reviewer does not publish' USING ERRCODE = 'check_violation';
      END IF;
    END IF;
    IF NEW.origin = 'import' THEN
      IF NEW.published_by_id = (
         SELECT b.created_by_id FROM import_batch b WHERE b.tenant_id = NEW.tenant_id AND b.id = NEW.import_batch_id) THEN
        RAISE EXCEPTION 'who imported does not publish' USING ERRCODE = 'check_violation';
      END IF;
    END IF;
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION "guard_rejected"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status = 'rejected' AND OLD.status <> 'rejected' THEN
    IF NOT EXISTS (SELECT FROM rule_rejection r WHERE r.tenant_id = NEW.tenant_id AND r.rule_version_id = NEW.id) THEN
      RAISE EXCEPTION 'a rejection says which no it is' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  -- A decided no takes the way of a rule: its denial rests on the rejection that decided it, and says no.
  IF NEW.origin = 'rejection' AND NEW.status = 'approved' AND OLD.status <> 'approved' THEN
    IF NOT (NEW.definition @> '{"deny": true}' AND EXISTS (
         SELECT FROM rule_rejection r JOIN rule_version v ON v.tenant_id = r.tenant_id AND v.id = r.rule_version_id
          WHERE r.tenant_id = NEW.tenant_id AND v.rule_id = NEW.rule_id AND v.version < NEW.version AND r.kind = 'no_credit')) THEN
      RAISE EXCEPTION 'a denial rests on a rejection that says no credit' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF OLD.status = 'draft' AND NEW.status = 'approved' AND NEW.origin <> 'rejection' THEN
    RAISE EXCEPTION 'a draft is approved by a review' USING ERRCODE = 'check_violation';
  END IF;
  -- Who alone decided the no does not publish it, as who alone approved does not publish that.
  IF NEW.origin = 'rejection' AND NEW.status = 'published' AND OLD.status = 'approved' THEN
    IF NOT is_judged_by_others(NEW.tenant_id, NEW.id, NEW.published_by_id) THEN
      RAISE EXCEPTION 'the sole reviewer does not publish' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
