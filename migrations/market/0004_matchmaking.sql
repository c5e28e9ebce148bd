CREATE TABLE `agreement` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`of` text NOT NULL,
	`venture_id` integer NOT NULL,
	`taker_id` integer NOT NULL,
	`giver_id` integer,
	`title` text NOT NULL,
	`quantity_amount` integer,
	`quantity_unit` text,
	`amount` integer,
	`currency` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`taker_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`giver_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `agreement_venture` ON `agreement` (`of`,`venture_id`);--> statement-breakpoint
CREATE INDEX `agreement_taker` ON `agreement` (`taker_id`);--> statement-breakpoint
CREATE INDEX `agreement_giver` ON `agreement` (`giver_id`);--> statement-breakpoint
CREATE TABLE `match` (
	`need_id` integer NOT NULL,
	`offer_id` integer NOT NULL,
	`need_firm_id` integer NOT NULL,
	`offer_firm_id` integer NOT NULL,
	`score` real NOT NULL,
	`turn` real NOT NULL,
	`barter` integer NOT NULL,
	`at` integer NOT NULL,
	`introduced_at` integer,
	`need_dismissed` text,
	`offer_dismissed` text,
	PRIMARY KEY(`need_id`, `offer_id`),
	FOREIGN KEY (`need_id`) REFERENCES `listing`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`offer_id`) REFERENCES `listing`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `match_offer` ON `match` (`offer_id`);--> statement-breakpoint
CREATE INDEX `match_introduced` ON `match` (`offer_firm_id`,`introduced_at`);--> statement-breakpoint
CREATE INDEX `match_barter` ON `match` (`barter`,`need_id`);--> statement-breakpoint
CREATE TABLE `profile` (
	`listing` integer PRIMARY KEY NOT NULL,
	`data` text NOT NULL,
	FOREIGN KEY (`listing`) REFERENCES `listing`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `notice` ADD `about_of` text;--> statement-breakpoint
ALTER TABLE `notice` ADD `about_id` integer;