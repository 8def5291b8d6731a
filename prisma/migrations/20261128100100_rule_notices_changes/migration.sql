-- Tells the owners of a rule that a course or a program it rests on changes, until somebody says that the rule follows.
CREATE TABLE "change_notice" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "rule_version_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "first_day" DATE NOT NULL,
    "earned_before" TEXT,
    "earned_after" TEXT,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "followed_by_id" UUID,
    "followed_at" TIMESTAMPTZ(3),
    CONSTRAINT "change_notice_pkey" PRIMARY KEY ("tenant_id", "id")
);
CREATE UNIQUE INDEX "change_notice_tenant_id_rule_version_id_subject_id_first_da_key" ON "change_notice"("tenant_id", "rule_version_id", "subject_id", "first_day");
ALTER TABLE "change_notice" ADD CONSTRAINT "change_notice_tenant_id_rule_version_id_fkey" FOREIGN KEY ("tenant_id", "rule_version_id") REFERENCES "rule_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "change_notice" ADD CONSTRAINT "change_notice_tenant_id_changed_by_id_fkey" FOREIGN KEY ("tenant_id", "changed_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "change_notice" ADD CONSTRAINT "change_notice_tenant_id_followed_by_id_fkey" FOREIGN KEY ("tenant_id", "followed_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "change_notice" ADD CONSTRAINT "change_notice_subject_known" CHECK (subject IN ('course', 'program')),
  ADD CONSTRAINT "change_notice_amounts_exact" CHECK (is_amount(earned_before) AND is_amount(earned_after)),
  ADD CONSTRAINT "change_notice_followed_by_somebody" CHECK ((followed_by_id IS NULL) = (followed_at IS NULL));
ALTER TABLE "change_notice" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "change_notice" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "change_notice" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
GRANT SELECT, INSERT, UPDATE ON "change_notice" TO app_rw;
