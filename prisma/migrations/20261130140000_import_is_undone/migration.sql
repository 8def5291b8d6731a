-- An import is taken back as one act: the batch says by whom and when. What a row made of a course or a program is kept with the row, since
-- what it said before has no other place where a version that had not begun was corrected, or where it is no part of a version.
ALTER TABLE "import_batch" ADD COLUMN "undone_at" TIMESTAMPTZ(3), ADD COLUMN "undone_by_id" UUID;
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_tenant_id_undone_by_id_fkey" FOREIGN KEY ("tenant_id", "undone_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "import_batch" DROP CONSTRAINT "import_batch_status_known",
  ADD CONSTRAINT "import_batch_status_known" CHECK (status IN ('checking', 'matching', 'checked', 'applying', 'applied', 'undone', 'refused', 'stopped')),
  ADD CONSTRAINT "import_batch_undone_by_somebody" CHECK ((status = 'undone') = (undone_at IS NOT NULL) AND (status = 'undone') = (undone_by_id IS NOT NULL)
    AND (undone_at IS NULL OR applied_at IS NOT NULL));
ALTER TABLE "import_row" ADD COLUMN "effect" JSONB;

-- What was undone stays undone: nothing but the end of its keeping happens to it.
CREATE FUNCTION "guard_import_undone"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'undone' AND (NEW.status <> 'undone' OR NEW.undone_at <> OLD.undone_at OR NEW.undone_by_id <> OLD.undone_by_id) THEN
    RAISE EXCEPTION 'an import that was undone stays undone' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status = 'undone' AND OLD.status NOT IN ('applied', 'undone') THEN
    RAISE EXCEPTION 'only an import that was applied is undone' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_import_undone" BEFORE UPDATE ON "import_batch" FOR EACH ROW WHEN (OLD.status = 'undone' OR NEW.status = 'undone') EXECUTE FUNCTION guard_import_undone();
