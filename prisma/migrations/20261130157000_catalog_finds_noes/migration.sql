-- A no may bar other rules, so whoever reads how an entry stands looks for every no, and for every whole that implies its parts. Both are few
-- among many: without an index of their own each look would go through the whole rule book and the whole catalog.
CREATE INDEX "rule_version_no_idx" ON "rule_version" ("tenant_id", "id") WHERE (definition->>'deny') = 'true';
CREATE INDEX "micro_credential_implies_idx" ON "micro_credential" ("id") WHERE components_implied;
