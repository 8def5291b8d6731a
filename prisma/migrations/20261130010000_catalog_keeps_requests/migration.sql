-- What somebody without an account asks an institution for: that a certificate be listed, or that one be decided. A request belongs to the
-- institution asked. Askers are counted apart: by a keyed hash, never by an address, and by a mailbox only while an answer is to be sent to it.
CREATE TABLE "certificate_request" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "subject_key" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "provider" TEXT NOT NULL DEFAULT '',
    "url" TEXT NOT NULL DEFAULT '',
    "micro_credential_id" UUID,
    "listing_id" UUID,
    "answer" TEXT,
    "askers" INTEGER,
    "closed_by_id" UUID,
    "settled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "certificate_request_pkey" PRIMARY KEY ("tenant_id", "id")
);
CREATE TABLE "certificate_asker" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "request_id" UUID NOT NULL,
    "network_key" TEXT NOT NULL,
    "mailbox_key" TEXT,
    "mailbox" TEXT,
    "token_hash" TEXT,
    "mailed_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),
    "first_asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "certificate_asker_pkey" PRIMARY KEY ("tenant_id", "id")
);
ALTER TABLE "certificate_request" ADD CONSTRAINT "certificate_request_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "certificate_request" ADD CONSTRAINT "certificate_request_micro_credential_id_fkey" FOREIGN KEY ("micro_credential_id") REFERENCES "micro_credential"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "certificate_request" ADD CONSTRAINT "certificate_request_tenant_id_listing_id_fkey" FOREIGN KEY ("tenant_id", "listing_id") REFERENCES "listing"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "certificate_request" ADD CONSTRAINT "certificate_request_tenant_id_closed_by_id_fkey" FOREIGN KEY ("tenant_id", "closed_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "certificate_asker" ADD CONSTRAINT "certificate_asker_tenant_id_request_id_fkey" FOREIGN KEY ("tenant_id", "request_id") REFERENCES "certificate_request"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The same thing asked for twice is one request with two askers.
CREATE UNIQUE INDEX "certificate_request_one_open" ON "certificate_request" ("tenant_id", "subject_key") WHERE answer IS NULL;
CREATE INDEX "certificate_request_tenant_id_listing_id_idx" ON "certificate_request" ("tenant_id", "listing_id");
CREATE INDEX "certificate_asker_tenant_id_request_id_idx" ON "certificate_asker" ("tenant_id", "request_id");
CREATE UNIQUE INDEX "certificate_asker_one_mailbox" ON "certificate_asker" ("tenant_id", "request_id", "mailbox") WHERE mailbox IS NOT NULL;
CREATE UNIQUE INDEX "certificate_asker_one_token" ON "certificate_asker" ("tenant_id", "token_hash") WHERE token_hash IS NOT NULL;

ALTER TABLE "certificate_request"
  ADD CONSTRAINT "certificate_request_kind_known" CHECK (kind IN ('list', 'decide')),
  ADD CONSTRAINT "certificate_request_decide_names_entry" CHECK (kind <> 'decide' OR micro_credential_id IS NOT NULL),
  ADD CONSTRAINT "certificate_request_list_is_named" CHECK (kind <> 'list' OR (title <> '' AND provider <> '')),
  ADD CONSTRAINT "certificate_request_sizes" CHECK (length(subject_key) <= 1000 AND length(title) <= 300 AND length(provider) <= 200 AND length(url) <= 2000),
  ADD CONSTRAINT "certificate_request_answer_fits" CHECK (answer IS NULL
    OR (kind = 'list' AND answer IN ('listed', 'listed_already', 'not_a_certificate'))
    OR (kind = 'decide' AND answer IN ('given', 'refused', 'considered', 'nothing_to_decide'))),
  ADD CONSTRAINT "certificate_request_answer_names_entry" CHECK (kind <> 'list' OR (micro_credential_id IS NOT NULL) = (coalesce(answer, '') IN ('listed', 'listed_already'))),
  ADD CONSTRAINT "certificate_request_settled_whole" CHECK ((answer IS NULL) = (settled_at IS NULL) AND (answer IS NULL) = (askers IS NULL)),
  ADD CONSTRAINT "certificate_request_closed_by_somebody" CHECK ((coalesce(answer, '') IN ('listed_already', 'not_a_certificate', 'nothing_to_decide')) = (closed_by_id IS NOT NULL)),
  ADD CONSTRAINT "certificate_request_listing_of_list" CHECK (listing_id IS NULL OR kind = 'list');
