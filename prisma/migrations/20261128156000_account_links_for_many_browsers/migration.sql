-- A link counts in every browser that asked for one to that mailbox, so that what strangers ask for does not use up what its owner needs.
CREATE TABLE "auth_link_browser" (
    "identifier" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "auth_link_browser_pkey" PRIMARY KEY ("identifier", "secret")
);
CREATE INDEX "auth_link_browser_expires_idx" ON "auth_link_browser"("expires");
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth_link_browser" TO app_rw;
-- Links from before were kept as one hash of both halves, and can be asked for again.
DELETE FROM "auth_verification_token";
