/** Short messages of what was done, with a way back where there is one. */

export interface Toast {
  id: number;
  /** Of one kind the last is shown. */
  kind: string;
  tone: 'good' | 'bad';
  text: string;
  action?: { label: string; run: () => void };
}

const SHOWN_MS = 7000;
/** A way back is offered for longer: it has to be read, and reached. */
const OFFERED_MS = 15_000;

class Toasts {
  list = $state<Toast[]>([]);
  #next = 1;

  /** Of its kind it is the only one then; where none is said, the same text is of one kind. */
  show(tone: Toast['tone'], text: string, action?: Toast['action'], kind = text): void {
    const toast: Toast = { id: this.#next++, kind, tone, text, ...(action && { action }) };
    this.list = [...this.list.filter((other) => other.kind !== kind).slice(-2), toast];
    setTimeout(() => this.dismiss(toast.id), action ? OFFERED_MS : SHOWN_MS);
  }

  done(text: string, action?: Toast['action'], kind?: string): void {
    this.show('good', text, action, kind);
  }

  /** Takes the way back that was offered last, if it is still on the screen. */
  takeBack(): void {
    const last = this.list.findLast((toast) => toast.action);
    if (!last) return;
    this.dismiss(last.id);
    last.action?.run();
  }

  dismiss(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
