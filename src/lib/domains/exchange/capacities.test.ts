import { expect, test } from 'vitest';
import { capacities, groupOf, overviewOf, sortRows, type MatrixRow } from './capacities.ts';

const row = (name: string, settlement: string | null, cells: Record<string, number>): MatrixRow => ({
  ...{ id: name, slug: name, name, settlement, cells }
});
const rows = [
  row('B', 'Ózd', { 'space.large': 2, 'equipment.sound': 1 }),
  row('A', 'Arló', { 'space.large': 1 }),
  row('C', null, { 'equipment.tent': 3 })
];
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

test('each capacity is there once and belongs to a group', () => {
  expect(new Set(capacities).size).toBe(capacities.length);
  expect(capacities.map(groupOf)).not.toContain(undefined);
});

test('tells what is common, what only one has, and what nobody has', () => {
  const wanted = ['space.large', 'equipment.sound', 'equipment.tent', 'space.stage'];
  const { holders, common, unique, missing } = overviewOf(rows, wanted);
  expect(holders).toEqual({ 'space.large': 2, 'equipment.sound': 1, 'equipment.tent': 1, 'space.stage': 0 });
  expect(common).toEqual(['space.large', 'equipment.sound', 'equipment.tent']);
  expect(unique.map(({ capacity, row: { name } }) => `${capacity} ${name}`)).toEqual([
    'equipment.sound B',
    'equipment.tent C'
  ]);
  expect(missing).toEqual(['space.stage']);
});

test('counts only what is looked at', () => {
  expect(overviewOf(rows, ['space.stage']).holders).toEqual({ 'space.stage': 0 });
});

test('sorts by name, place, how much somebody has, and how much of one thing', () => {
  const names = (order: Parameters<typeof sortRows>[1]): string =>
    sortRows(rows, order, byText)
      .map(({ name }) => name)
      .join('');
  expect(names('name')).toBe('ABC');
  expect(names('settlement')).toBe('ABC');
  expect(names('most')).toBe('BAC');
  expect(names('has:equipment.tent')).toBe('CAB');
});
