// From which score on a clash is shown, and from which on somebody is told of it unasked.

/** Below this a clash is not worth a colleague's time; the page of clashes draws the line at the same place. */
export const minScore = 20;
/** What the page of clashes calls strong: of less nobody is told by mail. */
export const tellScore = 50;
/** A pair that has been told is told again when it has grown by so much. */
export const worseBy = 15;
