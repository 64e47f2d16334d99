// Bookings and things to borrow of the sample region.
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleContext } from '#lib/platform/domain.ts';

export async function loadSampleBookings(_db: Database, _context: SampleContext): Promise<void> {}
