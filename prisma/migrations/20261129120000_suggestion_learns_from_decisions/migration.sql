-- What suggestions learn from, which an institution says itself; what was learned; and what was shown, so that it can be counted how
-- often it was followed.
ALTER TABLE "institution" ADD COLUMN "suggest_from" TEXT NOT NULL DEFAULT 'published';
ALTER TABLE "institution" ADD CONSTRAINT "institution_suggest_from_known" CHECK (suggest_from IN ('nothing', 'own', 'published'));

CREATE TABLE "suggestion_model" (
  "tenant_id" UUID NOT NULL,
  "version" INTEGER NOT NULL,
  "seed" INTEGER NOT NULL,
  "mark" TEXT NOT NULL,
  "model" JSONB NOT NULL,
  "learned_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "suggestion_model_pkey" PRIMARY KEY ("tenant_id")
);
ALTER TABLE "suggestion_model" ADD CONSTRAINT "suggestion_model_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "suggestion_shown" (
  "tenant_id" UUID NOT NULL,
  "rule_version_id" UUID NOT NULL,
  "targets" TEXT[] NOT NULL,
  "shown_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "suggestion_shown_pkey" PRIMARY KEY ("tenant_id", "rule_version_id"),
  CONSTRAINT "suggestion_shown_few" CHECK (cardinality(targets) BETWEEN 1 AND 5)
);
ALTER TABLE "suggestion_shown" ADD CONSTRAINT "suggestion_shown_tenant_id_rule_version_id_fkey" FOREIGN KEY ("tenant_id", "rule_version_id") REFERENCES "rule_version"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['suggestion_model', 'suggestion_shown'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY "tenant" ON %I TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO app_rw', name);
  END LOOP;
END $$;
