CREATE TABLE `attachment` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`person` text NOT NULL,
	`firm_id` integer,
	`listing_id` integer,
	`inquiry_id` integer,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer,
	`height` integer,
	`small_type` text,
	`small_width` integer,
	`small_height` integer,
	`milliseconds` integer,
	`at` integer NOT NULL,
	`loose_since` integer,
	FOREIGN KEY (`firm_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`listing_id`) REFERENCES `listing`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`inquiry_id`) REFERENCES `inquiry`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attachment_listing` ON `attachment` (`listing_id`);--> statement-breakpoint
CREATE INDEX `attachment_inquiry` ON `attachment` (`inquiry_id`);--> statement-breakpoint
CREATE INDEX `attachment_person` ON `attachment` (`person`,`at`);--> statement-breakpoint
CREATE INDEX `attachment_loose` ON `attachment` (`loose_since`);--> statement-breakpoint
CREATE INDEX `attachment_firm` ON `attachment` (`firm_id`);--> statement-breakpoint
CREATE TABLE `reached` (
	`person` text PRIMARY KEY NOT NULL,
	`up_to` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `spending` (
	`who` text NOT NULL,
	`month` text NOT NULL,
	`texts` integer NOT NULL,
	PRIMARY KEY(`who`, `month`)
);
--> statement-breakpoint
ALTER TABLE `inquiry` ADD `voice` text;--> statement-breakpoint
ALTER TABLE `listing` ADD `photos` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `listing` ADD `voice` text;