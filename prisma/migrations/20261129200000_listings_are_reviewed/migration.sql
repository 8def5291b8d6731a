-- What an institution's own staff write about a micro-credential waits beside the catalog until a second person publishes it: a draft is
-- nobody else's to read, and the catalog never holds one.

-- ---------------------------------------------------------------- what a version can say
ALTER TABLE "micro_credential_version"
  ADD COLUMN "credit_amount" TEXT,
  ADD COLUMN "credit_unit" TEXT,
  ADD COLUMN "credit_framework" TEXT,
  ADD COLUMN "national_framework" TEXT,
  ADD COLUMN "national_min" TEXT,
  ADD COLUMN "national_max" TEXT,
  ADD COLUMN "quality_assured_by" TEXT,
  ADD COLUMN "quality_source" TEXT,
  ADD COLUMN "quality_source_on" DATE,
  ADD COLUMN "quality_until" DATE,
  ADD COLUMN "stackability" TEXT,
  ADD COLUMN "price" TEXT,
  ADD COLUMN "currency" TEXT,
  ADD COLUMN "duration" TEXT,
  ADD COLUMN "evidence_links" TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE "micro_credential_version"
  ADD CONSTRAINT "micro_credential_version_credit_exact" CHECK (is_amount(credit_amount)),
  ADD CONSTRAINT "micro_credential_version_credit_has_unit" CHECK ((credit_amount IS NULL) = (credit_unit IS NULL)),
  ADD CONSTRAINT "micro_credential_version_credit_unit_known"
    CHECK (credit_unit IN ('ECTS', 'US_SEM', 'US_QTR', 'UK_CATS', 'NZ_CREDIT', 'AU_CP', 'CEU')),
  ADD CONSTRAINT "micro_credential_version_quality_sourced"
    CHECK (quality_assured_by IS NULL OR (quality_source IS NOT NULL AND quality_source_on IS NOT NULL)),
  ADD CONSTRAINT "micro_credential_version_price_exact" CHECK (is_amount(price)),
  ADD CONSTRAINT "micro_credential_version_price_has_currency" CHECK ((price IS NULL) = (currency IS NULL)),
  ADD CONSTRAINT "micro_credential_version_currency_form" CHECK (currency ~ '^[A-Z]{3}$');

-- Credit that the issuer states is what pages and mappings rest on: what was said before stays readable.
DROP TRIGGER "keep_what_was_said" ON "micro_credential_version";
CREATE TRIGGER "keep_what_was_said" BEFORE INSERT OR UPDATE ON "micro_credential_version" FOR EACH ROW
  EXECUTE FUNCTION keep_what_was_said('label', 'valid_from', 'valid_to', 'workload_hours', 'eqf_min', 'eqf_max', 'pass_mark',
    'credit_amount', 'credit_unit', 'credit_framework');