ALTER TABLE "certificate_asker"
  -- Nobody is kept by an address: what counts an asker is a hash under a key that the database does not hold.
  ADD CONSTRAINT "certificate_asker_network_key_form" CHECK (network_key ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "certificate_asker_mailbox_key_form" CHECK (mailbox_key ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "certificate_asker_token_form" CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "certificate_asker_mailbox_whole" CHECK ((mailbox IS NULL) = (token_hash IS NULL) AND (mailbox IS NULL) = (mailed_at IS NULL)),
  ADD CONSTRAINT "certificate_asker_mailbox_size" CHECK (length(mailbox) <= 254),
  ADD CONSTRAINT "certificate_asker_confirmed_mailbox" CHECK ((confirmed_at IS NULL) = (mailbox_key IS NULL) AND (confirmed_at IS NULL OR mailbox IS NOT NULL)),
  ADD CONSTRAINT "certificate_asker_in_order" CHECK (first_asked_at <= last_asked_at);

ALTER TABLE "certificate_request" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "certificate_request" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "certificate_request" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
CREATE POLICY "worker" ON "certificate_request" FOR SELECT TO app_owner USING (true);
ALTER TABLE "certificate_asker" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "certificate_asker" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "certificate_asker" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
CREATE POLICY "worker" ON "certificate_asker" FOR SELECT TO app_owner USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "certificate_request", "certificate_asker" TO app_rw;

-- The road of lib/micro-credential/certificate-request.ts, once more: open, then settled once; one that nobody asks for any more may go.
CREATE FUNCTION "guard_certificate_request"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.answer IS NOT NULL OR NEW.listing_id IS NOT NULL THEN
      RAISE EXCEPTION 'a request begins open' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.answer IS NOT NULL THEN
    RAISE EXCEPTION 'a settled request stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF (NEW.tenant_id, NEW.id, NEW.kind, NEW.subject_key, NEW.title, NEW.provider, NEW.url, NEW.created_at)
       IS DISTINCT FROM (OLD.tenant_id, OLD.id, OLD.kind, OLD.subject_key, OLD.title, OLD.provider, OLD.url, OLD.created_at)
     OR (OLD.kind = 'decide' AND NEW.micro_credential_id IS DISTINCT FROM OLD.micro_credential_id) THEN
    RAISE EXCEPTION 'what is asked for stays' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.row_version <= OLD.row_version THEN
    RAISE EXCEPTION 'row_version must grow' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.answer IS NOT NULL AND EXISTS (SELECT FROM certificate_asker a WHERE a.tenant_id = NEW.tenant_id AND a.request_id = NEW.id) THEN
    RAISE EXCEPTION 'who asked is forgotten when a request is settled' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_certificate_request" BEFORE INSERT OR UPDATE OR DELETE ON "certificate_request" FOR EACH ROW EXECUTE FUNCTION guard_certificate_request();

CREATE FUNCTION "guard_certificate_asker"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.tenant_id, NEW.id, NEW.request_id, NEW.first_asked_at) IS DISTINCT FROM (OLD.tenant_id, OLD.id, OLD.request_id, OLD.first_asked_at) THEN
    RAISE EXCEPTION 'whoever asked stays with what was asked' USING ERRCODE = 'check_violation';
  END IF;
  -- Held, so that nobody is added to a request that is being settled.
  PERFORM FROM certificate_request r WHERE r.tenant_id = NEW.tenant_id AND r.id = NEW.request_id AND r.answer IS NULL FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'nobody is added to a settled request' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_certificate_asker" BEFORE INSERT OR UPDATE ON "certificate_asker" FOR EACH ROW EXECUTE FUNCTION guard_certificate_asker();

-- Where decisions are asked for, and where an asker, a mailbox or a mail to one is older than it is kept.
CREATE FUNCTION "tenants_asked_to_decide"() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT DISTINCT r.tenant_id FROM certificate_request r WHERE r.kind = 'decide' AND r.answer IS NULL
$$;
CREATE FUNCTION "tenants_with_askers_to_forget"(unconfirmed_days integer, kept_days integer, mail_days integer) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT a.tenant_id FROM certificate_asker a
   WHERE a.last_asked_at < now() - make_interval(days => kept_days) OR (a.confirmed_at IS NULL AND a.mailed_at < now() - make_interval(days => unconfirmed_days))
  UNION
  SELECT m.tenant_id FROM outbox_message m WHERE m.kind LIKE 'request.%' AND m.created_at < now() - make_interval(days => mail_days)
$$;
REVOKE EXECUTE ON FUNCTION "tenants_asked_to_decide"(), "tenants_with_askers_to_forget"(integer, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "tenants_asked_to_decide"(), "tenants_with_askers_to_forget"(integer, integer, integer) TO app_rw;
