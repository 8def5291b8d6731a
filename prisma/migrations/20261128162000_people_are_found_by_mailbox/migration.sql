-- What follows a plus leads to the same mailbox. Every act asks whether its person has another staff record: with thousands on the staff a
-- look at each of them would be most of the work.
CREATE FUNCTION "bare_mailbox"("address" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN split_part(split_part(lower("address"), '@', 1), '+', 1) || '@' || split_part(lower("address"), '@', 2);
CREATE INDEX "person_bare_mailbox_idx" ON "person" ("tenant_id", bare_mailbox("email"));
