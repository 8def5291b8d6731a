-- A cell of a file is put right in its preview. What was put right is kept beside the file, which stays as it was; the cells of a row that
-- asks for it are kept with the row, so that it can be opened without reading the file again; as JSON, in which they keep the order of the file.
ALTER TABLE "import_row" ADD COLUMN "cells" JSON;

CREATE TABLE "import_cell_fix" (
  "tenant_id" UUID NOT NULL,
  "batch_id" UUID NOT NULL,
  "sheet" INTEGER NOT NULL,
  "line" INTEGER NOT NULL,
  "column_name" TEXT NOT NULL,
  "before_text" TEXT NOT NULL,
  "after_text" TEXT NOT NULL,
  "fixed_by_id" UUID NOT NULL,
  "fixed_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "import_cell_fix_pkey" PRIMARY KEY ("tenant_id", "batch_id", "sheet", "line", "column_name")
);
ALTER TABLE "import_cell_fix" ADD CONSTRAINT "import_cell_fix_tenant_id_batch_id_fkey" FOREIGN KEY ("tenant_id", "batch_id") REFERENCES "import_batch"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "import_cell_fix_tenant_id_fixed_by_id_fkey" FOREIGN KEY ("tenant_id", "fixed_by_id") REFERENCES "person"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "import_cell_fix" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "import_cell_fix" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "import_cell_fix" TO app_rw, app_owner USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
GRANT SELECT, INSERT, UPDATE ON "import_cell_fix" TO app_rw;

-- What the file says, and where, stays; and cells are put right only of a file that is checked and not imported.
CREATE FUNCTION "guard_import_cell_fix"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.before_text <> OLD.before_text OR NEW.line <> OLD.line OR NEW.column_name <> OLD.column_name OR NEW.sheet <> OLD.sheet
      OR NEW.batch_id <> OLD.batch_id) THEN
    RAISE EXCEPTION 'what a file says in a cell that was put right stays' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM import_batch b WHERE b.tenant_id = NEW.tenant_id AND b.id = NEW.batch_id AND b.status = 'checked' AND b.content IS NOT NULL) THEN
    RAISE EXCEPTION 'cells are put right of a file that is checked and not imported' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "guard_import_cell_fix" BEFORE INSERT OR UPDATE ON "import_cell_fix" FOR EACH ROW EXECUTE FUNCTION guard_import_cell_fix();
