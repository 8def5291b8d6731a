-- Which versions begin today is asked once a day for each institution that lists entries.
CREATE INDEX "micro_credential_version_steward_tenant_id_valid_from_idx" ON "micro_credential_version" ("steward_tenant_id", "valid_from");
