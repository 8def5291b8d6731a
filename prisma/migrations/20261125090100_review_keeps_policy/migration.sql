-- A review is finished under the policy that it was opened under.
ALTER TABLE "review_case" ADD COLUMN "policy_version_id" UUID;
ALTER TABLE "review_case" ADD CONSTRAINT "review_case_tenant_id_policy_version_id_fkey" FOREIGN KEY ("tenant_id", "policy_version_id") REFERENCES "policy_version"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
