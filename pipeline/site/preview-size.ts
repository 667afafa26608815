// How large the picture for previews is, which the pages say without drawing it.

/** Width and height in pixels, as sites that show previews ask for. */
export const previewSize = { width: 1200, height: 630 } as const;
