-- What a version of a micro-credential is about, in the issuer's or the lister's words; searched, never decided by.
ALTER TABLE "micro_credential_version" ADD COLUMN "description" TEXT;
