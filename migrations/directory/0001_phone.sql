CREATE TABLE `push_subscription` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person` text NOT NULL,
	`endpoint` text NOT NULL,
	`p256dh` text NOT NULL,
	`auth` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `push_subscription_endpoint_unique` ON `push_subscription` (`endpoint`);--> statement-breakpoint
CREATE INDEX `push_subscription_person` ON `push_subscription` (`person`);--> statement-breakpoint
CREATE TABLE `reach` (
	`person` text PRIMARY KEY NOT NULL,
	`muted` text NOT NULL,
	`texts` integer NOT NULL,
	`email` text,
	`email_confirmed_at` integer,
	`quiet_from` integer,
	`quiet_until` integer,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `outbox_message` ADD `channel` text DEFAULT 'sms' NOT NULL;