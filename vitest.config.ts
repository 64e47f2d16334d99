// Which tests run where: pure ones alone, database ones once on each of the two databases, those of the whole house last.
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Without times of an earlier run the largest file goes first; this one is short and kills a house fifty times. */
const longest = 'tests/house/kill.test.ts';

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLongest = ({ moduleId }: TestSpecification): number => Number(moduleId.endsWith(longest));
    return sorted.toSorted((a, b) => isLongest(b) - isLongest(a));
  }
}

const database = (name: 'embedded' | 'server') => ({
  extends: true as const,
  test: {
    name,
    include: ['src/**/*.server.test.ts', 'tests/database/*.server.test.ts'],
    env: { KALAKA_TEST_DATABASE: name },
    globalSetup: ['tests/database-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000
  }
});

export default defineConfig({
  test: {
    // A test mostly waits for a database or a server of its own: two files at a time keep both of two cores at work.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts'],
          exclude: ['src/**/*.server.test.ts'],
          testTimeout: 30_000
        }
      },
      database('embedded'),
      database('server'),
      { extends: true, test: { name: 'rules', include: ['tests/rules/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'house',
          include: ['tests/house/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000
        }
      }
    ]
  }
});
