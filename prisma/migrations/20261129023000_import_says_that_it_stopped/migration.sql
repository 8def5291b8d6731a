-- A file that takes too long, too much memory or has too many rows is neither read nor unreadable: reading it was stopped.
ALTER TABLE "import_batch" DROP CONSTRAINT "import_batch_status_known",
  ADD CONSTRAINT "import_batch_status_known" CHECK (status IN ('checking', 'checked', 'applying', 'applied', 'refused', 'stopped'));
