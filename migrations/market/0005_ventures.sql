ALTER TABLE `firm` ADD `rematch_from` integer;--> statement-breakpoint
CREATE INDEX `firm_rematch` ON `firm` (`id`) WHERE rematch_from is not null;--> statement-breakpoint
ALTER TABLE `chain_stage` ADD `kept` text;--> statement-breakpoint
ALTER TABLE `pool` ADD `confirmed_at` integer;--> statement-breakpoint
CREATE INDEX `found_listing` ON `found` (`listing_id`);--> statement-breakpoint
-- What was bought before suppliers were asked stands in the agreements of both.
UPDATE `pool` SET `confirmed_at` = `closed_at` WHERE `state` = 'reached' AND `supplier_firm_id` IS NOT NULL;
--> statement-breakpoint
-- What never comes back need not be remembered as told.
DELETE FROM `found` WHERE `listing_id` IN (SELECT `id` FROM `listing` WHERE `state` IN ('fulfilled', 'withdrawn', 'removed'));