-- ---------------------------------------------------------------- listings
CREATE TABLE "listing" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "micro_credential_id" UUID,
    "version_id" UUID,
    "content" JSONB NOT NULL,
    "based_on" JSONB,
    "reason" TEXT NOT NULL DEFAULT '',
    "remark" TEXT NOT NULL DEFAULT '',
    "author_id" UUID NOT NULL,
    "published_by_id" UUID,
    "published_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "listing_pkey" PRIMARY KEY ("tenant_id", "id")
);
CREATE TABLE "listing_contributor" (
    "tenant_id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "listing_contributor_pkey" PRIMARY KEY ("tenant_id", "listing_id", "person_id")
);
ALTER TABLE "listing" ADD CONSTRAINT "listing_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "listing" ADD CONSTRAINT "listing_micro_credential_id_fkey" FOREIGN KEY ("micro_credential_id") REFERENCES "micro_credential"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "listing" ADD CONSTRAINT "listing_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "micro_credential_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "listing" ADD CONSTRAINT "listing_tenant_id_author_id_fkey" FOREIGN KEY ("tenant_id", "author_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "listing" ADD CONSTRAINT "listing_tenant_id_published_by_id_fkey" FOREIGN KEY ("tenant_id", "published_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "listing_contributor" ADD CONSTRAINT "listing_contributor_tenant_id_listing_id_fkey" FOREIGN KEY ("tenant_id", "listing_id") REFERENCES "listing"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "listing_contributor" ADD CONSTRAINT "listing_contributor_tenant_id_person_id_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "listing_tenant_id_status_updated_at_idx" ON "listing"("tenant_id", "status", "updated_at");
CREATE INDEX "micro_credential_steward_tenant_id_title_idx" ON "micro_credential"("steward_tenant_id", "title");
-- One open change of an entry at a time, so that none undoes another unseen.
CREATE UNIQUE INDEX "listing_one_open_change" ON "listing"("tenant_id", "micro_credential_id") WHERE micro_credential_id IS NOT NULL AND status IN ('draft', 'submitted', 'returned');

ALTER TABLE "listing" ADD CONSTRAINT "listing_kind_known" CHECK (kind IN ('entry', 'version', 'correction')),
  ADD CONSTRAINT "listing_status_known" CHECK (status IN ('draft', 'submitted', 'returned', 'published', 'withdrawn')),
  ADD CONSTRAINT "listing_names_what_it_changes" CHECK (kind = 'entry' OR micro_credential_id IS NOT NULL),
  ADD CONSTRAINT "listing_correction_names_version" CHECK ((kind = 'correction') = (version_id IS NOT NULL)),
  ADD CONSTRAINT "listing_published_whole" CHECK ((status = 'published') = (published_by_id IS NOT NULL AND published_at IS NOT NULL)
    AND (status <> 'published' OR micro_credential_id IS NOT NULL)),
  ADD CONSTRAINT "listing_two_people" CHECK (published_by_id <> author_id);

ALTER TABLE "listing" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "listing" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "listing" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
ALTER TABLE "listing_contributor" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "listing_contributor" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "listing_contributor" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
GRANT SELECT, INSERT, UPDATE ON "listing" TO app_rw;
GRANT SELECT, INSERT ON "listing_contributor" TO app_rw;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "listing_contributor" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "never_truncated" BEFORE TRUNCATE ON "listing_contributor" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The road of lib/micro-credential/listing-life.ts, once more.
CREATE FUNCTION "guard_listing"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'draft' THEN
      RAISE EXCEPTION 'a listing begins as a draft' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.tenant_id <> OLD.tenant_id OR NEW.id <> OLD.id OR NEW.author_id <> OLD.author_id OR NEW.kind <> OLD.kind
     OR NEW.version_id IS DISTINCT FROM OLD.version_id
     OR (NEW.micro_credential_id IS DISTINCT FROM OLD.micro_credential_id AND NOT (OLD.micro_credential_id IS NULL AND NEW.status = 'published')) THEN
    RAISE EXCEPTION 'what a listing is about, and who began it, stays' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.row_version <= OLD.row_version THEN
    RAISE EXCEPTION 'row_version must grow' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status IN ('published', 'withdrawn') THEN
    RAISE EXCEPTION 'a % listing is frozen', OLD.status USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status <> OLD.status AND NOT (
       (OLD.status IN ('draft', 'returned') AND NEW.status IN ('submitted', 'withdrawn'))
       OR (OLD.status = 'submitted' AND NEW.status IN ('returned', 'published', 'withdrawn'))) THEN
    RAISE EXCEPTION 'a listing does not go from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status = 'submitted' AND (NEW.content <> OLD.content OR NEW.reason <> OLD.reason OR NEW.based_on IS DISTINCT FROM OLD.based_on) THEN
    RAISE EXCEPTION 'what is handed in is frozen' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status = 'published' AND EXISTS (
       SELECT FROM listing_contributor c WHERE c.tenant_id = NEW.tenant_id AND c.listing_id = NEW.id AND c.person_id = NEW.published_by_id) THEN
    RAISE EXCEPTION 'whoever wrote or handed in a listing does not publish it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_listing" BEFORE INSERT OR UPDATE ON "listing" FOR EACH ROW EXECUTE FUNCTION guard_listing();
