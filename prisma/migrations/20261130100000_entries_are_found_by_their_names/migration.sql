-- Files name certificates by their title or by the number of a recommendation. The folded title is the last part of the natural key, and
-- empty for courses of other universities, which are known by their codes.
CREATE INDEX "micro_credential_folded_title_idx" ON "micro_credential" (split_part("natural_key", '|', 4));
CREATE INDEX "recommendation_number_idx" ON "recommendation" (lower("external_id")) WHERE "external_id" IS NOT NULL;
