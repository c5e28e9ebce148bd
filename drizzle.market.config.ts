/** How drizzle-kit writes the migrations of a market's own database. */
import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  driver: 'durable-sqlite',
  schema: ['./schema/tables/market.ts', './schema/tables/{agreements,matches,pools,coalitions,circles,chains}.ts'],
  out: './migrations/market',
});
