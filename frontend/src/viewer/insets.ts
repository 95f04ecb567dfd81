/** What the page lays over the canvas, as strips along its edges: the rest is free for what one looks at. */

/** A place on the page, CSS pixels, as `getBoundingClientRect` gives it. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Strips that hold all of `over`: each thing in one along the edge where that takes least of the picture. */
export function insets(canvas: Box, over: Iterable<Box>): Box {
  const [width, height] = [canvas.right - canvas.left, canvas.bottom - canvas.top];
  const strips = { left: 0, top: 0, right: 0, bottom: 0 };
  for (const box of over) {
    const across = { left: box.right - canvas.left, right: canvas.right - box.left };
    const along = { top: box.bottom - canvas.top, bottom: canvas.bottom - box.top };
    const apart = box.right <= box.left || box.bottom <= box.top;
    if (apart || Math.min(across.left, across.right, along.top, along.bottom) <= 0) continue;
    const costs = [
      ['left', across.left, width], ['right', across.right, width], ['top', along.top, height], ['bottom', along.bottom, height],
    ] as const;
    const [side, strip] = costs.reduce((best, next) => (next[1] / next[2] < best[1] / best[2] ? next : best));
    strips[side] = Math.max(strips[side], strip);
  }
  return strips;
}
