-- Which awards rest on a decision for everybody is asked of that decision.
CREATE INDEX "award_line_tenant_id_rule_version_id_idx" ON "award_line"("tenant_id", "rule_version_id");
