/** Whether the small map is on the screen. */
export const minimapShown = $state({ on: true });
