CREATE TABLE `found` (
	`watch_id` integer NOT NULL,
	`listing_id` integer NOT NULL,
	`person` text NOT NULL,
	`at` integer NOT NULL,
	`told_at` integer,
	`told_in` integer,
	PRIMARY KEY(`watch_id`, `listing_id`)
);
--> statement-breakpoint
CREATE INDEX `found_person` ON `found` (`person`,`listing_id`);--> statement-breakpoint
CREATE INDEX `found_told` ON `found` (`told_at`);--> statement-breakpoint
CREATE INDEX `found_lately` ON `found` (`watch_id`,`at`,`listing_id`);--> statement-breakpoint
CREATE INDEX `found_waiting` ON `found` (`watch_id`) WHERE told_at is null;--> statement-breakpoint
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
CREATE TABLE `chain` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`firm_id` integer NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`per_month_amount` integer,
	`per_month_unit` text,
	`state` text NOT NULL,
	`revision` integer NOT NULL,
	`created_at` integer NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`firm_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `chain_firm` ON `chain` (`firm_id`,`state`);--> statement-breakpoint
CREATE INDEX `chain_state` ON `chain` (`state`);--> statement-breakpoint
CREATE TABLE `chain_invitation` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`chain_id` integer NOT NULL,
	`stage_id` integer NOT NULL,
	`firm_id` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`chain_id`) REFERENCES `chain`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`stage_id`) REFERENCES `chain_stage`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`firm_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `chain_invitation_stage` ON `chain_invitation` (`stage_id`,`firm_id`);--> statement-breakpoint
CREATE INDEX `chain_invitation_chain` ON `chain_invitation` (`chain_id`);--> statement-breakpoint
CREATE INDEX `chain_invitation_firm` ON `chain_invitation` (`firm_id`);--> statement-breakpoint
CREATE TABLE `chain_member` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`chain_id` integer NOT NULL,
	`stage_id` integer NOT NULL,
	`firm_id` integer NOT NULL,
	`listing_id` integer,
	`per_month_amount` integer,
	`per_month_unit` text,
	`words` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`chain_id`) REFERENCES `chain`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`stage_id`) REFERENCES `chain_stage`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`firm_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`listing_id`) REFERENCES `listing`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `chain_member_stage` ON `chain_member` (`stage_id`,`firm_id`);--> statement-breakpoint
CREATE INDEX `chain_member_chain` ON `chain_member` (`chain_id`);--> statement-breakpoint
CREATE INDEX `chain_member_firm` ON `chain_member` (`firm_id`);--> statement-breakpoint
CREATE TABLE `chain_note` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`chain_id` integer NOT NULL,
	`stage_id` integer NOT NULL,
	`by_id` integer NOT NULL,
	`to_id` integer NOT NULL,
	`giver_id` integer NOT NULL,
	`quantity_amount` integer,
	`quantity_unit` text,
	`words` text NOT NULL,
	`state` text NOT NULL,
	`at` integer NOT NULL,
	`answered_at` integer,
	FOREIGN KEY (`chain_id`) REFERENCES `chain`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`stage_id`) REFERENCES `chain_stage`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`giver_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `chain_note_chain` ON `chain_note` (`chain_id`,`state`);--> statement-breakpoint
CREATE INDEX `chain_note_stage` ON `chain_note` (`stage_id`);--> statement-breakpoint
CREATE TABLE `chain_stage` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`chain_id` integer NOT NULL,
	`place` integer NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`per_month_amount` integer,
	`per_month_unit` text,
	`need_id` integer,
	FOREIGN KEY (`chain_id`) REFERENCES `chain`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`need_id`) REFERENCES `listing`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `chain_stage_chain` ON `chain_stage` (`chain_id`,`place`);--> statement-breakpoint
CREATE TABLE `barter_terms` (
	`firm_id` integer PRIMARY KEY NOT NULL,
	`most_to_pay` integer,
	`most_to_take` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`firm_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `circle` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`state` text NOT NULL,
	`title` text NOT NULL,
	`answer_by` integer NOT NULL,
	`check_at` integer NOT NULL,
	`mends` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `circle_check` ON `circle` (`state`,`check_at`);--> statement-breakpoint
CREATE TABLE `circle_left` (
	`circle_id` integer NOT NULL,
	`firm_id` integer NOT NULL,
	`how` text NOT NULL,
	`words` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`circle_id`, `firm_id`),
	FOREIGN KEY (`circle_id`) REFERENCES `circle`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`firm_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `circle_left_firm` ON `circle_left` (`firm_id`);--> statement-breakpoint
CREATE TABLE `circle_leg` (
	`circle_id` integer NOT NULL,
	`place` integer NOT NULL,
	`giver_id` integer NOT NULL,
	`taker_id` integer NOT NULL,
	`offer_id` integer NOT NULL,
	`need_id` integer NOT NULL,
	`offer_title` text NOT NULL,
	`need_title` text NOT NULL,
	`quantity_amount` integer,
	`quantity_unit` text,
	`value` integer,
	`top_up` integer,
	`worth` integer NOT NULL,
	`accepted_at` integer,
	`words` text NOT NULL,
	PRIMARY KEY(`circle_id`, `place`),
	FOREIGN KEY (`circle_id`) REFERENCES `circle`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`giver_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`taker_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`offer_id`) REFERENCES `listing`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`need_id`) REFERENCES `listing`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `circle_leg_giver` ON `circle_leg` (`giver_id`);--> statement-breakpoint
