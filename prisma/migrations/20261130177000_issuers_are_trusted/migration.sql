-- An institution says which issuers of badges it takes at their word, why, and from when to when. One person proposes, another decides.
CREATE TABLE "trusted_issuer" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "identity" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "source_url" TEXT NOT NULL,
    "is_own" BOOLEAN NOT NULL DEFAULT false,
    "first_day" DATE NOT NULL,
    "last_day" DATE,
    "proposed_by_id" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "ended_by_id" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,
    CONSTRAINT "trusted_issuer_pkey" PRIMARY KEY ("tenant_id", "id")
);
ALTER TABLE "trusted_issuer" ADD CONSTRAINT "trusted_issuer_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "trusted_issuer" ADD CONSTRAINT "trusted_issuer_tenant_id_proposed_by_id_fkey" FOREIGN KEY ("tenant_id", "proposed_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "trusted_issuer" ADD CONSTRAINT "trusted_issuer_tenant_id_decided_by_id_fkey" FOREIGN KEY ("tenant_id", "decided_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "trusted_issuer" ADD CONSTRAINT "trusted_issuer_tenant_id_ended_by_id_fkey" FOREIGN KEY ("tenant_id", "ended_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "trusted_issuer_tenant_id_proposed_at_idx" ON "trusted_issuer" ("tenant_id", "proposed_at");
CREATE INDEX "trusted_issuer_identity_idx" ON "trusted_issuer" ("identity");

-- lib/badge/issuer-identity.ts, once more.
ALTER TABLE "trusted_issuer" ADD CONSTRAINT "trusted_issuer_identity_form" CHECK (length(identity) <= 500 AND (
  identity ~ '^did:[a-z0-9]+:[A-Za-z0-9._:%-]+$' OR identity ~ '^https://[a-z0-9.-]+(:[0-9]+)?/[!-~]*$' OR identity ~ '^urn:ietf:params:oauth:jwk-thumbprint:sha-256:[A-Za-z0-9_-]{43}$'));
ALTER TABLE "trusted_issuer" ADD CONSTRAINT "trusted_issuer_is_explained" CHECK (length(trim(name)) BETWEEN 1 AND 300 AND length(trim(reason)) BETWEEN 1 AND 1000);
ALTER TABLE "trusted_issuer" ADD CONSTRAINT "trusted_issuer_source_web" CHECK (source_url ~ '^https?://[^[:space:]]+$' AND length(source_url) <= 2000);
-- One that is ended before it began never held: its last day is the day before its first.
ALTER TABLE "trusted_issuer" ADD CONSTRAINT "trusted_issuer_days_in_order" CHECK (last_day >= first_day - CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END);
ALTER TABLE "trusted_issuer" ADD CONSTRAINT "trusted_issuer_outcome_known" CHECK (outcome IN ('confirmed', 'declined'));
ALTER TABLE "trusted_issuer" ADD CONSTRAINT "trusted_issuer_decided_whole" CHECK ((outcome IS NULL) = (decided_by_id IS NULL) AND (outcome IS NULL) = (decided_at IS NULL));
ALTER TABLE "trusted_issuer" ADD CONSTRAINT "trusted_issuer_two_people" CHECK (outcome <> 'confirmed' OR decided_by_id <> proposed_by_id);
ALTER TABLE "trusted_issuer" ADD CONSTRAINT "trusted_issuer_ended_whole" CHECK (
  (ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL) AND (ended_at IS NULL OR (last_day IS NOT NULL AND outcome IS NOT DISTINCT FROM 'confirmed')));
ALTER TABLE "trusted_issuer" ADD CONSTRAINT "trusted_issuer_end_explained" CHECK (length(trim(end_reason)) BETWEEN 1 AND 1000);
-- On one day an issuer is trusted once, and one proposal about it waits at a time.
ALTER TABLE "trusted_issuer" ADD CONSTRAINT "trusted_issuer_one_a_day" EXCLUDE USING gist (tenant_id WITH =, identity WITH =, daterange(first_day, last_day + 1, '[)') WITH &&)
  WHERE (outcome = 'confirmed');
CREATE UNIQUE INDEX "trusted_issuer_one_waits" ON "trusted_issuer" ("tenant_id", "identity") WHERE outcome IS NULL;

ALTER TABLE "trusted_issuer" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "trusted_issuer" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "trusted_issuer" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
-- Whom an institution trusts, and why, is public; who of its staff said so is not.
CREATE POLICY "public" ON "trusted_issuer" FOR SELECT TO app_public USING (outcome = 'confirmed');
GRANT SELECT, INSERT, UPDATE ON "trusted_issuer" TO app_rw;
GRANT SELECT ("tenant_id", "identity", "name", "reason", "source_url", "is_own", "first_day", "last_day", "outcome") ON "trusted_issuer" TO app_public;

-- lib/access/can.ts (`issuer.propose`, `issuer.confirm`, `issuer.decline`, `issuer.end`), once more.
CREATE FUNCTION "keeps_issuers"("wanted_tenant" uuid, "wanted_person" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM person p JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.ended_at IS NULL
                  WHERE p.tenant_id = "wanted_tenant" AND p.id = "wanted_person" AND p.status = 'active' AND g.role IN ('registrar', 'administrator'))
$$;

CREATE FUNCTION "guard_trusted_issuer"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  today date;
  acting uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an issuer that was trusted stays on record' USING ERRCODE = 'check_violation';
  END IF;
  SELECT (coalesce(NEW.ended_at, now()) AT TIME ZONE i.time_zone)::date INTO today FROM institution i WHERE i.id = NEW.tenant_id;
  IF TG_OP = 'INSERT' THEN
    acting := NEW.proposed_by_id;
    IF NEW.outcome IS NOT NULL THEN
      RAISE EXCEPTION 'an issuer is proposed before it is trusted' USING ERRCODE = 'check_violation';
    END IF;
  ELSIF OLD.outcome IS NULL THEN
    acting := NEW.decided_by_id;
    IF NEW.outcome IS NULL OR NEW.ended_at IS NOT NULL
       OR to_jsonb(NEW) - 'outcome' - 'decided_by_id' - 'decided_at' <> to_jsonb(OLD) - 'outcome' - 'decided_by_id' - 'decided_at' THEN
      RAISE EXCEPTION 'what was proposed is decided about and not changed' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.outcome = 'confirmed' AND NEW.decided_by_id IN (SELECT id FROM records_of_same_people(NEW.tenant_id, ARRAY[NEW.proposed_by_id])) THEN
      RAISE EXCEPTION 'whoever proposes an issuer does not confirm it' USING ERRCODE = 'check_violation';
    END IF;
  ELSE
    acting := NEW.ended_by_id;
    IF OLD.outcome <> 'confirmed' OR OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL
       OR to_jsonb(NEW) - 'last_day' - 'ended_by_id' - 'ended_at' - 'end_reason' <> to_jsonb(OLD) - 'last_day' - 'ended_by_id' - 'ended_at' - 'end_reason' THEN
      RAISE EXCEPTION 'a trusted issuer is ended once and not changed otherwise' USING ERRCODE = 'check_violation';
    END IF;
    -- The past does not move: trust ends yesterday at the earliest, so that it is over at once.
    IF NEW.last_day >= OLD.last_day OR NEW.last_day < greatest(today, OLD.first_day) - 1 THEN
      RAISE EXCEPTION 'trust ends sooner than stated, and not before yesterday' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NOT keeps_issuers(NEW.tenant_id, acting) THEN
    RAISE EXCEPTION 'registrars and administrators keep the list of issuers' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_trusted_issuer" BEFORE INSERT OR UPDATE OR DELETE ON "trusted_issuer" FOR EACH ROW EXECUTE FUNCTION guard_trusted_issuer();
-- An end is written down when it is said, so that none is dated back into what was trusted.
CREATE FUNCTION "guard_end_time"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.ended_at NOT BETWEEN now() - interval '1 hour' AND clock_timestamp() + interval '1 minute' THEN
    RAISE EXCEPTION 'an end is written down when it is said' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_end_time" BEFORE INSERT OR UPDATE ON "trusted_issuer" FOR EACH ROW WHEN (NEW.ended_at IS NOT NULL) EXECUTE FUNCTION guard_end_time();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "trusted_issuer" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
