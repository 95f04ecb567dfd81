/** 比例尺: how long so many metres are on a picture of the map. It holds in the middle of the picture, for that is seen at a slant. */

export interface ScaleBar {
  metres: number;
  /** Its length as a share of the picture's width. */
  share: number;
}

/** A fifth of the picture is long enough to measure by. */
const MOST = 0.2;

/** The longest round length that fits: 1, 2 or 5 with noughts. None where nothing is known of the ground. */
export function scaleBar(metresAcross: number | null): ScaleBar | null {
  if (metresAcross === null || !(metresAcross > 0) || !Number.isFinite(metresAcross)) return null;
  const most = metresAcross * MOST;
  const ten = 10 ** Math.floor(Math.log10(most));
  const metres = ten * (most >= 5 * ten ? 5 : most >= 2 * ten ? 2 : 1);
  return { metres, share: metres / metresAcross };
}

/** Ground that a picture of another shape shows across its middle; one that is wider than the screen shows more, one that is narrower as much. */
export function groundAcross(screen: { metresPerPixel: number; width: number; height: number }, picture: { width: number; height: number }): number {
  return screen.metresPerPixel * Math.max(screen.width, (screen.height * picture.width) / picture.height);
}