CREATE INDEX `circle_leg_offer` ON `circle_leg` (`offer_id`);--> statement-breakpoint
CREATE INDEX `circle_leg_need` ON `circle_leg` (`need_id`);--> statement-breakpoint
CREATE TABLE `circle_search` (
	`id` integer PRIMARY KEY NOT NULL,
	`asked` integer NOT NULL,
	`answered` integer NOT NULL,
	`since` integer NOT NULL,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `circle_tried` (
	`key` text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE `coalition` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`need_id` integer NOT NULL,
	`title` text NOT NULL,
	`owner_id` integer NOT NULL,
	`state` text NOT NULL,
	`steps` text NOT NULL,
	`quantity_amount` integer,
	`quantity_unit` text,
	`currency` text NOT NULL,
	`starts_at` integer,
	`due_at` integer,
	`exact` integer NOT NULL,
	`reasons` text NOT NULL,
	`lacks` text NOT NULL,
	`quote_by` integer,
	`total` integer,
	`deliver_by` integer,
	`quote_words` text NOT NULL,
	`quoted_at` integer,
	`words` text NOT NULL,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	`look_at` integer,
	FOREIGN KEY (`need_id`) REFERENCES `listing`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `coalition_need` ON `coalition` (`need_id`,`state`);--> statement-breakpoint
CREATE INDEX `coalition_owner` ON `coalition` (`owner_id`);--> statement-breakpoint
CREATE INDEX `coalition_look` ON `coalition` (`look_at`);--> statement-breakpoint
CREATE TABLE `coalition_part` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`coalition_id` integer NOT NULL,
	`firm_id` integer NOT NULL,
	`state` text NOT NULL,
	`amount` integer,
	`estimate` integer,
	`words` text NOT NULL,
	`answer_by` integer NOT NULL,
	`answered_at` integer,
	FOREIGN KEY (`coalition_id`) REFERENCES `coalition`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`firm_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `coalition_part_firm` ON `coalition_part` (`coalition_id`,`firm_id`);--> statement-breakpoint
CREATE INDEX `coalition_part_of` ON `coalition_part` (`firm_id`);--> statement-breakpoint
CREATE TABLE `coalition_share` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`part_id` integer NOT NULL,
	`listing_id` integer NOT NULL,
	`title` text NOT NULL,
	`step` integer NOT NULL,
	`amount` integer,
	FOREIGN KEY (`part_id`) REFERENCES `coalition_part`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`listing_id`) REFERENCES `listing`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `coalition_share_part` ON `coalition_share` (`part_id`);--> statement-breakpoint
CREATE INDEX `coalition_share_listing` ON `coalition_share` (`listing_id`);--> statement-breakpoint
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
CREATE TABLE `commitment` (
	`pool_id` integer NOT NULL,
	`firm_id` integer NOT NULL,
	`by` text NOT NULL,
	`quantity` integer NOT NULL,
	`place` integer NOT NULL,
	`back_told` integer NOT NULL,
	PRIMARY KEY(`pool_id`, `firm_id`),
	FOREIGN KEY (`pool_id`) REFERENCES `pool`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`firm_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `pool` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`firm_id` integer NOT NULL,
	`by` text NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`unit` text NOT NULL,
	`currency` text NOT NULL,
	`steps` text NOT NULL,
	`deadline` integer NOT NULL,
	`due_at` integer NOT NULL,
	`cap` integer,
	`pack` integer,
	`supplier_firm_id` integer,
	`supplier_listing_id` integer,
	`supplier_name` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`closed_at` integer,
	`missed` text,
	`words` text NOT NULL,
	`bought_quantity` integer,
	`bought_price` integer,
	`steps_told` integer NOT NULL,
	FOREIGN KEY (`firm_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`supplier_firm_id`) REFERENCES `firm`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`supplier_listing_id`) REFERENCES `listing`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pool_due` ON `pool` (`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `pool_opener` ON `pool` (`firm_id`,`state`);--> statement-breakpoint
ALTER TABLE `market` ADD `rematch_from` integer;--> statement-breakpoint
ALTER TABLE `notice` ADD `about_of` text;--> statement-breakpoint
ALTER TABLE `notice` ADD `about_id` integer;--> statement-breakpoint
ALTER TABLE `notice` ADD `watch_id` integer;--> statement-breakpoint
ALTER TABLE `notice` ADD `watch_found` integer;--> statement-breakpoint
ALTER TABLE `watch` ADD `conditions` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `watch` ADD `rhythm` text DEFAULT 'at-once' NOT NULL;--> statement-breakpoint
ALTER TABLE `watch` ADD `paused` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `watch` ADD `due_at` integer;--> statement-breakpoint
CREATE INDEX `watch_due` ON `watch` (`due_at`);