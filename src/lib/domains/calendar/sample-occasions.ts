// All the days of the year that many settlements of the sample keep.
import { autumnOccasions } from './sample-occasions-autumn.ts';
import { springOccasions } from './sample-occasions-spring.ts';
import { winterOccasions } from './sample-occasions-winter.ts';
import type { Occasion } from './sample-shape.ts';

export const occasions: readonly Occasion[] = [...autumnOccasions, ...winterOccasions, ...springOccasions];
