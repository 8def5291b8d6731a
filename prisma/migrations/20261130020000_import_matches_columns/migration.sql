-- A file whose header is not ours is looked over and matched by a person; the institution keeps how, for the next file of the same shape.
ALTER TABLE "import_batch" ADD COLUMN "look" JSONB, ADD COLUMN "matching" JSONB;
ALTER TABLE "import_batch" DROP CONSTRAINT "import_batch_status_known",
  ADD CONSTRAINT "import_batch_status_known" CHECK (status IN ('checking', 'matching', 'checked', 'applying', 'applied', 'refused', 'stopped')),
  ADD CONSTRAINT "import_batch_matching_was_looked_over" CHECK (status <> 'matching' OR look IS NOT NULL);

CREATE TABLE "column_matching" (
  "tenant_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "signature" TEXT NOT NULL,
  "matching" JSONB NOT NULL,
  "saved_by_id" UUID NOT NULL,
  "saved_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "column_matching_pkey" PRIMARY KEY ("tenant_id", "kind", "signature"),
  CONSTRAINT "column_matching_kind_known" CHECK (kind IN ('micro_credentials', 'courses', 'programs', 'recommendations', 'equivalencies')),
  CONSTRAINT "column_matching_signature_form" CHECK (signature ~ '^[0-9a-f]{64}$')
);
ALTER TABLE "column_matching" ADD CONSTRAINT "column_matching_tenant_id_saved_by_id_fkey" FOREIGN KEY ("tenant_id", "saved_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "column_matching" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "column_matching" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "column_matching" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
GRANT SELECT, INSERT, UPDATE ON "column_matching" TO app_rw;
