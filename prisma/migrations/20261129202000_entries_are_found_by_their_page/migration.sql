-- A web address without what makes no difference: of two entries with one page, one may be listed twice.
CREATE FUNCTION "bare_address"("url" text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT lower(regexp_replace(regexp_replace("url", '^https?://(www\.)?', '', 'i'), '[/#?]+$', ''))
$$;
CREATE INDEX "micro_credential_bare_address_idx" ON "micro_credential" (bare_address("url")) WHERE "url" IS NOT NULL;
