-- The field of an entry by the two classifications that institutions keep: of education (ISCED-F 2013), of instructional programs (CIP 2020).
ALTER TABLE "micro_credential" ADD COLUMN "isced_f" TEXT, ADD COLUMN "cip" TEXT;
ALTER TABLE "micro_credential"
  ADD CONSTRAINT "micro_credential_isced_f_form" CHECK ("isced_f" ~ '^[0-9]{2,4}$'),
  ADD CONSTRAINT "micro_credential_cip_form" CHECK ("cip" ~ '^[0-9]{2}(\.[0-9]{2}([0-9]{2})?)?$');
