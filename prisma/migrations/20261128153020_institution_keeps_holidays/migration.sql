-- Days on which an institution does not work, apart from weekends: what is due in business days is due by them.
ALTER TABLE "institution" ADD COLUMN "holidays" DATE[] NOT NULL DEFAULT '{}';
