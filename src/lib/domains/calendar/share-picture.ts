// How large the picture is that is shown where a link to an event is shared: what those who show it expect (Open Graph).

/** Pixels. */
export const sharePicture = { width: 1200, height: 630 };
