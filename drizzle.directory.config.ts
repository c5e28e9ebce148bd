/** How drizzle-kit writes the migrations of the directory. */
import { defineConfig } from 'drizzle-kit';

export default defineConfig({ dialect: 'sqlite', schema: './schema/tables/directory.ts', out: './migrations/directory' });
