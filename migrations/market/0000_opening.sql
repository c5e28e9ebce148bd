CREATE TABLE `decision` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`by_name` text NOT NULL,
	`act` text NOT NULL,
	`subject` text NOT NULL,
	`listing_id` integer,
	`firm_id` integer,
	`reason` text,
	`words` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `firm` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`about` text NOT NULL,
	`machines` text NOT NULL,
	`certificates` text NOT NULL,
	`size` text,
	`address` text NOT NULL,
	`lat` real,
	`lng` real,
	`languages` text NOT NULL,
	`contacts` text NOT NULL,
	`trusted` integer NOT NULL,
	`state` text NOT NULL,
	`revision` integer NOT NULL,
	`renamed_at` integer,
	`created_at` integer NOT NULL,
	`searchable` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `inquiry` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`listing_id` integer NOT NULL,
	`listing_title` text NOT NULL,
	`firm_id` integer NOT NULL,
	`asker` text NOT NULL,
	`asker_firm_id` integer,
	`asker_name` text NOT NULL,
	`asker_phone` text NOT NULL,
	`message` text NOT NULL,
	`quantity_amount` integer,
	`quantity_unit` text,
	`state` text NOT NULL,
	`answer` text NOT NULL,
	`answerer_name` text NOT NULL,
	`answerer_phone` text NOT NULL,
	`created_at` integer NOT NULL,
	`answered_at` integer,
	FOREIGN KEY (`listing_id`) REFERENCES `listing`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`firm_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asker_firm_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `inquiry_owner` ON `inquiry` (`firm_id`);--> statement-breakpoint
CREATE INDEX `inquiry_asker` ON `inquiry` (`asker`);--> statement-breakpoint
CREATE INDEX `inquiry_listing` ON `inquiry` (`listing_id`,`state`);--> statement-breakpoint
CREATE INDEX `inquiry_asker_firm` ON `inquiry` (`asker_firm_id`);--> statement-breakpoint
CREATE TABLE `invitation` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`token_hash` text NOT NULL,
	`firm_id` integer,
	`note` text NOT NULL,
	`uses_left` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	`by` text NOT NULL,
	`by_person` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`firm_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_token` ON `invitation` (`token_hash`);--> statement-breakpoint
CREATE INDEX `invitation_maker` ON `invitation` (`by_person`);--> statement-breakpoint
CREATE TABLE `listing` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`firm_id` integer NOT NULL,
	`by` text NOT NULL,
	`direction` text NOT NULL,
	`kind` text NOT NULL,
	`role` text NOT NULL,
	`state` text NOT NULL,
	`listed` integer NOT NULL,
	`visibility` text NOT NULL,
	`title` text NOT NULL,
	`quantity_amount` integer,
	`quantity_unit` text,
	`quantity_base` integer,
	`quantity_dimension` text,
	`price_form` text NOT NULL,
	`price_min` integer,
	`price_max` integer,
	`currency` text NOT NULL,
	`per` text,
	`barter` integer NOT NULL,
	`minimum_amount` integer,
	`minimum_unit` text,
	`capacity_amount` integer,
	`capacity_unit` text,
	`process` text NOT NULL,
	`available_from` integer,
	`available_until` integer,
	`delivery_days` integer,
	`languages` text NOT NULL,
	`standing` integer NOT NULL,
	`term` integer NOT NULL,
	`expires_at` integer,
	`published_at` integer,
	`return_reason` text,
	`return_words` text NOT NULL,
	`revision` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`text` text NOT NULL,
	FOREIGN KEY (`firm_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `listing_firm` ON `listing` (`firm_id`,`state`,`updated_at`);--> statement-breakpoint
CREATE INDEX `listing_of_firm` ON `listing` (`firm_id`,`listed`,`visibility`);--> statement-breakpoint
CREATE INDEX `listing_state` ON `listing` (`state`,`updated_at`);--> statement-breakpoint
CREATE INDEX `listing_expiry` ON `listing` (`state`,`expires_at`);--> statement-breakpoint
CREATE INDEX `listing_newest` ON `listing` (`listed`,`published_at`);--> statement-breakpoint
CREATE INDEX `listing_kind` ON `listing` (`listed`,`direction`,`kind`,`published_at`);--> statement-breakpoint
CREATE INDEX `listing_role` ON `listing` (`listed`,`role`,`published_at`);--> statement-breakpoint
CREATE TABLE `market` (
	`id` integer PRIMARY KEY NOT NULL,
	`cluster` text NOT NULL,
	`trusted_publish_at_once` integer NOT NULL,
	`opened_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `member` (
	`person` text PRIMARY KEY NOT NULL,
	`firm_id` integer NOT NULL,
	`name` text NOT NULL,
	`phone` text NOT NULL,
	`manager` integer NOT NULL,
	`state` text NOT NULL,
	`joined_at` integer NOT NULL,
	FOREIGN KEY (`firm_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `member_firm` ON `member` (`firm_id`);--> statement-breakpoint
CREATE TABLE `notice` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`firm_id` integer,
	`person` text,
	`kind` text NOT NULL,
	`listing_id` integer,
	`listing_title` text NOT NULL,
	`inquiry_id` integer,
	`reason` text,
	`words` text NOT NULL,
	`at` integer NOT NULL,
	`read_at` integer
);
--> statement-breakpoint
CREATE INDEX `notice_firm` ON `notice` (`firm_id`);--> statement-breakpoint
CREATE INDEX `notice_person` ON `notice` (`person`);--> statement-breakpoint
CREATE INDEX `notice_unread_firm` ON `notice` (`firm_id`) WHERE read_at is null;--> statement-breakpoint
CREATE INDEX `notice_unread_person` ON `notice` (`person`) WHERE read_at is null;--> statement-breakpoint
CREATE INDEX `notice_at` ON `notice` (`at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`topic` text NOT NULL,
	`subject` text NOT NULL,
	`payload` text,
	`due_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`error` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_subject` ON `outbox` (`topic`,`subject`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`due_at`);--> statement-breakpoint
CREATE TABLE `submission` (
	`person` text NOT NULL,
	`key` text NOT NULL,
	`fingerprint` text NOT NULL,
	`answer` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`person`, `key`)
);
--> statement-breakpoint
CREATE INDEX `submission_at` ON `submission` (`at`);--> statement-breakpoint
CREATE TABLE `tally` (
	`visibility` text NOT NULL,
	`direction` text NOT NULL,
	`kind` text NOT NULL,
	`role` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`visibility`, `direction`, `kind`, `role`)
);
