-- Students read that a mapping waits for a word of its owners, or for a new review, since something below it changed: not who changed it.
CREATE POLICY "public" ON "change_notice" FOR SELECT TO app_public
  USING (asks_for <> 'follow' AND EXISTS (SELECT FROM rule_version v WHERE v.tenant_id = change_notice.tenant_id AND v.id = change_notice.rule_version_id));
GRANT SELECT (tenant_id, rule_version_id, first_day, asks_for, followed_at) ON "change_notice" TO app_public;

-- What the policy asked for when something changed stays until it changes again.
CREATE FUNCTION "guard_change_notice"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.asks_for <> OLD.asks_for AND NEW.changed_at <= OLD.changed_at THEN
    RAISE EXCEPTION 'what a notice asks for stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_change_notice" BEFORE UPDATE ON "change_notice" FOR EACH ROW EXECUTE FUNCTION guard_change_notice();
