-- A version is public by its state: a day of publication alone makes nothing public, whatever road it came by.
DROP POLICY "public" ON "rule_version";
CREATE POLICY "public" ON "rule_version" FOR SELECT TO app_public USING (status IN ('published', 'suspended', 'revoked'));
