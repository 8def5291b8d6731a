-- A record that a proved address does not claim, since its roles would undo separation together with those of the account, says beside
-- which record it waits, so that the administrators can be told and shown.
ALTER TABLE "person" ADD COLUMN "unclaimed_beside_id" UUID;
ALTER TABLE "person"
  ADD CONSTRAINT "person_tenant_id_unclaimed_beside_id_fkey" FOREIGN KEY ("tenant_id", "unclaimed_beside_id")
    REFERENCES "person" ("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "person_unclaimed_or_claimed" CHECK (user_id IS NULL OR unclaimed_beside_id IS NULL);

CREATE OR REPLACE FUNCTION "claim_memberships"(proved_user uuid, proved_email text) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  found person;
  n integer := 0;
BEGIN
  FOR found IN SELECT * FROM person WHERE user_id IS NULL AND NOT is_demonstration AND status = 'active' AND email = lower(proved_email) FOR UPDATE LOOP
    IF tie_undoes_separation(found, proved_user, found.email) THEN
      UPDATE person p SET unclaimed_beside_id = (
          SELECT o.id FROM person o WHERE o.tenant_id = p.tenant_id AND o.user_id = proved_user ORDER BY o.created_at, o.id LIMIT 1)
       WHERE p.tenant_id = found.tenant_id AND p.id = found.id AND p.unclaimed_beside_id IS NULL;
    ELSE
      UPDATE person SET user_id = proved_user, unclaimed_beside_id = NULL WHERE tenant_id = found.tenant_id AND id = found.id;
      n := n + 1;
    END IF;
  END LOOP;
  RETURN n;
END $$;
