-- How a public rule version stood stays readable for the days on which it stood so: suspending, resuming, revoking or ending it changes
-- the answer from the day of the act on, and no earlier one. The row itself says how it stands from the last change on.
ALTER TABLE "rule_version" ADD COLUMN "status_since" DATE;
GRANT SELECT (status_since) ON "rule_version" TO app_public;

CREATE TABLE "rule_version_past" (
    "tenant_id" UUID NOT NULL,
    "rule_version_id" UUID NOT NULL,
    "first_day" DATE NOT NULL,
    "until_day" DATE NOT NULL,
    "status" TEXT NOT NULL,
    "status_reason" TEXT NOT NULL,
    "status_since" DATE,
    "claim_to" DATE,
    "review_due_on" DATE,
    CONSTRAINT "rule_version_past_pkey" PRIMARY KEY ("tenant_id", "rule_version_id", "until_day")
);
ALTER TABLE "rule_version_past" ADD CONSTRAINT "rule_version_past_tenant_id_rule_version_id_fkey"
    FOREIGN KEY ("tenant_id", "rule_version_id") REFERENCES "rule_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "rule_version_past_days_in_order" CHECK (first_day < until_day),
  ADD CONSTRAINT "rule_version_past_was_public" CHECK (status IN ('published', 'suspended', 'revoked'));
-- Of today nothing is past: then this finds no row of an institution at once.
CREATE INDEX "rule_version_past_tenant_id_until_day_idx" ON "rule_version_past"("tenant_id", "until_day");
ALTER TABLE "rule_version_past" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "rule_version_past" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "rule_version_past" FOR SELECT TO app_rw USING (tenant_id = current_tenant());
CREATE POLICY "public" ON "rule_version_past" FOR SELECT TO app_public USING (true);
CREATE POLICY "kept_by_trigger" ON "rule_version_past" FOR ALL TO app_owner USING (true) WITH CHECK (true);
GRANT SELECT ON "rule_version_past" TO app_rw, app_public;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "rule_version_past" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "rule_version_past" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What was revoked was public before, and is told as revoked.
DROP POLICY "public" ON "rule_version";
CREATE POLICY "public" ON "rule_version" FOR SELECT TO app_public USING (published_at IS NOT NULL);

-- What is on record of the time before this: the moves since publication, and the later version that brought the last day of claim nearer.
DO $$
DECLARE tenant uuid;
BEGIN
  FOR tenant IN SELECT id FROM institution LOOP
    PERFORM set_config('app.tenant_id', tenant::text, true);
    CREATE TEMPORARY TABLE stood ON COMMIT DROP AS
      WITH version AS (
        SELECT v.tenant_id, v.id, v.claim_to, v.review_due_on, (v.definition #>> '{claimWindow,to}')::date AS own_last,
               (v.published_at AT TIME ZONE i.time_zone)::date AS published_on,
               (SELECT min((n.published_at AT TIME ZONE i.time_zone)::date) FROM rule_version n
                 WHERE n.tenant_id = v.tenant_id AND n.rule_id = v.rule_id AND n.version > v.version AND n.published_at >= v.published_at AND n.claim_from - 1 = v.claim_to
                   AND v.claim_to IS DISTINCT FROM (v.definition #>> '{claimWindow,to}')::date) AS followed_on
          FROM rule_version v JOIN institution i ON i.id = v.tenant_id WHERE v.published_at IS NOT NULL
      ), moved AS (
        SELECT DISTINCT ON (t.rule_version_id, day) t.rule_version_id AS id, greatest((t.at AT TIME ZONE i.time_zone)::date, v.published_on) AS day, t.to_status AS status, t.reason
          FROM rule_transition t JOIN version v ON v.tenant_id = t.tenant_id AND v.id = t.rule_version_id JOIN institution i ON i.id = t.tenant_id
         WHERE t.from_status IN ('published', 'suspended') AND t.to_status IN ('published', 'suspended', 'revoked')
         ORDER BY t.rule_version_id, day, t.at DESC, t.row_version DESC NULLS LAST, t.id DESC
      ), change AS (
        SELECT id, published_on AS day FROM version
        UNION SELECT id, day FROM moved
        UNION SELECT id, followed_on FROM version WHERE followed_on > published_on
      ), span AS (
        SELECT id, day, lead(day) OVER (PARTITION BY id ORDER BY day) AS until_day FROM change
      )
      SELECT v.tenant_id, s.id, s.day, s.until_day, coalesce(m.status, 'published') AS status, coalesce(m.reason, '') AS reason, m.day AS since,
             CASE WHEN s.day < v.followed_on THEN v.own_last ELSE v.claim_to END AS claim_to, v.review_due_on
        FROM span s JOIN version v ON v.id = s.id
        LEFT JOIN LATERAL (SELECT m.* FROM moved m WHERE m.id = s.id AND m.day <= s.day ORDER BY m.day DESC LIMIT 1) m ON true;
    INSERT INTO rule_version_past (tenant_id, rule_version_id, first_day, until_day, status, status_reason, status_since, claim_to, review_due_on)
      SELECT tenant_id, id, day, until_day, status, reason, since, claim_to, review_due_on FROM stood WHERE until_day IS NOT NULL;
    UPDATE rule_version v SET status_since = s.since, row_version = v.row_version + 1 FROM stood s
     WHERE v.tenant_id = s.tenant_id AND v.id = s.id AND s.until_day IS NULL AND s.since IS NOT NULL;
    DROP TABLE stood;
  END LOOP;
  PERFORM set_config('app.tenant_id', '', true);
END $$;

-- Whatever road a change comes by, how the version stood before is kept, and the change begins on its day where the institution is.
CREATE FUNCTION "keep_how_it_stood"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  zone text;
  day date;
  first_day date;
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.status_since := NULL;
    RETURN NEW;
  END IF;
  NEW.status_since := OLD.status_since;
  IF OLD.published_at IS NULL OR (NEW.status, NEW.status_reason, NEW.claim_to, NEW.review_due_on)
       IS NOT DISTINCT FROM (OLD.status, OLD.status_reason, OLD.claim_to, OLD.review_due_on) THEN
    RETURN NEW;
  END IF;
  SELECT i.time_zone INTO zone FROM institution i WHERE i.id = NEW.tenant_id;
  SELECT coalesce(max(p.until_day), (OLD.published_at AT TIME ZONE zone)::date) INTO first_day
    FROM rule_version_past p WHERE p.tenant_id = OLD.tenant_id AND p.rule_version_id = OLD.id;
  day := greatest(first_day, ((CASE WHEN NEW.updated_at = OLD.updated_at THEN now() ELSE NEW.updated_at END) AT TIME ZONE zone)::date);
  IF day > first_day THEN
    INSERT INTO rule_version_past (tenant_id, rule_version_id, first_day, until_day, status, status_reason, status_since, claim_to, review_due_on)
    VALUES (OLD.tenant_id, OLD.id, first_day, day, OLD.status, OLD.status_reason, OLD.status_since, OLD.claim_to, OLD.review_due_on);
  END IF;
  IF NEW.status <> OLD.status THEN
    NEW.status_since := day;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "keep_how_it_stood" BEFORE INSERT OR UPDATE ON "rule_version" FOR EACH ROW EXECUTE FUNCTION keep_how_it_stood();
