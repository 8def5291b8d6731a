-- Where a recipient is still named after the days that delivered mail is kept. Until now an institution with no mail due forgot nothing.
CREATE FUNCTION "tenants_with_mail_to_forget"(kept_days integer) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT DISTINCT m.tenant_id FROM outbox_message m WHERE m.sent_at < now() - make_interval(days => kept_days)
$$;
CREATE INDEX "outbox_message_delivered" ON "outbox_message" (sent_at) WHERE sent_at IS NOT NULL;
REVOKE EXECUTE ON FUNCTION "tenants_with_mail_to_forget"(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "tenants_with_mail_to_forget"(integer) TO app_rw;
