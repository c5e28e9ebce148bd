-- Words of published listings. Fed only with text that search/analyze.ts has analysed; facets are tokens like d.offer, k.input, r.tannery, v.public.
CREATE VIRTUAL TABLE listing_index USING fts5(
  title, body, facets,
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0 tokenchars '._'"
);
--> statement-breakpoint
-- The log of decisions cannot be edited, not even by this program.
CREATE TRIGGER decision_is_final_update BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'the log of decisions is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER decision_is_final_delete BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'the log of decisions is append-only'); END;
