DROP INDEX `match_introduced`;--> statement-breakpoint
DROP INDEX `match_barter`;--> statement-breakpoint
CREATE INDEX `match_introduced` ON `match` (`offer_firm_id`,`introduced_at`) WHERE introduced_at is not null;--> statement-breakpoint
CREATE INDEX `match_barter` ON `match` (`need_id`,`offer_id`) WHERE barter = 1;