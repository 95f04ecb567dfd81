/** Calls `onIdle` once nobody has touched the window for so many seconds and no work is under way; gives back how to stop watching. */
export function watchIdle(seconds: number, working: () => boolean, onIdle: () => void): () => void {
  const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
  let last = Date.now();
  const touched = (): void => void (last = Date.now());
  for (const sign of signs) addEventListener(sign, touched, { passive: true, capture: true });
  const timer = setInterval(() => {
    if (working()) touched();
    else if (Date.now() - last >= seconds * 1000) onIdle();
  }, 1000);
  return () => {
    clearInterval(timer);
    for (const sign of signs) removeEventListener(sign, touched, { capture: true });
  };
}
