-- The facts of an institution are edited like everything else: over the row version that was seen.
ALTER TABLE "institution" ADD COLUMN "row_version" INTEGER NOT NULL DEFAULT 1;
