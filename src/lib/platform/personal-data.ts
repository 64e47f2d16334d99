// What every column of every table declares about people: the privacy notice, export and erasure come from it.

export interface PersonalColumn {
  readonly purpose: string;
  readonly seenBy: 'the person' | 'administrators' | 'colleagues' | 'everyone';
  readonly kept: string;
  readonly erasure: 'delete row' | 'clear' | 'keep';
}

/** 'none': the column says nothing about a person. */
export type ColumnDeclaration = 'none' | PersonalColumn;

export type TableDeclarations<Table extends string = string> = Readonly<
  Record<Table, Readonly<Record<string, ColumnDeclaration>>>
>;

/** For tables in which no column is about a person. */
export function nothingPersonal<const Column extends string>(
  ...columns: Column[]
): Readonly<Record<Column, 'none'>> {
  return Object.fromEntries(columns.map((column) => [column, 'none'])) as Record<Column, 'none'>;
}
