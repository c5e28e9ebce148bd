CREATE TABLE `fresh` (
	`listing` integer PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE `missed` (
	`word` text PRIMARY KEY NOT NULL,
	`times` integer NOT NULL,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `missed_last` ON `missed` (`last_at`);--> statement-breakpoint
CREATE TABLE `own_term` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`words` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `watch` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person` text NOT NULL,
	`q` text NOT NULL,
	`direction` text,
	`kind` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `watch_person` ON `watch` (`person`);--> statement-breakpoint
CREATE TABLE `word` (
	`form` text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE `firm` ADD `external_ref` text;--> statement-breakpoint
CREATE UNIQUE INDEX `firm_external` ON `firm` (`external_ref`);--> statement-breakpoint
ALTER TABLE `listing` ADD `external_ref` text;--> statement-breakpoint
CREATE UNIQUE INDEX `listing_external` ON `listing` (`external_ref`);--> statement-breakpoint
ALTER TABLE `market` ADD `indexed_with` text;--> statement-breakpoint
ALTER TABLE `market` ADD `reindex_from` integer;--> statement-breakpoint
ALTER TABLE `market` ADD `retell_from` integer;--> statement-breakpoint
-- Words and concepts of published listings, one row each under a number that holds the listing and its facets (worker/search/facets.ts).
-- Fed only with lines that worker/search/document.ts has made.
DROP TABLE listing_index;
--> statement-breakpoint
CREATE VIRTUAL TABLE listing_text USING fts5(
  head, title, body,
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0 tokenchars '._'"
);
--> statement-breakpoint
CREATE VIRTUAL TABLE listing_terms USING fts5vocab(listing_text, row);
--> statement-breakpoint
-- What was published before is told to the catalogue. It is indexed anew because `indexed_with` is null.
UPDATE market SET retell_from = 1;
