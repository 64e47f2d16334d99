// Where the names on a map stand: beside their point, and never over each other, a mark or the edge.
import type { Size } from './view.ts';

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Labelled {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Room that the point itself takes, from its middle. */
  readonly radius: number;
}

export interface Label {
  readonly text: string;
  /** Of the base line, at the side that `anchor` says. */
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly room: Rectangle;
}

/**
 * Greedy, in the order given: who comes first gets the best place that is free (right, left, above, below), and who finds none
 * stays without a name (Imhof's rules for points; Christensen, Marks & Shieber 1995 measure how far greedy is from best).
 * @param taken what no name may cover: the marks
 */
export function placeLabels(
  wanted: readonly Labelled[],
  { size, letter, taken }: { size: Size; letter: number; taken: readonly Rectangle[] }
): Map<Labelled, Label> {
  const grid = roomGrid(letter * 4);
  for (const room of taken) grid.take(room);
  const placed = new Map<Labelled, Label>();
  for (const each of wanted) {
    const label = candidates(each, letter).find(({ room }) => inside(room, size) && grid.isFree(room));
    if (!label) continue;
    grid.take(label.room);
    placed.set(each, label);
  }
  return placed;
}

/** How wide a text is at most, in the fonts that we ask for: a little too much does no harm, too little does. */
export function textWidth(text: string, letter: number): number {
  let width = 0;
  for (const sign of text)
    width += /[fijlrtIíÍ().,:;'’ -]/.test(sign)
      ? 0.36
      : /[mwMWŐÖÓ]/.test(sign)
        ? 0.9
        : /[A-ZÁÉÍÓÖŐÚÜŰ]/.test(sign)
          ? 0.72
          : 0.59;
  return width * letter;
}

function candidates({ text, x, y, radius }: Labelled, letter: number): Label[] {
  const width = textWidth(text, letter);
  const gap = letter * 0.25;
  const middle = y + letter * 0.34;
  const at = (anchor: Label['anchor'], atX: number, base: number): Label => {
    const left = anchor === 'start' ? atX : anchor === 'end' ? atX - width : atX - width / 2;
    return {
      text,
      x: atX,
      y: base,
      anchor,
      room: { left, right: left + width, top: base - letter * 0.9, bottom: base + letter * 0.28 }
    };
  };
  return [
    at('start', x + radius + gap, middle),
    at('end', x - radius - gap, middle),
    at('middle', x, y - radius - gap - letter * 0.1),
    at('middle', x, y + radius + gap + letter * 0.85)
  ];
}

export function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function inside({ left, top, right, bottom }: Rectangle, { width, height }: Size): boolean {
  return left >= 2 && top >= 2 && right <= width - 2 && bottom <= height - 2;
}

/** Rectangles by the squares they touch, so that thousands of them need not be asked one by one. */
function roomGrid(square: number) {
  const squares = new Map<string, Rectangle[]>();
  const touched = function* ({ left, top, right, bottom }: Rectangle): Generator<string> {
    for (let x = Math.floor(left / square); x <= Math.floor(right / square); x += 1)
      for (let y = Math.floor(top / square); y <= Math.floor(bottom / square); y += 1) yield `${x} ${y}`;
  };
  return {
    take(room: Rectangle): void {
      for (const key of touched(room)) {
        const held = squares.get(key);
        if (held) held.push(room);
        else squares.set(key, [room]);
      }
    },
    isFree(room: Rectangle): boolean {
      for (const key of touched(room))
        if (squares.get(key)?.some((other) => overlaps(room, other))) return false;
      return true;
    }
  };
}
