-- More named doors: each answers one question across institutions, or does one thing the application's role cannot do by itself.

-- Whether a sign-in link would reach somebody: a member of staff of a real institution, or the owner of an account made by such a link.
CREATE FUNCTION "is_known_mailbox"(wanted text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT FROM person p WHERE p.email = lower(wanted) AND p.status = 'active' AND NOT p.is_demonstration)
      OR EXISTS (SELECT FROM auth_account a WHERE a.provider = 'email' AND a.provider_account_id = lower(wanted))
$$;

-- The institutions with mail to send now; the messages themselves are read one institution at a time.
CREATE POLICY "worker" ON "outbox_message" FOR SELECT TO app_owner USING (true);
CREATE FUNCTION "tenants_with_due_messages"() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT DISTINCT m.tenant_id FROM outbox_message m WHERE m.sent_at IS NULL AND m.next_at <= now() AND m.attempts < 10
$$;
CREATE INDEX "outbox_message_due" ON "outbox_message" (next_at) WHERE sent_at IS NULL;

-- Erases what one audit entry commits to. The entry, its commitment and the chain stay.
CREATE FUNCTION "erase_audit_detail"(wanted_seq bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE n integer;
BEGIN
  UPDATE audit_detail SET salt = '', before = NULL, after = NULL, erased_at = now()
   WHERE tenant_id = current_tenant() AND seq = wanted_seq AND erased_at IS NULL;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n = 1;
END $$;

REVOKE EXECUTE ON FUNCTION "is_known_mailbox"(text), "tenants_with_due_messages"(), "erase_audit_detail"(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "is_known_mailbox"(text), "tenants_with_due_messages"(), "erase_audit_detail"(bigint) TO app_rw;
