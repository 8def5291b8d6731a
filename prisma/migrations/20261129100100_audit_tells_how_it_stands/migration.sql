-- How the installation stands, for whoever watches it: numbers over all institutions, and of none by itself.

CREATE POLICY "watching" ON "audit_head" FOR SELECT TO app_owner USING (true);
CREATE FUNCTION "how_it_stands"(OUT mail_waiting bigint, OUT mail_given_up bigint, OUT oldest_mail_at timestamptz, OUT chains bigint, OUT longest_chain bigint, OUT entries numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT m.waiting, m.given_up, m.oldest_at, h.chains, h.longest, h.entries
    FROM (SELECT count(*) FILTER (WHERE attempts < 10) AS waiting, count(*) FILTER (WHERE attempts >= 10) AS given_up,
                 min(created_at) FILTER (WHERE attempts < 10) AS oldest_at
            FROM outbox_message WHERE sent_at IS NULL) m,
         (SELECT count(*) AS chains, coalesce(max(seq), 0) AS longest, coalesce(sum(seq), 0) AS entries FROM audit_head) h
$$;
REVOKE EXECUTE ON FUNCTION "how_it_stands"() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "how_it_stands"() TO app_rw;
