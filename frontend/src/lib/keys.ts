/** Whose a key press is. */

/** Whether a key belongs to a field that is being filled in. */
export function typing(target: EventTarget | null): boolean {
  return typeof HTMLElement !== 'undefined' && target instanceof HTMLElement && target.matches('input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable=true]');
}

export function dialogOpen(): boolean {
  return typeof document !== 'undefined' && document.querySelector('[role=dialog], [role=alertdialog], [role=listbox][data-state=open]') !== null;
}
