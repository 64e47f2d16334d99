// Everything that happens now and then in the sample region.
import { doingPools } from './sample-pools-doing.ts';
import { learningPools } from './sample-pools-learning.ts';
import { outdoorPools } from './sample-pools-outdoor.ts';
import { stagePools } from './sample-pools-stage.ts';
import type { Pool } from './sample-shape.ts';

export const pools: readonly Pool[] = [...stagePools, ...learningPools, ...doingPools, ...outdoorPools];
